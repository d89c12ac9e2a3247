/** The function under check as graphs of its value and derivatives, and their values at a point; draws and judges nothing. */

import { pushForward } from "../autodiff/forward.ts";
import { type DType, dtypes, type TypedArray } from "../base/dtype.ts";
import { GraphError, ValueError } from "../base/errors.ts";
import { fillUniform } from "../base/random.ts";
import type { Node } from "../graph/node.ts";
import { sortTopologically } from "../graph/walk.ts";
import { collectSources, interpretProgram } from "../kernel/index.ts";
import { add, fill, mul, source, sum } from "../ops/index.ts";
import { Storage, storageOf, storageSource } from "../runtime/index.ts";
import { sizeOf } from "../shape/index.ts";
import { gradientsOf } from "../tensor/gradient.ts";
import { nodeOf } from "../tensor/operand.ts";
import { objectOf, objectOfStorage } from "../tensor/tensor-object.ts";
import { type Plain, type Sample, store } from "./sample.ts";
import type { TensorFunction } from "./settings.ts";

/** Numbers in ±[0.5, 1], so that none hides what it is multiplied with. */
export function spread(shape: readonly number[], salt: number, turn: number, dtype: DType): Plain {
  const drawn = new Float64Array(sizeOf(shape));
  fillUniform(drawn, salt * 16 + turn);
  return store(
    dtype,
    shape,
    drawn.map((value) => Math.fround(value < 0.5 ? value - 1 : value)),
  );
}

const leafOf = ({ dtype, shape, data }: Plain): Node => storageSource(new Storage(dtype, data), shape);

const sumAll = (node: Node): Node =>
  sum(
    node,
    node.shape.map((_, axis) => axis),
  );

/** Graphs over the stand-ins of the inputs: L = Σ weight·f, its derivatives, and those of S = Σ ∂L/∂x·direction. */
export interface Graphs {
  readonly inputs: readonly Node[];
  readonly output: Node;
  readonly loss: Node;
  /** ∂L/∂x for each float input. */
  readonly first: readonly Node[];
  /** Σ weight·(the derivative of f along the directions), by forward mode. */
  readonly pushed: Node;
  readonly slope: Node;
  /** ∂S/∂x for each float input. */
  readonly second: readonly Node[];
}

/** How graphs come about for a point: made once over stand-ins, or anew with values for functions that read them. */
export type BuildAt = (point: readonly Plain[]) => { graphs: Graphs; values: ReadonlyMap<Node, TypedArray> };

/** Which inputs a derivative is taken by. */
export const floatsOf = (inputs: readonly Plain[]): number[] =>
  inputs.flatMap(({ dtype }, position) => (dtypes[dtype].float ? [position] : []));

/** The directions of a sample, one for each float input. */
export function directionsOf({ inputs, salt }: Sample): Plain[] {
  return floatsOf(inputs).map((position) =>
    spread(inputs[position]!.shape, salt, position + 1, inputs[position]!.dtype),
  );
}

function buildGraphs(
  fn: TensorFunction,
  inputs: readonly Node[],
  args: readonly unknown[],
  sample: Sample,
  order: 1 | 2,
): Graphs {
  const output = nodeOf("checkGradients", (fn as (...given: unknown[]) => unknown)(...args));
  if (!dtypes[output.dtype].float)
    throw new ValueError(
      `checkGradients: the function gives ${output.dtype}, needs f32 or f64 to be differentiated`,
    );
  const weight = leafOf(spread(output.shape, sample.salt, 0, output.dtype));
  const loss = sumAll(mul(output, weight));
  const targets = floatsOf(sample.inputs).map((position) => inputs[position]!);
  const directions = directionsOf(sample).map(leafOf);
  const first = gradientsOf("checkGradients", loss, targets);
  const pushed = sumAll(mul(pushForward(output, targets, directions), weight));
  const slope = first
    .map((gradient, at) => sumAll(mul(gradient, directions[at]!)))
    .reduce((total, part) => add(total, part), fill(0, [], loss.dtype));
  const second = order === 1 ? [] : gradientsOf("checkGradients", slope, targets);
  return { inputs, output, loss, first, pushed, slope, second };
}

/** A way to build that serves every point of the sample's shapes. */
export function prepare(fn: TensorFunction, sample: Sample, order: 1 | 2): BuildAt {
  const anew: BuildAt = (point) => {
    const args = point.map(({ dtype, shape, data }) => objectOfStorage(new Storage(dtype, data), shape));
    const inputs = args.map(({ node }) => node);
    return { graphs: buildGraphs(fn, inputs, args, sample, order), values: new Map() };
  };
  const stands = sample.inputs.map(({ dtype, shape }) => source({}, { dtype, shape }));
  let shared: Graphs;
  try {
    shared = buildGraphs(fn, stands, stands.map(objectOf), sample, order);
  } catch (error) {
    // A function that reads values cannot run on stand-ins, which have none.
    if (error instanceof GraphError) return anew;
    throw error;
  }
  return (point) => ({ graphs: shared, values: new Map(stands.map((node, at) => [node, point[at]!.data])) });
}

/** The array behind a source: the point's, or what the function has captured. */
export function arrayOf(node: Node, values: ReadonlyMap<Node, TypedArray>): TypedArray {
  const array = values.get(node) ?? storageOf(node)?.snapshot();
  if (array === undefined)
    throw new GraphError("checkGradients: the function uses a tensor of a trace that is over");
  return array;
}

const plainLike = ({ dtype, shape }: Node): Plain => ({
  dtype,
  shape,
  data: dtypes[dtype].allocate(sizeOf(shape)),
});

/** The values of some roots, op by op from the ops' own definitions. */
export function interpret(roots: readonly Node[], values: ReadonlyMap<Node, TypedArray>): Plain[] {
  const results = roots.map(plainLike);
  const inputs = collectSources(roots);
  interpretProgram(
    { inputs, outputs: roots, updates: [] },
    inputs.map((node) => arrayOf(node, values)),
    results.map(({ data }) => data),
  );
  return results;
}

/** The largest finite magnitude that any value on the way to the roots has, at least 1. */
export function magnitudeOf(roots: readonly Node[], values: ReadonlyMap<Node, TypedArray>): number {
  const nodes = sortTopologically(roots).filter(({ dtype }) => dtypes[dtype].float);
  let most = 1;
  for (const { data } of interpret(nodes, values))
    for (const value of data) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
}
