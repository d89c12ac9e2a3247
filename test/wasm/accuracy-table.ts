/** What docs/accuracy.md states about the functions of one element type, and numbers to check it on; knows no backend. */

import { readFileSync } from "node:fs";
import type { ElementwiseName } from "../../src/ops/elementwise.ts";

/** A claim: the largest error in units of the last place, for sizes between two bounds. */
export interface Claim {
  readonly op: ElementwiseName;
  readonly ulp: number;
  readonly low: number;
  readonly high: number;
  readonly isSigned: boolean;
}

/** The table below a heading, as the claims of one range of arguments and the errors of functions of two. */
export function readTable(heading: string): { claims: Claim[]; binary: Map<ElementwiseName, number> } {
  const text = readFileSync(new URL("../../docs/accuracy.md", import.meta.url), "utf8");
  const section = text.split("\n## ").find((part) => part.startsWith(heading))!;
  const claims: Claim[] = [];
  const binary = new Map<ElementwiseName, number>();
  for (const [, name, range, ulp] of section.matchAll(/^\| `(\w+)` \| (.*) \| ([\d.]+) \|$/gm)) {
    const op = name as ElementwiseName;
    const bounds = /^(±?)\[([^,]+), ([^\]]+)\]$/.exec(range!);
    if (bounds === null) binary.set(op, Number(ulp));
    else {
      const [, sign, low, high] = bounds;
      claims.push({ op, ulp: Number(ulp), low: Number(low), high: Number(high), isSigned: sign === "±" });
    }
  }
  return { claims, binary };
}

/** Numbers spread evenly over the bit patterns of doubles from `low` to `high`, of both signs in turn if asked for. */
export function spreadDoubles(low: number, high: number, isSigned: boolean, count: number): Float64Array {
  const bits = (x: number): bigint => new BigInt64Array(Float64Array.of(x).buffer)[0]!;
  const [from, to] = [bits(low), bits(high)];
  const patterns = BigInt64Array.from({ length: count }, (_, index) =>
    index === count - 1 ? to : from + ((to - from) / BigInt(count - 1)) * BigInt(index),
  );
  const sizes = new Float64Array(patterns.buffer);
  return isSigned ? sizes.map((size, index) => (index % 2 === 0 ? size : -size)) : sizes;
}
