/** The primitives that rearrange elements: reshape, permute, slice and pad; each one's gradient is another of them. */

import { type Range, reshapeAccess } from "../graph/access.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { Attributes, MovementOp } from "../graph/op.ts";
import { pad as padRule, reshape as reshapeRule } from "../shape/index.ts";

type Row = Omit<MovementOp, "kind">;
const movement = (row: Row): MovementOp => ({ kind: "movement", ...row });

const sameList = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, position) => value === b[position]);

const list = (attributes: Attributes, name: string): readonly number[] =>
  attributes[name] as readonly number[];

/** Element number `flat` of a row-major shape, as an index. */
function unflatten(flat: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

const reshapeOp = movement({
  name: "reshape",
  infer: ([input], attributes) => ({
    shape: reshapeRule(input!.shape, list(attributes, "shape")),
    dtype: input!.dtype,
  }),
  vjp: (cotangent, node) => [reshape(cotangent, node.inputs[0]!.shape)],
  locate: (index, node) => {
    const flat = index.reduce((sum, position, axis) => sum * node.shape[axis]! + position, 0);
    return unflatten(flat, node.inputs[0]!.shape);
  },
  project: (access, node) => reshapeAccess(access, node.shape),
  merge: (outer) => outer.attributes,
  isIdentity: (node) => sameList(node.shape, node.inputs[0]!.shape),
  batch: (input, node) => reshape(input, [input.shape[0]!, ...node.shape]),
});

/** The same elements in row-major order under an equally large shape without `-1`. */
export function reshape(input: Node, shape: readonly number[]): Node {
  return makeNode(reshapeOp, [input], { shape });
}

const permuteOp = movement({
  name: "permute",
  infer: ([input], attributes) => ({
    shape: list(attributes, "order").map((axis) => input!.shape[axis]!),
    dtype: input!.dtype,
  }),
  vjp: (cotangent, node) => {
    const inverse: number[] = [];
    list(node.attributes, "order").forEach((axis, position) => {
      inverse[axis] = position;
    });
    return [permute(cotangent, inverse)];
  },
  locate: (index, node) => {
    const located: number[] = [];
    list(node.attributes, "order").forEach((axis, position) => {
      located[axis] = index[position]!;
    });
    return located;
  },
  project: (access, node) => {
    const order = list(node.attributes, "order");
    return {
      shape: node.shape,
      strides: order.map((axis) => access.strides[axis]!),
      offset: access.offset,
      ranges: access.ranges === null ? null : order.map((axis) => access.ranges![axis]!),
    };
  },
  merge: (outer, inner) => {
    const first = list(inner.attributes, "order");
    return { order: list(outer.attributes, "order").map((axis) => first[axis]!) };
  },
  isIdentity: (node) => list(node.attributes, "order").every((axis, position) => axis === position),
  batch: (input, node) => permute(input, [0, ...list(node.attributes, "order").map((axis) => axis + 1)]),
});

/** Result axis i is input axis `order[i]`. */
export function permute(input: Node, order: readonly number[]): Node {
  return makeNode(permuteOp, [input], { order });
}

const sliceOp = movement({
  name: "slice",
  infer: ([input], attributes) => ({ shape: list(attributes, "sizes"), dtype: input!.dtype }),
  vjp: (cotangent, node) => [spread(cotangent, node)],
  locate: (index, { attributes }) =>
    index.map(
      (position, axis) => list(attributes, "starts")[axis]! + list(attributes, "steps")[axis]! * position,
    ),
  project: (access, node) => {
    const starts = list(node.attributes, "starts");
    const steps = list(node.attributes, "steps");
    return {
      shape: node.shape,
      strides: access.strides.map((stride, axis) => stride * steps[axis]!),
      offset: access.strides.reduce((sum, stride, axis) => sum + stride * starts[axis]!, access.offset),
      ranges:
        access.ranges === null
          ? null
          : access.ranges.map((range, axis) => sliceRange(range, starts[axis]!, steps[axis]!)),
    };
  },
  merge: (outer, inner) => {
    const starts = list(inner.attributes, "starts");
    const steps = list(inner.attributes, "steps");
    return {
      starts: list(outer.attributes, "starts").map((start, axis) => starts[axis]! + steps[axis]! * start),
      steps: list(outer.attributes, "steps").map((step, axis) => steps[axis]! * step),
      sizes: list(outer.attributes, "sizes"),
    };
  },
  isIdentity: (node) =>
    sameList(node.shape, node.inputs[0]!.shape) && list(node.attributes, "steps").every((step) => step === 1),
  batch: (input, { attributes }) =>
    slice(input, {
      starts: [0, ...list(attributes, "starts")],
      steps: [1, ...list(attributes, "steps")],
      sizes: [input.shape[0]!, ...list(attributes, "sizes")],
    }),
});

/** The i with low ≤ start + step·i < high. */
function sliceRange(range: Range, start: number, step: number): Range {
  if (range === null) return null;
  const first = (range[0] - start) / step;
  const last = (range[1] - 1 - start) / step;
  return step > 0 ? [Math.ceil(first), Math.floor(last) + 1] : [Math.ceil(last), Math.floor(first) + 1];
}

/** Per axis: `sizes` elements from `starts` on, `steps` apart; steps may be negative, never zero. */
export function slice(
  input: Node,
  { starts, steps, sizes }: { starts: readonly number[]; steps: readonly number[]; sizes: readonly number[] },
): Node {
  return makeNode(sliceOp, [input], { starts, steps, sizes });
}

/** The transpose of a slice: each cotangent element back at its place, zeros elsewhere. */
function spread(cotangent: Node, node: Node): Node {
  const { shape } = node.inputs[0]!;
  const starts = list(node.attributes, "starts");
  const steps = list(node.attributes, "steps");
  if (node.shape.includes(0))
    return pad(
      cotangent,
      shape.map((size, axis) => [0, size - node.shape[axis]!]),
      0,
    );
  const ascending = slice(cotangent, {
    starts: steps.map((step, axis) => (step < 0 ? node.shape[axis]! - 1 : 0)),
    steps: steps.map((step) => (step < 0 ? -1 : 1)),
    sizes: node.shape,
  });
  const gaps = steps.map(Math.abs);
  const spacious = node.shape.flatMap((size) => [size, 1]);
  const filled = pad(
    reshape(ascending, spacious),
    gaps.flatMap((gap) => [
      [0, 0],
      [0, gap - 1],
    ]),
    0,
  );
  const dilated = reshape(
    filled,
    node.shape.map((size, axis) => size * gaps[axis]!),
  );
  const first = starts.map((start, axis) =>
    steps[axis]! < 0 ? start + steps[axis]! * (node.shape[axis]! - 1) : start,
  );
  const used = shape.map((size, axis) => Math.min(dilated.shape[axis]!, size - first[axis]!));
  const zeros = used.map(() => 0);
  const trimmed = slice(dilated, { starts: zeros, steps: used.map(() => 1), sizes: used });
  return pad(
    trimmed,
    shape.map((size, axis) => [first[axis]!, size - first[axis]! - used[axis]!]),
    0,
  );
}

const padOp = movement({
  name: "pad",
  infer: ([input], { pads }) => ({
    shape: padRule(input!.shape, pads as readonly (readonly [number, number])[]),
    dtype: input!.dtype,
  }),
  vjp: (cotangent, node) => {
    const { shape } = node.inputs[0]!;
    const pads = node.attributes.pads as readonly (readonly [number, number])[];
    return [slice(cotangent, { starts: pads.map(([low]) => low), steps: pads.map(() => 1), sizes: shape })];
  },
  locate: (index, node) => {
    const pads = node.attributes.pads as readonly (readonly [number, number])[];
    const located = index.map((position, axis) => position - pads[axis]![0]);
    const inside = located.every(
      (position, axis) => position >= 0 && position < node.inputs[0]!.shape[axis]!,
    );
    return inside ? located : null;
  },
  project: (access, node) => {
    const pads = node.attributes.pads as readonly (readonly [number, number])[];
    return {
      shape: node.shape,
      strides: access.strides,
      offset: access.strides.reduce((sum, stride, axis) => sum - stride * pads[axis]![0], access.offset),
      ranges:
        access.ranges === null
          ? null
          : access.ranges.map((range, axis) => {
              const low = pads[axis]![0];
              return range === null ? null : [range[0] + low, range[1] + low];
            }),
    };
  },
  guard: (node) => {
    const pads = node.attributes.pads as readonly (readonly [number, number])[];
    const { shape } = node.inputs[0]!;
    return {
      ranges: pads.map(
        ([low, high], axis): Range => (low === 0 && high === 0 ? null : [low, low + shape[axis]!]),
      ),
      fill: node.attributes.value as number,
    };
  },
  isIdentity: (node) => sameList(node.shape, node.inputs[0]!.shape),
  batch: (input, { attributes }) =>
    pad(input, [[0, 0], ...(attributes.pads as readonly (readonly number[])[])], attributes.value as number),
});

/** `value` around the input: `pads[axis]` elements before and after, none negative. */
export function pad(input: Node, pads: readonly (readonly number[])[], value: number): Node {
  return makeNode(padOp, [input], { pads, value });
}
