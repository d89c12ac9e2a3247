/** Which array and which constant offset each buffer is in generated code; knows no kernel. */

import { type DType, dtypes } from "../../base/dtype.ts";
import type { KernelProgram } from "../../kernel/kernel.ts";
import type { BufferId } from "../../kernel/scalar.ts";
import { asNumber } from "./expressions.ts";
import { printSum, stripBrackets } from "./text.ts";

/** The arena seen as each element type. */
export const arenaNames = { f32: "arenaF32", f64: "arenaF64", i32: "arenaI32", bool: "arenaBool" } as const;

/** What generated code calls host functions by, with the number of the kernel first. */
export const hostName = "callHost";

/** A buffer's array name and the index of its first element there. */
export interface Location {
  readonly dtype: DType;
  readonly array: string;
  readonly base: number;
}

/** Locations of all buffers of a program. */
export function locateBuffers(program: KernelProgram): Location[] {
  return program.buffers.map(({ dtype, place }) => {
    if (place.kind === "arena") {
      return { dtype, array: arenaNames[dtype], base: place.byteOffset / dtypes[dtype].bytes };
    }
    return { dtype, array: `${place.kind}${place.slot}`, base: 0 };
  });
}

/** The text that reads one element; truth values come as booleans. */
export function printLoad({ dtype, array, base }: Location, index: string, constant: number): string {
  const text = `${array}[${printSum(index, base + constant)}]`;
  return dtype === "bool" ? `${text} !== 0` : text;
}

/** The statement that writes one element. */
export function printStore(
  location: Location,
  index: string,
  constant: number,
  value: string,
  dtype: DType,
): string {
  const number =
    location.dtype === "bool" && dtype !== "bool" ? `${value} === 0 ? 0 : 1` : asNumber(value, dtype);
  return `${location.array}[${printSum(index, location.base + constant)}] = ${stripBrackets(number)};`;
}

/** The buffers' arrays that a piece of source names, in a stable order: what its function takes as parameters. */
export function listSlots(ids: Iterable<BufferId>, locations: readonly Location[]): string[] {
  const names = [...ids].map((id) => locations[id]!.array);
  const arenas: readonly string[] = Object.values(arenaNames);
  return [...new Set(names)].filter((name) => !arenas.includes(name)).sort();
}

/** The statement that stops the program unless a position is a whole number within `[0, limit)`; `text` is a name. */
export function printCheck(text: string, dtype: DType, limit: number, fault: number): string {
  const whole = dtype === "i32" ? "" : ` && Math.floor(${text}) === ${text}`;
  return `if (!(${text} >= 0 && ${text} < ${limit}${whole})) refuse(${fault}, ${text});`;
}

/** A checked position times its stride, as an integer; "" for nothing. */
export function printStep(text: string, stride: number): string {
  if (stride === 0) return "";
  return stride === 1 ? `(${text} | 0)` : `Math.imul(${text}, ${stride})`;
}
