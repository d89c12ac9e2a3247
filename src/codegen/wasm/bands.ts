/** Kernels of a band, called in turns for a few rows at a time; knows no loop. */

import type { Band } from "../../kernel/kernel.ts";
import { holdCount, pushCount, walkChunks } from "./counts.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { type KernelFunction, type ProgramCode, writeKernelInParts } from "./kernel-function.ts";

/** A band whose kernels are functions of their first row and the one behind the last. */
interface WrittenBand {
  readonly band: Band;
  /** Each with its number in the program. */
  readonly written: readonly (readonly [number: number, kernel: KernelFunction])[];
}

/** The bands all of whose kernels can be called for rows, by the number of their first kernel. */
export function writeBands(code: ProgramCode): Map<number, WrittenBand> {
  const { kernels, bands } = code.program;
  const found = new Map<number, WrittenBand>();
  for (const band of bands) {
    const written = kernels.slice(band.first, band.end).flatMap((kernel, at) => {
      const attempt = writeKernelInParts(kernel, code);
      const split = attempt?.split;
      const isInRows = split?.isRows === true && !split.prepares && split.size % band.rows === 0;
      return isInRows ? [[band.first + at, attempt!] as const] : [];
    });
    if (written.length === band.end - band.first) found.set(band.first, { band, written });
  }
  return found;
}

/** Writes the calls of a band; functions are numbered from `first` on. */
export function callBand(f: FunctionWriter, { band, written }: WrittenBand, first: number): void {
  const row = holdCount(f, 0);
  walkChunks(f, row, band.rows, band.step, (end) => {
    for (const [number, { split }] of written) {
      for (const bound of [row, end]) pushCount(f, { local: bound }, split!.size / band.rows);
      f.emit("call", first + number);
    }
  });
}
