/** Functions applied to every slice of their arguments, as one program; differentiates nothing. */

import { batchGraph } from "../autodiff/batch.ts";
import { describeValue } from "../base/describe.ts";
import { ShapeError, ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import type { Node } from "../graph/node.ts";
import * as ops from "../ops/index.ts";
import { normalizeAxis, normalizeNewAxis } from "../shape/index.ts";
import type { TensorHandle } from "./handle.ts";
import type { WrittenFunction } from "./method-types-jit.ts";
import type { FitAxes, FitOutAxis, MappedFunction } from "./method-types-vmap.ts";
import { nodeOf } from "./operand.ts";
import { takeApart } from "./result-tree.ts";
import type { TensorLike } from "./tensor-kinds.ts";
import { objectOf, type TensorObject } from "./tensor-object.ts";
import { standForSlice } from "./trace.ts";

/** What `vmap` maps over, and where it puts the results. */
export interface VmapOptions<Axes = readonly (number | null)[], OutAxis = number> {
  /** For each argument the axis whose slices are taken, negative ones from the end, or `null` where all calls share it; 0 by default. */
  readonly axes?: Axes;
  /** The axis of the results along which those of the calls lie, 0 by default. */
  readonly outAxis?: OutAxis;
}

/** A node with one of its axes moved. */
function moveAxis(node: Node, from: number, to: number): Node {
  const order = node.shape.map((_, axis) => axis);
  order.splice(to, 0, ...order.splice(from, 1));
  return from === to ? node : ops.permute(node, order);
}

/** An argument with the axis to be mapped over in front. */
function slicesFirst(node: Node, axis: number): Node {
  if (node.shape.length === 0)
    throw new ShapeError("vmap: a scalar has no axis to map over (share it with axes: [null])");
  return moveAxis(node, normalizeAxis("vmap", node.shape.length, axis), 0);
}

/**
 * A function applied to every slice of its arguments along an axis of each, the first by default, as one program: if `fn`
 * takes `[3]`, the result takes `[batch, 3]`. Arguments whose entry in `axes` is `null` are shared by all calls. The results
 * lie along `outAxis`. Named dims of `fn` are bound to the sizes of the slices, the same in all arguments.
 *
 * @throws ShapeError when the sizes mapped over differ, when there is none, or when an axis is out of range.
 * @example vmap((x: Tensor<[3]>) => x.mul(2), { axes: [-1], outAxis: 1 })(zeros([3, 8])); // Tensor<[3, 8]>
 */
export function vmap<
  Args extends TensorLike[],
  Value extends TensorLike,
  const Axes extends readonly (number | null)[] = [],
  const OutAxis extends number = 0,
>(
  fn: WrittenFunction<Args, Value>,
  options?: VmapOptions<FitAxes<Args, Axes>, FitOutAxis<Value, OutAxis>>,
): MappedFunction<Args, Value, Axes, OutAxis> {
  if (typeof fn !== "function") throw new ValueError(`vmap: needs a function, got ${describeValue(fn)}`);
  const { axes: named, outAxis = 0 } = optionsOf<object>("vmap", options) as VmapOptions;
  const mapped = (...args: readonly unknown[]): unknown => {
    const axes = named ?? args.map(() => 0);
    if (axes.length !== args.length)
      throw new ValueError(
        `vmap: needs one entry of axes for each of ${args.length} arguments, got ${axes.length}`,
      );
    const given = new Map<Node, Node>();
    let size: number | null = null;
    const stands = args.map((argument, position) => {
      const node = nodeOf("vmap", argument);
      const axis = axes[position]!;
      if (axis === null) return objectOf(node);
      const moved = slicesFirst(node, axis);
      const [count, ...shape] = moved.shape;
      if (size !== null && size !== count)
        throw new ShapeError(
          `vmap: the sizes mapped over differ, ${size} and ${count} in argument ${position + 1}`,
        );
      size = count!;
      const stand = standForSlice(shape, node.dtype);
      given.set(stand, moved);
      return objectOf(stand);
    });
    if (size === null) throw new ShapeError("vmap: needs an argument to map over, all of them are shared");
    const found: TensorHandle[] = [];
    const call = fn as unknown as (...given: TensorObject[]) => unknown;
    const rebuild = takeApart("vmap", call(...stands), found);
    const results = batchGraph(
      found.map(({ node }) => node),
      given,
      size,
    );
    return rebuild(
      results.map((result) =>
        objectOf(moveAxis(result, 0, normalizeNewAxis("vmap", result.shape.slice(1), outAxis))),
      ),
    );
  };
  return mapped as MappedFunction<Args, Value, Axes, OutAxis>;
}
