/** The class of the tensors users hold: a handle with every method on it; their types are declared elsewhere. */

import type { TypedArray } from "../base/dtype.ts";
import { GraphError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import type { Storage } from "../runtime/index.ts";
import { backward, gradientFor } from "./gradient.ts";
import { TensorHandle } from "./handle.ts";
import { mapTree } from "./method-table.ts";
import { nodeMethods, treeMethods } from "./methods.ts";
import { data, item, toArray, toText } from "./read.ts";

/** The handle with one method for each that builds a graph. */
function withNodeMethods(): typeof TensorHandle {
  class GraphBuilding extends TensorHandle {}
  const add = (name: string, method: (this: TensorHandle, ...given: never[]) => unknown): void => {
    Object.defineProperty(method, "name", { value: name });
    Object.defineProperty(GraphBuilding.prototype, name, {
      value: method,
      writable: true,
      configurable: true,
    });
  };
  for (const [name, build] of Object.entries(nodeMethods)) {
    add(name, function (...given) {
      return objectOf(build.apply(this, given));
    });
  }
  for (const [name, build] of Object.entries(treeMethods)) {
    add(name, function (...given) {
      return mapTree(build.apply(this, given), objectOf);
    });
  }
  return GraphBuilding;
}

export class TensorObject extends withNodeMethods() {
  /** What `backward` has found for this tensor. */
  get grad(): TensorObject | undefined {
    const gradient = gradientFor(this);
    return gradient === undefined ? undefined : objectOf(gradient);
  }

  backward(): void {
    backward(this.node);
  }

  toArray(): ReturnType<typeof toArray> {
    return toArray(this);
  }

  item(): number {
    return item(this);
  }

  data(): TypedArray {
    return data(this);
  }

  override toString(): string {
    return toText(this);
  }

  /** A tensor in text reads as itself; `loss < best` would otherwise compare that text, and always be false. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== "number") return toText(this);
    throw new GraphError(
      "a tensor is not a number (read it with .item(), or compare tensors with less, greater, equal)",
    );
  }

  /** What Node prints for a tensor. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return toText(this);
  }

  /** What `JSON.stringify` writes for a tensor: its nested array. */
  toJSON(): ReturnType<typeof toArray> {
    return toArray(this);
  }
}

/** The tensor of a node. */
export function objectOf(node: Node): TensorObject {
  return new TensorObject({ kind: "node", node });
}

/** The tensor of finished values. */
export function objectOfStorage(storage: Storage, shape: readonly number[]): TensorObject {
  return new TensorObject({ kind: "storage", storage, shape, node: null });
}
