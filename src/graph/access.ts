/** Affine reads: how an index space walks over flat memory; knows no op and no buffer. */

/** Inclusive-exclusive bounds `[low, high)` on one axis of an index space; `null` leaves the axis free. */
export type Range = readonly [low: number, high: number] | null;

/**
 * Where each element of an index space is read: index i reads `offset + Σ strides[axis]·i[axis]`,
 * and, where `ranges` are given, only indices inside all of them are meant.
 */
export interface Access {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly ranges: readonly Range[] | null;
}

/** Row-major strides of a shape: the last axis steps by one. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}

/** The access that reads a whole row-major buffer in order. */
export function contiguousAccess(shape: readonly number[]): Access {
  return { shape, strides: contiguousStrides(shape), offset: 0, ranges: null };
}

/** Whether an access reads a row-major buffer of its shape in order, from its start. */
export function isContiguous(access: Access): boolean {
  if (access.offset !== 0 || access.ranges !== null) return false;
  const strides = contiguousStrides(access.shape);
  return access.shape.every((size, axis) => size === 1 || access.strides[axis] === strides[axis]);
}

/** One axis group of a reshape: the input axes and output axes that hold the same elements in the same order. */
interface AxisGroup {
  readonly from: readonly [start: number, end: number];
  readonly to: readonly [start: number, end: number];
}

/** Pairs runs of axes with equal products; unit axes join the run before them. */
function pairAxisGroups(from: readonly number[], to: readonly number[]): AxisGroup[] {
  const groups: AxisGroup[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    const start = [i, j] as const;
    let left = i < from.length ? from[i++]! : 1;
    let right = j < to.length ? to[j++]! : 1;
    while (left !== right) {
      if (left < right) left *= from[i++]!;
      else right *= to[j++]!;
    }
    groups.push({ from: [start[0], i], to: [start[1], j] });
  }
  return groups;
}

/**
 * The same elements in the same order under another shape, or `null` where no affine read does it.
 * A run of axes merges when each stride is the next one's size times its stride.
 */
export function reshapeAccess(access: Access, shape: readonly number[]): Access | null {
  if (access.shape.includes(0)) return { ...contiguousAccess(shape), ranges: null };
  const strides = new Array<number>(shape.length).fill(0);
  const ranges = new Array<Range>(shape.length).fill(null);
  for (const { from, to } of pairAxisGroups(access.shape, shape)) {
    const axes: number[] = [];
    for (let axis = from[0]; axis < from[1]; axis++) if (access.shape[axis] !== 1) axes.push(axis);
    const targets: number[] = [];
    for (let axis = to[0]; axis < to[1]; axis++) if (shape[axis] !== 1) targets.push(axis);
    const bounded = axes.some((axis) => access.ranges?.[axis] != null);
    if (bounded && !(axes.length === 1 && targets.length === 1)) return null;
    if (axes.length === 0) continue;
    for (let n = 0; n + 1 < axes.length; n++) {
      const inner = axes[n + 1]!;
      if (access.strides[axes[n]!] !== access.strides[inner]! * access.shape[inner]!) return null;
    }
    let step = access.strides[axes.at(-1)!]!;
    for (let n = targets.length - 1; n >= 0; n--) {
      strides[targets[n]!] = step;
      step *= shape[targets[n]!]!;
    }
    if (bounded) ranges[targets[0]!] = access.ranges![axes[0]!]!;
  }
  const unitOutside =
    access.ranges?.some((range, axis) => access.shape[axis] === 1 && range !== null) ?? false;
  if (unitOutside) return null;
  return { shape, strides, offset: access.offset, ranges: access.ranges === null ? null : ranges };
}
