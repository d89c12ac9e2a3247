/** Broadcasting: sizes match from the last axis on, and a size of 1 stretches; knows no operation. */

import { ShapeError } from "../base/errors.ts";
import { formatShape, formatShapes } from "./format.ts";
import { countedShape, validateShape } from "./size.ts";

/** The common shape of two operands. */
export function broadcast(op: string, a: readonly number[], b: readonly number[]): number[] {
  return broadcastAll(op, [a, b]);
}

/** The common shape of any number of operands; that of none is a scalar's. */
export function broadcastAll(op: string, shapes: readonly (readonly number[])[]): number[] {
  let common: number[] = [];
  for (const shape of shapes) {
    const stretched = stretch(common, shape);
    if (typeof stretched === "string")
      throw new ShapeError(`${op}: shapes do not broadcast, ${formatShapes(shapes)} (${stretched})`);
    common = stretched;
  }
  return countedShape(op, common);
}

/** The common shape, or the first clash from the right; `behind` axes follow that are left out here. */
export function stretch(a: readonly number[], b: readonly number[], behind = 0): number[] | string {
  const [longer, shorter] = a.length < b.length ? [b, a] : [a, b];
  const result = [...longer];
  for (let back = 1; back <= shorter.length; back += 1) {
    const left = a[a.length - back] ?? 1;
    const right = b[b.length - back] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return `${left} ≠ ${right} at axis ${-back - behind}`;
    result[longer.length - back] = left === 1 ? right : left;
  }
  return result;
}

/** The target shape, if a tensor of shape `a` stretches to it. */
export function broadcastTo(a: readonly number[], target: readonly number[]): number[] {
  const result = validateShape("broadcastTo", target);
  const fault = (clash: string) =>
    new ShapeError(`broadcastTo: ${formatShape(a)} does not broadcast to ${formatShape(target)} (${clash})`);
  if (a.length > target.length) throw fault(`rank ${a.length} exceeds rank ${target.length}`);
  for (let back = 1; back <= a.length; back += 1) {
    const from = a[a.length - back] ?? 1;
    const to = target[target.length - back] ?? 1;
    if (from !== to && from !== 1) throw fault(`${from} ≠ ${to} at axis ${-back}`);
  }
  return result;
}
