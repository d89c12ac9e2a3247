/** Functions over typed arrays as ops: their nodes, and the one way to call them; knows no graph below its node. */

import { dtypes, type TypedArray } from "../base/dtype.ts";
import { ValueError } from "../base/errors.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { Abstract, HostFunction, HostOp } from "../graph/op.ts";
import { sizeOf } from "../shape/size.ts";

let declared = 0;

/** What a declaration says: the result's shape and element type, the cotangents, the function. */
type HostRow = Pick<HostOp, "name" | "infer" | "vjp" | "run" | "takesBatches">;

/** Declares a function over arrays as an op; the builder makes its nodes. */
export function declareHost(row: HostRow): (inputs: readonly Node[]) => Node {
  const op: HostOp = { ...row, kind: "host", fallible: true };
  declared += 1;
  const attributes = Object.freeze({ declaration: declared });
  return (inputs) => makeNode(op, inputs, attributes);
}

/** Whether a host function returned its result instead of filling the output, or a promise of it. */
const isMistaken = (returned: unknown, output: TypedArray): boolean =>
  returned instanceof Promise ||
  (returned !== output && (Array.isArray(returned) || ArrayBuffer.isView(returned)));

/** A host function applied to every slice of arrays with one more axis in front. */
function runEach(run: HostFunction): HostFunction {
  return (inputs, output, { inputs: inputShapes, output: shape }) => {
    const [size, ...rest] = shape;
    const shapes = { inputs: inputShapes.map((each) => each.slice(1)), output: rest };
    const sliceOf = (array: TypedArray, at: number): TypedArray =>
      array.subarray((array.length / size!) * at, (array.length / size!) * (at + 1));
    for (let at = 0; at < size!; at++) {
      const filled = sliceOf(output, at);
      const returned: unknown = run(
        inputs.map((input) => sliceOf(input, at)),
        filled,
        shapes,
      );
      if (isMistaken(returned, filled)) return returned;
    }
    return undefined;
  };
}

/** The same call for every slice of inputs that all have one more axis in front; `vjp` is the whole's. */
export function hostForEach(node: Node, op: HostOp, inputs: readonly Node[], vjp: HostOp["vjp"]): Node {
  if (op.takesBatches) return makeNode(op, inputs, node.attributes, node.origin);
  const each: HostOp = {
    ...op,
    infer: (given, attributes) => {
      const slices = given.map(({ shape, dtype }) => ({ shape: shape.slice(1), dtype }));
      const { shape, dtype } = op.infer(slices, attributes);
      return { shape: [given[0]!.shape[0]!, ...shape], dtype };
    },
    run: runEach(op.run),
    vjp,
  };
  return makeNode(each, inputs, { ...node.attributes, each: `${node.attributes.each ?? ""}+` }, node.origin);
}

/** One node's call, free of the graph. */
export interface HostCall {
  readonly op: HostOp;
  readonly inputs: readonly Abstract[];
  readonly output: Abstract;
  readonly origin: Error | null;
}

/** What a node of a host op asks for. */
export function hostCallOf({ inputs, shape, dtype, origin }: Node, op: HostOp): HostCall {
  const abstract = (each: Abstract): Abstract => ({ shape: each.shape, dtype: each.dtype });
  return { op, inputs: inputs.map(abstract), output: abstract({ shape, dtype }), origin };
}

const firstLine = (error: unknown): string => String(error).split("\n")[0]!;

/**
 * Calls a host function on copies, so that it can neither change its inputs nor hold on to memory of a program.
 *
 * @throws ValueError when the function throws, with what it threw as the cause, or when it returns its result.
 */
export function callHost(call: HostCall, arrays: readonly ArrayLike<number>[]): TypedArray {
  const { op, inputs, output, origin } = call;
  const given = inputs.map((input, at) => {
    const own = dtypes[input.dtype].allocate(sizeOf(input.shape));
    own.set(arrays[at]!);
    return own;
  });
  const result = dtypes[output.dtype].allocate(sizeOf(output.shape));
  const shapes = { inputs: inputs.map(({ shape }) => shape.slice()), output: output.shape.slice() };
  let returned: unknown;
  try {
    returned = op.run(given, result, shapes);
  } catch (error) {
    throw new ValueError(`${op.name}: its host function threw ${firstLine(error)}`, { cause: error });
  }
  if (isMistaken(returned, result)) {
    const cause = origin === null ? undefined : { cause: origin };
    throw new ValueError(
      returned instanceof Promise
        ? `${op.name}: its host function is async (fill the output before it returns)`
        : `${op.name}: its host function returned an array (fill the output, its second argument)`,
      cause,
    );
  }
  return output.dtype === "bool" ? result.map((truth) => (truth === 0 ? 0 : 1)) : result;
}
