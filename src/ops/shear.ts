/** The primitive behind every window: one axis read from a place that moves with another axis. */

import { InternalError } from "../base/errors.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { Attributes, MovementOp } from "../graph/op.ts";
import { pad } from "./movement.ts";

interface Shear {
  /** The axis that is read from a moving place. */
  readonly axis: number;
  /** The axis it moves with. */
  readonly by: number;
  /** How far it moves for each step along `by`. */
  readonly step: number;
  /** Where it begins. */
  readonly offset: number;
  /** The result's size along `axis`. */
  readonly size: number;
}

const settings = (attributes: Attributes): Shear => attributes as unknown as Shear;

/** The lowest and the highest place that is read along the axis. */
function reach({ step, offset, size }: Shear, count: number): readonly [low: number, high: number] {
  const far = step * (count - 1);
  return [offset + Math.min(0, far), offset + Math.max(0, far) + size - 1];
}

const shearOp: MovementOp = {
  kind: "movement",
  name: "shear",
  infer: ([input], attributes) => {
    const given = settings(attributes);
    const { axis, by, size } = given;
    const shape = input!.shape.with(axis, size);
    const [low, high] = reach(given, shape[by]!);
    if (!shape.includes(0) && (low < 0 || high >= input!.shape[axis]!))
      throw new InternalError(`shear: reads ${low} to ${high} of ${input!.shape[axis]} elements`);
    return { shape, dtype: input!.dtype };
  },
  // Element (j, k) of the input was shown at j − step·k − offset: zeros around the cotangent, then the way back.
  vjp: (cotangent, node) => {
    const { axis, by, step, offset } = settings(node.attributes);
    const length = node.inputs[0]!.shape[axis]!;
    if (node.shape.includes(0) || length === 0)
      return [pad(cotangent, room(node.shape, axis, 0, length - node.shape[axis]!), 0)];
    const back = { axis, by, step: -step, offset: -offset, size: length };
    const [low, high] = reach(back, node.shape[by]!);
    const before = Math.max(0, -low);
    const after = Math.max(0, high + 1 - node.shape[axis]!);
    return [
      shear(pad(cotangent, room(node.shape, axis, before, after), 0), { ...back, offset: before - offset }),
    ];
  },
  locate: (index, { attributes }) => {
    const { axis, by, step, offset } = settings(attributes);
    return index.with(axis, index[axis]! + step * index[by]! + offset);
  },
  project: (access, node) => {
    const { axis, by, step, offset } = settings(node.attributes);
    if (access.ranges?.[axis] != null) return null;
    const stride = access.strides[axis]!;
    return {
      shape: node.shape,
      strides: access.strides.with(by, access.strides[by]! + step * stride),
      offset: access.offset + offset * stride,
      ranges: access.ranges,
    };
  },
  isIdentity: (node) => {
    const { by, step, offset } = settings(node.attributes);
    return offset === 0 && (step === 0 || node.shape[by]! <= 1) && sameShape(node);
  },
  batch: (input, { attributes }) => {
    const { axis, by, ...rest } = settings(attributes);
    return shear(input, { axis: axis + 1, by: by + 1, ...rest });
  },
};

const sameShape = ({ shape, inputs: [input] }: Node): boolean =>
  shape.every((size, axis) => size === input!.shape[axis]);

/** Room along one axis only. */
function room(shape: readonly number[], axis: number, before: number, after: number): number[][] {
  return shape.map((_, position) => (position === axis ? [before, after] : [0, 0]));
}

/** Result element (…, i, …, k, …) is input element (…, i + step·k + offset, …, k, …), i along `axis`, k along `by`. */
export function shear(input: Node, { axis, by, step, offset, size }: Shear): Node {
  return makeNode(shearOp, [input], { axis, by, step, offset, size });
}
