/** Shapes on their way through layers, where `"..."` in front is any number of axes; knows no weight. */

import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** A shape with names for sizes, `"number"` for one nobody knows; a first entry `"..."` stands for any number of axes. */
export type Pattern = readonly (number | string)[];

/** What a layer takes and gives. */
export interface LayerShapes {
  readonly takes: Pattern;
  readonly gives: Pattern;
}

interface Match {
  readonly rest: Pattern;
  readonly bound: ReadonlyMap<string, number | string>;
}

const unknown = "number";

/** Matches from the last axis on; a text says what clashes. */
function match(takes: Pattern, x: Pattern): Match | string {
  const bound = new Map<string, number | string>();
  const ranks = "ranks do not match";
  for (let back = 1; back <= takes.length; back += 1) {
    const needed = takes.at(-back) ?? 1;
    if (needed === "...") return { rest: x.slice(0, x.length - back + 1), bound };
    const given = x.at(-back);
    // What "..." stands for may have the axes that are missing.
    if (given === "...") return { rest: [], bound };
    if (given === undefined) return ranks;
    if (needed === unknown) continue;
    const known = typeof needed === "string" ? bound.get(needed) : needed;
    if (known === undefined) bound.set(String(needed), given);
    else if (known !== given && known !== unknown && given !== unknown)
      return `${known} ≠ ${given} at axis ${-back}`;
  }
  const more = x.slice(0, x.length - takes.length);
  return more.length === 0 || (more.length === 1 && more[0] === "...") ? { rest: [], bound } : ranks;
}

function replaceDims(gives: Pattern, { rest, bound }: Match): (number | string)[] {
  return gives.flatMap((dim) =>
    dim === "..." ? rest : [typeof dim === "string" ? (bound.get(dim) ?? dim) : dim],
  );
}

/** The shape that comes out of a layer which takes and gives shapes with names and `"..."`. */
export function through(op: string, takes: Pattern, gives: Pattern, x: Pattern): (number | string)[] {
  const matched = match(takes, x);
  if (typeof matched === "string")
    throw new ShapeError(`${op}: needs ${formatShape(takes)}, got ${formatShape(x)} (${matched})`);
  return replaceDims(gives, matched);
}

/** The input's shape with its last axis, the features, replaced by `outFeatures`. */
export function linear(inFeatures: number, x: readonly number[], outFeatures: number = inFeatures): number[] {
  return through("linear", ["...", inFeatures], ["...", outFeatures], x).map(Number);
}

/**
 * What one layer after the other takes and gives.
 *
 * @throws ShapeError naming the first layer that does not fit what reaches it.
 */
export function compose(layers: readonly LayerShapes[]): LayerShapes {
  const [first, ...others] = layers;
  if (first === undefined) throw new ShapeError("sequential: needs at least one layer, got none");
  let { takes, gives } = first;
  for (const [index, next] of others.entries()) {
    if (gives.length === 1 && gives[0] === "...") {
      ({ takes, gives } = next);
      continue;
    }
    const matched = match(next.takes, gives);
    if (typeof matched === "string")
      throw new ShapeError(
        `sequential: layer ${index + 2} needs ${formatShape(next.takes)}, ` +
          `but ${formatShape(gives)} reaches it (${matched})`,
      );
    gives = replaceDims(next.gives, matched);
  }
  return { takes, gives };
}
