/** Tensors inside arrays and objects: taken out in order, and put back in the same places; knows no compiler. */

import { GraphError } from "../base/errors.ts";
import { TensorHandle } from "./handle.ts";

/** Puts tensors, in the order they were taken out, where they were. */
export type Rebuild = (tensors: readonly TensorHandle[]) => unknown;

/**
 * Takes the tensors out of a result: a tensor, a plain value, or arrays and plain objects of results. `within` are those
 * that the result stands in.
 */
export function takeApart(
  op: string,
  result: unknown,
  found: TensorHandle[],
  within: readonly unknown[] = [],
): Rebuild {
  if (result instanceof TensorHandle) {
    const position = found.push(result) - 1;
    return (tensors) => tensors[position];
  }
  if (typeof result !== "object" || result === null) return () => result;
  if (within.includes(result)) {
    throw new GraphError(
      `${op}: the function returned ${Array.isArray(result) ? "an array" : "an object"} that holds itself (return tensors, and arrays or objects without a cycle)`,
    );
  }
  const path = [...within, result];
  if (Array.isArray(result)) {
    const parts = result.map((part) => takeApart(op, part, found, path));
    return (tensors) => parts.map((rebuild) => rebuild(tensors));
  }
  if (result instanceof Promise) {
    throw new GraphError(
      `${op}: the function returned a promise (make it synchronous: it runs once, to be traced)`,
    );
  }
  const prototype = Object.getPrototypeOf(result);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new GraphError(
      `${op}: the function returned a ${result.constructor.name} (return tensors, arrays or objects)`,
    );
  }
  const entries = Object.entries(result).map(
    ([key, part]) => [key, takeApart(op, part, found, path)] as const,
  );
  return (tensors) => Object.fromEntries(entries.map(([key, rebuild]) => [key, rebuild(tensors)]));
}
