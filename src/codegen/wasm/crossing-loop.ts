/** Loops that read along one axis and write along another, such as transpositions: four by four, turned in registers; knows no reduction. */

import type { Store } from "../../kernel/kernel.ts";
import type { Scalar } from "../../kernel/scalar.ts";
import { type LoopAxis, strideAlong } from "../axes.ts";
import { branchIfLess, copyOf, holdCount, pickBound, walkChunks } from "./counts.ts";
import type { Local } from "./function-writer.ts";
import { type Loops, placesOf, type Touch, walkLanes } from "./loops.ts";
import type { Bounds } from "./nest.ts";
import { turnFours } from "./packing.ts";
import type { Range } from "./split.ts";

type Load = Scalar & { readonly kind: "load" };

/** Steps of the read axis that are done for every four of the written one: their lines stay in the cache. */
export const blockSteps = 32;

/** What crosses: the axis along which vectors are written, the one along which some loads are in order, and those loads. */
export interface Crossing {
  readonly along: LoopAxis;
  readonly across: LoopAxis;
  readonly loads: readonly Load[];
}

/** The crossing of a kernel whose vectors run along `along`, if four by four elements can be turned at once. */
export function findCrossing(
  along: LoopAxis,
  axes: readonly LoopAxis[],
  scalars: readonly Scalar[],
  lanes: number,
): Crossing | null {
  if (lanes !== 4 || along.size < 8 || scalars.some(({ kind }) => kind === "guard")) return null;
  for (const across of axes) {
    if (across === along || across.size < 8) continue;
    const loads = scalars.filter(
      (scalar): scalar is Load =>
        scalar.kind === "load" &&
        scalar.dtype !== "bool" &&
        strideAlong(scalar.access, across) === 1 &&
        Math.abs(strideAlong(scalar.access, along)) > 1,
    );
    if (loads.length > 0) return { along, across, loads };
  }
  return null;
}

/** Writes the two crossing loops inside all others, the read axis within `range`. */
export function writeCrossing(
  loops: Loops,
  { along, across, loads }: Crossing,
  touches: readonly Touch[],
  stores: readonly Store[],
  range: Range | null,
): void {
  const { f, nest, body } = loops;
  const places = placesOf(nest, touches);
  const wide = Math.floor(along.size / 4) * 4;
  const deep = Math.floor(across.size / 4) * 4;
  const rest = (bounds: Bounds, pieces: readonly [number, number][]): void => {
    nest.open(across, places, bounds);
    body.enter();
    walkLanes(loops, along, pieces, 4, places, () => body.writeStores(stores));
    body.leave();
    nest.close();
  };
  const whole = holdCount(f, deep);
  const last = range === null ? whole : pickBound(f, range.end, deep, "i32.lt_s");
  const first = holdCount(f, range === null ? 0 : { local: range.begin });
  branchIfLess(f, first, last, () => {
    const from = copyOf(f, first);
    walkChunks(f, from, { local: last }, blockSteps, (to) => {
      nest.open(along, places, { to: wide, step: 4 });
      body.enter();
      nest.open(across, places, { from: { local: from }, to: { local: to }, step: 4 });
      body.enter();
      writeSquare(loops, { along, across, loads }, stores);
      body.leave();
      nest.close();
      body.leave();
      nest.close();
    });
    if (wide < along.size) rest({ from: { local: first }, to: { local: last } }, [[wide, along.size]]);
  });
  if (deep === across.size) return;
  if (range === null) rest({ from: deep }, [[0, along.size]]);
  else branchIfLess(f, whole, range.end, () => rest({ from: deep }, [[0, along.size]]));
}

/** Sixteen elements: each crossing load as four vectors, turned, then the stores of one line after the other. */
function writeSquare(loops: Loops, { along, across, loads }: Crossing, stores: readonly Store[]): void {
  const { f, nest, body } = loops;
  const turned = loads.map((load): Local[] => {
    const place = nest.placeOf(load.buffer, load.access);
    const lines = [0, 1, 2, 3].map((lane) => {
      nest.setLane(along, lane);
      f.emit("v128.load", nest.pushAddress(place));
      return f.keep("v128");
    });
    nest.setLane(along, 0);
    return turnFours(f, lines);
  });
  for (let line = 0; line < 4; line++) {
    nest.setLane(across, line);
    body.enter();
    body.setLanes(along, 4);
    for (const [index, load] of loads.entries()) body.preset(load, turned[index]![line]!);
    body.writeStores(stores);
    body.setLanes(null, 1);
    body.leave();
  }
  nest.setLane(across, 0);
}
