/** What every kernel starts from: its nest, its expressions, and the choice of the axis whose neighbours share vectors; knows no reduction. */

import type { Access } from "../../graph/access.ts";
import type { Store } from "../../kernel/kernel.ts";
import { type BufferId, type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { type LoopAxis, simplifyRanges } from "../axes.ts";
import { Body } from "./body.ts";
import type { Callees } from "./callees.ts";
import { branchIfLess, pickBound } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import type { Lanes } from "./lanes.ts";
import { type Bounds, type Location, Nest, type Place } from "./nest.ts";
import type { Range } from "./split.ts";

/** What a kernel writer needs of its program. */
export interface KernelContext {
  readonly f: FunctionWriter;
  readonly locations: ReadonlyMap<BufferId, Location>;
  readonly callees: Callees;
  /** Asks for so many bytes that are the kernel's own while it runs, and returns where they start. */
  readonly scratch: (bytes: number) => Local;
  /** Asks for so many bytes that all threads see while the kernel runs, and returns where they start. */
  readonly shared: (bytes: number) => Local;
  /**
   * Announces the kernel's outermost loop, whose indices are independent of each other: the part of its `size` indices that
   * this call works on, or `null` for all of them. Parts start at multiples of `grain`, but for rows of a band, where the
   * loop `isRows`: over all there is, from the kernel's first axis on. To be asked once.
   */
  readonly split: (size: number, grain?: number, isRows?: boolean) => Range | null;
  /** Writes what is done once, before any part of a loop that was split. */
  readonly prepare: (write: () => void) => void;
  /** Whether products and polynomials multiply and add in one instruction. */
  readonly fuses: boolean;
}

export interface Loops {
  readonly context: KernelContext;
  readonly f: FunctionWriter;
  readonly nest: Nest;
  readonly body: Body;
}

/** Starts a nest over `axes` for the given expressions. */
export function startLoops(
  context: KernelContext,
  axes: readonly LoopAxis[],
  roots: readonly Scalar[],
): Loops {
  const nest = new Nest(context.f, axes, context.locations);
  return { context, f: context.f, nest, body: new Body(nest, context.callees, roots) };
}

/** A read or write of a buffer, or for `null` a number made of indices. */
export interface Touch {
  readonly buffer: BufferId | null;
  readonly access: Access;
}

/** What expressions read. */
export function readsOf(roots: readonly Scalar[]): Touch[] {
  return sortScalars(roots).flatMap((scalar): Touch[] => {
    if (scalar.kind === "index") return [{ buffer: null, access: scalar.access }];
    return scalar.kind === "load" || scalar.kind === "gather" ? [scalar] : [];
  });
}

/** All that a set of stores touches. */
export function touchesOf(stores: readonly Store[]): Touch[] {
  return [...readsOf(stores.map(({ value }) => value)), ...stores];
}

export function placesOf(nest: Nest, touches: readonly Touch[]): Place[] {
  return touches.map(({ buffer, access }) => nest.placeOf(buffer, access));
}

/** Neighbours per vector: two where doubles occur. */
export function lanesOf(scalars: readonly Scalar[], stores: readonly { readonly dtype: string }[]): 2 | 4 {
  return [...scalars, ...stores].some(({ dtype }) => dtype === "f64") ? 2 : 4;
}

/** An outermost loop of fewer steps gives threads parts of very unequal size. */
export const fewest = 8;

/** Whether the outermost loop is the one to split: it has steps enough, or more than the inner one, or the first fault counts. */
export function splitsOuter(outer: LoopAxis, inner: LoopAxis, scalars: readonly Scalar[]): boolean {
  return outer.size >= Math.min(fewest, inner.size) || scalars.some(({ kind }) => kind === "gather");
}

/** The bounds of a loop that may be split: its part in this call, or all of it. */
export function boundsOf(range: Range | null): Bounds {
  return range === null ? {} : { from: { local: range.begin }, to: { local: range.end } };
}

/**
 * Opens one loop after the other, writing after each what it determines of `roots`, apart from what needs `without`. The
 * outermost one is walked within `range`.
 */
export function openLoops(
  loops: Loops,
  axes: readonly LoopAxis[],
  touches: readonly Touch[],
  roots: readonly Scalar[],
  without: LoopAxis | null = null,
  range: Range | null = null,
): void {
  for (const [depth, axis] of axes.entries()) {
    loops.nest.open(axis, placesOf(loops.nest, touches), depth === 0 ? boundsOf(range) : {});
    loops.body.enter();
    loops.body.write(roots, without);
  }
}

/** Closes the loops of `openLoops`. */
export function closeLoops(loops: Loops, axes: readonly LoopAxis[]): void {
  for (const _ of axes) {
    loops.body.leave();
    loops.nest.close();
  }
}

/** How much dearer a vector of elements apart is than one of neighbours. */
const apartCost = 3;

/** What vectors along an axis cost beyond those of neighbours; infinite where the axis is too short for one. */
export function laneCost(axis: LoopAxis, touches: readonly Touch[], lanes: number): number {
  if (axis.size < lanes) return Number.POSITIVE_INFINITY;
  let cost = 0;
  for (const { buffer, access } of touches) {
    if (buffer === null) continue;
    const stride = access.strides[axis.source] ?? 0;
    if (stride === 2 || stride === -1) cost += 1;
    else if (stride < 0 || stride > 1) cost += apartCost + (Math.abs(stride) > 16 ? 1 : 0);
  }
  // a remainder of single elements weighs as its share
  return cost + (3 * (axis.size % lanes)) / axis.size;
}

/** The axis along which vectors run best, the last one among equals; `null` if all are short. */
export function chooseLaneAxis(
  axes: readonly LoopAxis[],
  touches: readonly Touch[],
  lanes: number,
): LoopAxis | null {
  let best: LoopAxis | null = null;
  let least = Number.MAX_VALUE;
  for (const axis of axes) {
    const cost = laneCost(axis, touches, lanes);
    if (cost > least) continue;
    best = axis;
    least = cost;
  }
  return best;
}

/** Most pieces an axis is cut into for the sake of guards. */
const mostPieces = 7;

/** Cuts an axis where guards change their mind, so that within a piece every test on it is decided; `null` if too often. */
export function cutAtGuards(
  axis: LoopAxis,
  axes: readonly LoopAxis[],
  scalars: readonly Scalar[],
): [from: number, to: number][] | null {
  const cuts = new Set([0, axis.size]);
  for (const scalar of scalars) {
    if (scalar.kind !== "guard") continue;
    for (const test of simplifyRanges(scalar.ranges, axes) || []) {
      if (test.axis === axis) cuts.add(test.low).add(test.high);
    }
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  if (sorted.length - 1 > mostPieces) return null;
  return sorted.slice(1).map((to, index) => [sorted[index]!, to]);
}

/** Whether elements may be computed and stored twice: where nothing that is read can be what is stored. */
export function mayRepeat(
  { locations }: KernelContext,
  stores: readonly Store[],
  reads: readonly Touch[],
): boolean {
  const sources = reads.flatMap(({ buffer }) => (buffer === null ? [] : [locations.get(buffer)!]));
  return stores.every(({ buffer }) => {
    const { base, constant, mayAlias } = locations.get(buffer)!;
    return mayAlias !== true && sources.every((each) => each.base !== base || each.constant !== constant);
  });
}

/**
 * Walks one axis: `copies` vectors at a time, whole vectors, then what is left: single elements, or where elements `repeat` a
 * last vector that begins before the end of the others. `visit` writes what is done at each stop, all within `range`.
 */
export function walkLanes(
  loops: Loops,
  axis: LoopAxis,
  pieces: readonly (readonly [from: number, to: number])[] | null,
  lanes: Lanes,
  places: readonly Place[],
  visit: (lanes: Lanes, copies: number) => void,
  repeats = false,
  range: Range | null = null,
  copies = 1,
): void {
  const { nest, body } = loops;
  const stop: Stop = (bounds, width, count = 1) => {
    nest.open(axis, places, bounds);
    body.enter();
    body.setLanes(width === 1 ? null : axis, width);
    visit(width, count);
    body.setLanes(null, 1);
    body.leave();
    nest.close();
  };
  if (pieces === null) {
    stop(boundsOf(range), 1);
    return;
  }
  for (const [from, to] of pieces) {
    if (range !== null) {
      walkPart(loops.f, range, [from, to], lanes, copies, stop);
      continue;
    }
    const step = lanes * copies;
    const wide = copies === 1 ? from : from + Math.floor((to - from) / step) * step;
    const whole = from + Math.floor((to - from) / lanes) * lanes;
    if (wide > from) stop({ from, to: wide, step }, lanes, copies);
    if (whole > wide) stop({ from: wide, to: whole, step: lanes }, lanes);
    if (whole === to) continue;
    if (repeats && whole > from) stop({ from: to - lanes, to, step: lanes }, lanes);
    else stop({ from: whole, to }, 1);
  }
}

/** Writes a loop over part of an axis with vectors of a width, so many at a time. */
type Stop = (bounds: Bounds, width: Lanes, copies?: number) => void;

/** The part of one piece that lies in a range: whole vectors counted from where the part starts, then single elements. */
function walkPart(
  f: FunctionWriter,
  { begin, end }: Range,
  [low, high]: readonly [low: number, high: number],
  lanes: Lanes,
  copies: number,
  stop: Stop,
): void {
  f.beginScope();
  let from = pickBound(f, begin, low, "i32.gt_s");
  const to = pickBound(f, end, high, "i32.lt_s");
  const within = [low, high] as const;
  const stopAt = (width: Lanes, count: number): void => {
    const step = width * count;
    const last = step === 1 ? to : wholeSteps(f, from, to, step);
    branchIfLess(f, from, last, () => {
      stop({ from: { local: from }, to: { local: last }, step, within }, width, count);
    });
    from = last;
  };
  branchIfLess(f, from, to, () => {
    if (copies > 1) stopAt(lanes, copies);
    stopAt(lanes, 1);
    stopAt(1, 1);
  });
  f.endScope();
}

/** Where the last whole step from `from` towards `to` ends; steps are powers of two. */
function wholeSteps(f: FunctionWriter, from: Local, to: Local, step: number): Local {
  f.get(to);
  f.get(to);
  f.get(from);
  f.emit("i32.sub");
  f.emit("i32.const", step - 1);
  f.emit("i32.and");
  f.emit("i32.sub");
  return f.keep("i32");
}
