/** Copies panels of a matrix so that a product reads them in order, with any transposition absorbed; knows no product. */

import { type DType, dtypes } from "../../base/dtype.ts";
import { type Count, copyOf, moved, pushCount, walk } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";

/** A matrix as lines to be interleaved: `width` lines to a panel, a panel as deep as the matrix. */
export interface Panels {
  readonly dtype: DType;
  /** Where the first line starts and where the first panel goes. */
  readonly source: Local;
  readonly target: Local;
  /** Bytes from line to line and from step to step along a line. */
  readonly across: number;
  readonly along: number;
  readonly width: number;
  readonly depth: Count;
}

/** The offset of an instruction, with a negative one added to the address on the stack. */
function settle(f: FunctionWriter, bytes: number): number {
  if (bytes >= 0) return bytes;
  f.emit("i32.const", bytes);
  f.emit("i32.add");
  return 0;
}

/** Copies one panel; lines from `valid` on are zeros. */
export function packPanel(f: FunctionWriter, panels: Panels, valid: number): void {
  const { dtype, width, across, along, depth } = panels;
  const size = dtypes[dtype].bytes;
  f.beginScope();
  const source = copyOf(f, panels.source);
  const target = copyOf(f, panels.target);
  f.get(target);
  pushCount(f, depth, width * size);
  f.emit("i32.add");
  const end = f.keep("i32");
  if (valid === width && across !== size && along === size && size === 4 && typeof depth === "number") {
    const whole = Math.floor(depth / 4) * 4;
    if (whole > 0) transposeFours(f, panels, source, target, whole);
    if (whole < depth) copySteps(f, panels, valid, source, target, end);
  } else {
    copySteps(f, panels, valid, source, target, end);
  }
  f.endScope();
}

/** One step along all lines after the other. */
function copySteps(
  f: FunctionWriter,
  { dtype, width, across, along }: Panels,
  valid: number,
  source: Local,
  target: Local,
  end: Local,
): void {
  const size = dtypes[dtype].bytes;
  const lanes = 16 / size;
  const steps = [
    [source, along],
    [target, width * size],
  ] as const;
  walk(f, target, end, steps, () => {
    for (let first = 0; first < width; first += lanes) {
      f.beginScope();
      const count = Math.min(lanes, valid - first);
      let vector = f.i32(0);
      if (count === lanes && across === size) {
        f.get(source);
        f.emit("v128.load", first * size);
        vector = f.keep("v128");
      } else {
        for (let lane = 0; lane < count; lane++) {
          f.get(source);
          const offset = settle(f, (first + lane) * across);
          f.get(vector);
          f.emit(size === 8 ? "v128.load64_lane" : "v128.load32_lane", offset, lane);
          vector = f.keep("v128");
        }
      }
      f.get(target);
      f.get(vector);
      f.emit("v128.store", first * size);
      f.endScope();
    }
  });
}

/** Four steps along four lines at a time, turned in registers. */
function transposeFours(
  f: FunctionWriter,
  { width, across }: Panels,
  source: Local,
  target: Local,
  whole: number,
): void {
  const end = moved(f, source, whole * 4);
  const steps = [
    [source, 16],
    [target, width * 16],
  ] as const;
  walk(f, source, end, steps, () => {
    for (let first = 0; first < width; first += 4) {
      f.beginScope();
      const lines = [0, 1, 2, 3].map((line) => {
        f.get(source);
        const offset = settle(f, (first + line) * across);
        f.emit("v128.load", offset);
        return f.keep("v128");
      });
      turnFours(f, lines).forEach((step, index) => {
        f.get(target);
        f.get(step);
        f.emit("v128.store", index * width * 4 + first * 4);
      });
      f.endScope();
    }
  });
}

/** Four vectors of four as their columns. */
export function turnFours(f: FunctionWriter, lines: readonly Local[]): Local[] {
  const [a, b, c, d] = lines as [Local, Local, Local, Local];
  const [lowAB, lowCD] = [f.shuffle(a, b, [0, 4, 1, 5]), f.shuffle(c, d, [0, 4, 1, 5])];
  const [highAB, highCD] = [f.shuffle(a, b, [2, 6, 3, 7]), f.shuffle(c, d, [2, 6, 3, 7])];
  return [
    f.shuffle(lowAB, lowCD, [0, 1, 4, 5]),
    f.shuffle(lowAB, lowCD, [2, 3, 6, 7]),
    f.shuffle(highAB, highCD, [0, 1, 4, 5]),
    f.shuffle(highAB, highCD, [2, 3, 6, 7]),
  ];
}
