/** How tiles read the right side of a product: packed once into panels, or where it lies if few rows would use a packed one; knows no loop over rows. */

import { dtypes } from "../../base/dtype.ts";
import type { Blocks, Product, Tables } from "./blocks.ts";
import { copyOf, moved } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { entryBytes, packGathered } from "./gathered-packing.ts";
import { type Panels, packPanel } from "./packing.ts";
import type { Columns } from "./tile.ts";

/** Rows up to which packing costs more than it saves their tiles. */
const fewRows = 64;
/** Bytes from the first element to the last up to which all of them stay in the second-level cache. */
const nearBytes = 524_288;

/** Whether tiles read the right side where it lies: few rows, elements near, and every vector of columns one of neighbours. */
export function standsInPlace({ kernel, rows, columns, right }: Product, lanes: number): boolean {
  if (rows.size > fewRows || columns.size % lanes !== 0) return false;
  const strideOf = (axis: number): number => right.strides[axis]!;
  const {
    lines = [{ size: columns.size, stride: strideOf(columns.source) }],
    steps = [{ size: kernel.depth, stride: strideOf(kernel.space.length) }],
  } = kernel.right.factors ?? {};
  const { size, stride } = lines.at(-1)!;
  const span = [...lines, ...steps].reduce((sum, each) => sum + each.size * Math.abs(each.stride), 0);
  const isAscending = kernel.right.factors !== undefined || steps[0]!.stride > 0;
  return stride === 1 && size % lanes === 0 && isAscending && span * dtypes[kernel.dtype].bytes <= nearBytes;
}

/** Copies the right side, panel by panel, each as deep as the whole product. */
export function packRight(
  f: FunctionWriter,
  { kernel, columns, right }: Product,
  blocks: Blocks,
  tables: Tables,
  from: Local,
  to: Local,
): void {
  const { dtype, depth, space } = kernel;
  const size = dtypes[dtype].bytes;
  const { lanes, pairs, single } = blocks;
  f.beginScope();
  const source = copyOf(f, from);
  const target = copyOf(f, to);
  const panels: Panels = {
    ...{ dtype, source, target, depth, width: 2 * lanes },
    across: right.strides[columns.source]! * size,
    along: right.strides[space.length]! * size,
  };
  const lines = tables.right === null ? null : copyOf(f, tables.right.lines);
  const pack = (width: number, valid: number): void => {
    if (tables.right === null || lines === null) packPanel(f, { ...panels, width }, valid);
    else packGathered(f, { ...tables.right, dtype, source, lines, target, width, depth }, valid);
  };
  const full = Math.floor(columns.size / (2 * lanes));
  const rest = columns.size % (2 * lanes);
  const advance = (): void => {
    if (lines === null) f.increment(source, 2 * lanes * panels.across);
    else f.increment(lines, 2 * lanes * entryBytes);
    f.increment(target, 2 * lanes * size * depth);
  };
  if (full > 0) {
    const end = moved(f, to, full * 2 * lanes * size * depth);
    f.repeat(
      () => {
        pack(2 * lanes, 2 * lanes);
        advance();
      },
      () => {
        f.get(target);
        f.get(end);
        f.emit("i32.ne");
      },
    );
  }
  if (pairs > full) pack(2 * lanes, rest);
  if (single) pack(lanes, rest);
  f.endScope();
}

/** A walk over panels of columns: where the next one is found. */
export interface RightSide {
  /** Pushes the first panel of `vectors` vectors that comes after `panels` of two. */
  readonly pushStart: (panels: number, vectors: number) => void;
  /** Bytes from one panel of two vectors to the next. */
  readonly panel: number;
  /** What a tile of so many vectors reads, from the local that holds a panel. */
  readonly columnsOf: (panel: Local, vectors: number) => Columns;
}

/** The right side from a step of the depth on, `null` for the first; `start` is where it lies, or where it was packed. */
export function placeRight(
  f: FunctionWriter,
  { kernel, right }: Product,
  { lanes, rightPacks }: Blocks,
  tables: Tables,
  start: Local,
  step: Local | null,
): RightSide {
  const size = dtypes[kernel.dtype].bytes;
  const pushMoved = (from: Local, bytes: number, along: number): void => {
    f.get(from);
    f.emit("i32.const", bytes);
    f.emit("i32.add");
    if (step === null) return;
    f.get(step);
    f.emit("i32.const", along);
    f.emit("i32.mul");
    f.emit("i32.add");
  };
  if (rightPacks) {
    const panel = 2 * lanes * size * kernel.depth;
    return {
      pushStart: (panels, vectors) => pushMoved(start, panels * panel, vectors * 16),
      panel,
      columnsOf: (first, vectors) => ({ start: first, along: vectors * 16 }),
    };
  }
  const table = tables.right;
  if (table === null) {
    const along = right.strides[kernel.space.length]! * size;
    return {
      pushStart: (panels) => pushMoved(start, panels * 32, along),
      panel: 32,
      columnsOf: (first) => ({ start: first, along }),
    };
  }
  const panel = 2 * lanes * entryBytes;
  pushMoved(table.steps, 0, entryBytes);
  const steps = f.keep("i32");
  return {
    pushStart: (panels) => {
      f.get(table.lines);
      f.emit("i32.const", panels * panel);
      f.emit("i32.add");
    },
    panel,
    columnsOf: (lines, vectors) => {
      const starts = Array.from({ length: vectors }, (_, vector) => {
        f.get(start);
        f.get(lines);
        f.emit("i32.load", vector * lanes * entryBytes);
        f.emit("i32.add");
        return f.keep("i32");
      });
      return { starts, steps };
    },
  };
}
