/** Expressions under another index space: every read inside is moved along; knows no op by name. */

import type { Access, Range } from "../graph/access.ts";
import type { Node } from "../graph/node.ts";
import type { MovementOp } from "../graph/op.ts";
import { type Scalar, sortScalars } from "./scalar.ts";

/** How reads move from one index space to another; `null` where they cannot. */
export type AccessMap = (access: Access) => Access | null;

/** The ranges of a guard as a read of nothing, so that they move the way reads do. */
function mapRanges(
  shape: readonly number[],
  ranges: readonly Range[],
  map: AccessMap,
): readonly Range[] | null {
  const moved = map({ shape, strides: shape.map(() => 0), offset: 0, ranges });
  return moved === null ? null : (moved.ranges ?? moved.shape.map(() => null));
}

/** The expression over the space `map` leads to, or `null` if one of its reads cannot follow. */
export function mapAccesses(root: Scalar, shape: readonly number[], map: AccessMap): Scalar | null {
  const moved = new Map<Scalar, Scalar>();
  for (const scalar of sortScalars([root])) {
    let result: Scalar;
    switch (scalar.kind) {
      case "load":
      case "index": {
        const access = map(scalar.access);
        if (access === null) return null;
        result = { ...scalar, access };
        break;
      }
      case "gather": {
        const access = map(scalar.access);
        if (access === null) return null;
        result = { ...scalar, access, position: moved.get(scalar.position)! };
        break;
      }
      case "guard": {
        const ranges = mapRanges(shape, scalar.ranges, map);
        if (ranges === null) return null;
        result = { ...scalar, ranges, inner: moved.get(scalar.inner)! };
        break;
      }
      case "apply":
        result = { ...scalar, operands: scalar.operands.map((operand) => moved.get(operand)!) };
        break;
      default:
        result = scalar;
    }
    moved.set(scalar, result);
  }
  return moved.get(root)!;
}

/** The expression seen through a movement node, guarded where the movement shows a fill value. */
export function moveScalar(input: Scalar, node: Node, op: MovementOp): Scalar | null {
  const inner = mapAccesses(input, node.inputs[0]!.shape, (access) => op.project(access, node));
  if (inner === null || op.guard === undefined) return inner;
  const { ranges, fill } = op.guard(node);
  return { kind: "guard", dtype: node.dtype, ranges, inner, fill };
}

/** The expression with its index axes in another order: result axis i is axis `order[i]`. */
export function permuteScalar(root: Scalar, shape: readonly number[], order: readonly number[]): Scalar {
  const permuted = mapAccesses(root, shape, (access) => ({
    shape: order.map((axis) => access.shape[axis]!),
    strides: order.map((axis) => access.strides[axis]!),
    offset: access.offset,
    ranges: access.ranges === null ? null : order.map((axis) => access.ranges![axis]!),
  }));
  return permuted!; // a permutation moves every read
}
