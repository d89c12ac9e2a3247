/** The innermost loop of a product: a few rows by two vectors of columns, kept in locals over the whole depth; knows no memory plan. */

import { type DType, dtypes } from "../../base/dtype.ts";
import { type Count, copyOf, pushCount, walk } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { entryBytes } from "./gathered-packing.ts";
import type { VectorInstruction } from "./instructions.ts";

/**
 * Where a tile finds its columns: vectors beside each other, so many bytes from step to step; or each vector from a start of
 * its own, as far on as the steps' entries say.
 */
export type Columns =
  | { readonly start: Local; readonly along: number }
  | { readonly starts: readonly Local[]; readonly steps: Local };

export interface Tile {
  readonly dtype: DType;
  readonly rows: number;
  /** Vectors of columns. */
  readonly vectors: number;
  readonly depth: Count;
  /** Where the left side starts, bytes from row to row and from step to step. */
  readonly left: Local;
  readonly leftAcross: number;
  readonly leftAlong: number;
  readonly right: Columns;
  /** Where the result goes, and bytes from row to row there. */
  readonly result: Local;
  readonly resultAcross: number;
  /** Added to what the result holds where this is not 0; `null` where it always is. */
  readonly adds: Local | null;
  readonly fuses: boolean;
  /** Writes what becomes of the finished cells, row by row; `null` to store them as they are. */
  readonly finish: ((cells: readonly Local[]) => void) | null;
  /** Whether the depth ends here, so that the cells are finished; `null` where it always does. */
  readonly isLast: Local | null;
}

interface Arithmetic {
  readonly multiply: VectorInstruction;
  readonly add: VectorInstruction;
  readonly fused: VectorInstruction | null;
}

const arithmetic: Record<Exclude<DType, "bool">, Arithmetic> = {
  f32: { multiply: "f32x4.mul", add: "f32x4.add", fused: "f32x4.relaxed_madd" },
  f64: { multiply: "f64x2.mul", add: "f64x2.add", fused: "f64x2.relaxed_madd" },
  i32: { multiply: "i32x4.mul", add: "i32x4.add", fused: null },
};

/**
 * Rows of a tile of two vectors. Engines have 15 vector registers to give: 8 cells, 2 columns, a factor and a product that waits
 * to be added leave none for a fifth row that would pay (measured: 5 × 2, 6 × 2, 3 × 3, 4 × 3 and 3 × 4 are all slower, 2 × 4 as
 * fast); a fused addition needs no product, so 12 cells fit.
 */
export function rowsOfTile(dtype: DType, fuses: boolean): number {
  return fuses && arithmetic[dtype as Exclude<DType, "bool">].fused !== null ? 6 : 4;
}

/**
 * Writes one tile: one step of the depth per iteration, which engines keep in registers and unroll themselves. Of several
 * steps they load everything first and run out of registers (measured: two steps 0.8, four 0.65 times as fast).
 */
export function writeTile(f: FunctionWriter, tile: Tile): void {
  const { rows, vectors } = tile;
  f.beginScope();
  const left = copyOf(f, tile.left);
  const along = "steps" in tile.right ? entryBytes : tile.right.along;
  const right = copyOf(f, "steps" in tile.right ? tile.right.steps : tile.right.start);
  f.get(right);
  pushCount(f, tile.depth, along);
  f.emit("i32.add");
  const end = f.keep("i32");
  const cells = Array.from({ length: rows * vectors }, () => {
    f.get(f.i32(0));
    return f.keep("v128");
  });
  if (tile.adds !== null) {
    f.get(tile.adds);
    f.branch(() =>
      cells.forEach((cell, index) => {
        f.get(tile.result);
        f.emit("v128.load", offsetOf(tile, index));
        f.set(cell);
      }),
    );
  }
  const steps = [
    [left, tile.leftAlong],
    [right, along],
  ] as const;
  walk(f, right, end, steps, () => writeStep(f, tile, left, right, cells));
  finishTile(f, tile, cells);
  f.endScope();
}

/** One step of the depth: every row's factor times every vector of columns, added to their cell. */
function writeStep(f: FunctionWriter, tile: Tile, left: Local, right: Local, cells: readonly Local[]): void {
  const { dtype, rows, vectors, leftAcross } = tile;
  const { multiply, add, fused } = arithmetic[dtype as Exclude<DType, "bool">];
  f.beginScope();
  const columns = loadColumns(f, tile.right, right, vectors);
  for (let row = 0; row < rows; row++) {
    f.get(left);
    f.emit(dtypes[dtype].bytes === 8 ? "v128.load64_splat" : "v128.load32_splat", row * leftAcross);
    const factor = f.keep("v128");
    columns.forEach((column, vector) => {
      const cell = cells[row * vectors + vector]!;
      if (tile.fuses && fused !== null) {
        f.get(factor);
        f.get(column);
        f.get(cell);
        f.emit(fused);
      } else {
        f.get(cell);
        f.get(factor);
        f.get(column);
        f.emit(multiply);
        f.emit(add);
      }
      f.set(cell);
    });
  }
  f.endScope();
}

/** What becomes of the cells where the depth ends; before that, they are stored as they are. */
function finishTile(f: FunctionWriter, tile: Tile, cells: readonly Local[]): void {
  const { finish, isLast } = tile;
  const store = (): void =>
    cells.forEach((cell, index) => {
      f.get(tile.result);
      f.get(cell);
      f.emit("v128.store", offsetOf(tile, index));
    });
  if (finish === null) {
    store();
  } else if (isLast === null) {
    finish(cells);
  } else {
    f.get(isLast);
    f.choose(() => finish(cells), store);
  }
}

function loadColumns(f: FunctionWriter, columns: Columns, pointer: Local, vectors: number): Local[] {
  const list = (count: number, load: (vector: number) => void): Local[] =>
    Array.from({ length: count }, (_, vector) => {
      load(vector);
      return f.keep("v128");
    });
  if ("start" in columns)
    return list(vectors, (vector) => {
      f.get(pointer);
      f.emit("v128.load", vector * 16);
    });
  f.get(pointer);
  f.emit("i32.load", 0);
  const step = f.keep("i32");
  return list(vectors, (vector) => {
    f.get(columns.starts[vector]!);
    f.get(step);
    f.emit("i32.add");
    f.emit("v128.load", 0);
  });
}

function offsetOf({ vectors, resultAcross }: Tile, index: number): number {
  return Math.floor(index / vectors) * resultAcross + (index % vectors) * 16;
}
