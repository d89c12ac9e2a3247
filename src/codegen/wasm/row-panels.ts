/** The middle loops of a product: panels of columns against a tile's rows at a time, the left side read in place or packed; knows not how blocks are cut. */

import { dtypes } from "../../base/dtype.ts";
import type { Blocks, Product, Tables } from "./blocks.ts";
import { advance, type Count, copyOf, moved } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { entryBytes, packGathered } from "./gathered-packing.ts";
import type { Lanes } from "./lanes.ts";
import { type Loops, placesOf, touchesOf } from "./loops.ts";
import { type Panels, packPanel } from "./packing.ts";
import { placeRight } from "./right-side.ts";
import { type Columns, writeTile } from "./tile.ts";

/** One block of rows and depth. */
export interface Block {
  /** The left side's lines begin with the block's. */
  readonly tables: Tables;
  readonly left: Local;
  /** The right side, packed or where it lies, and scratch of this thread's own for the left one. */
  readonly right: Local;
  readonly own: Local;
  readonly strip: Local;
  /** The block's first row, the one behind its last, and how many they are. */
  readonly first: Local;
  readonly last: Local;
  readonly count: Local;
  /** The first step of the depth; `null` for 0. */
  readonly start: Local | null;
  readonly depth: Count;
  /** Whether this is the last block of the depth; `null` where there is only one. */
  readonly isLast: Local | null;
}

/** Every panel of columns against every tile's rows of a block. */
export function writePanels(product: Product, blocks: Blocks, loops: Loops, block: Block): void {
  const { kernel, columns } = product;
  const { f, nest } = loops;
  const { lanes, pairs, single } = blocks;
  const places = placesOf(nest, touchesOf(kernel.stores));
  const left = placeLeft(product, blocks, loops, block);
  const side = placeRight(f, product, blocks, block.tables, block.right, block.start);
  side.pushStart(0, 2);
  const right = f.keep("i32");
  const visit = (vectors: number): void =>
    writeRowPanels(product, blocks, loops, block, left, side.columnsOf(right, vectors), result, vectors);
  const result = copyOf(f, block.strip);
  const pairedColumns = pairs * 2 * lanes;
  if (pairs > 0 && blocks.isFused) {
    nest.open(columns, places, { to: pairedColumns, step: 2 * lanes });
    visit(2);
    f.increment(right, side.panel);
    f.increment(result, 32);
    nest.close();
  } else if (pairs > 0) {
    const end = moved(f, block.strip, pairs * 32);
    f.repeat(
      () => {
        visit(2);
        f.increment(right, side.panel);
        f.increment(result, 32);
      },
      () => {
        f.get(result);
        f.get(end);
        f.emit("i32.ne");
      },
    );
  }
  if (!single) return;
  side.pushStart(pairs, 1);
  f.set(right);
  if (blocks.isFused) nest.open(columns, places, { from: pairedColumns, to: columns.size, step: lanes });
  visit(1);
  if (blocks.isFused) nest.close();
}

/** Where the left side's rows of a block are read: in place, or packed tile by tile. */
interface LeftSide {
  readonly start: Local;
  readonly across: number;
  readonly along: number;
  /** Bytes from one tile's rows to the next one's, in units of `scale`. */
  readonly panel: Count;
  readonly scale: number;
}

function placeLeft(product: Product, blocks: Blocks, loops: Loops, block: Block): LeftSide {
  const { kernel, rows, left } = product;
  const { f } = loops;
  const { dtype, space } = kernel;
  const { tileRows, leftWidth } = blocks;
  const size = dtypes[dtype].bytes;
  const across = left.strides[rows.source]! * size;
  const along = left.strides[space.length]! * size;
  f.get(block.left);
  const table = block.tables.left;
  if (block.start !== null && table === null) {
    f.get(block.start);
    f.emit("i32.const", along);
    f.emit("i32.mul");
    f.emit("i32.add");
  }
  const start = f.keep("i32");
  if (!blocks.leftPacks) return { start, across, along, panel: tileRows * across, scale: 1 };
  const source = copyOf(f, start);
  const target = moved(f, block.own, blocks.leftStart);
  const packed = copyOf(f, target);
  const panels = { dtype, source, target, across, along, width: leftWidth, depth: block.depth };
  packLeft(f, panels, rows.size % tileRows, blocks, block);
  const step = leftWidth * size;
  return { start: packed, across: size, along: step, panel: block.depth, scale: step };
}

/** Packs the left side's rows of a block, tile by tile; the last tile of all has only `rest` rows, if that is not 0. */
function packLeft(f: FunctionWriter, panels: Panels, rest: number, { tileRows }: Blocks, block: Block): void {
  const { dtype, source, target, across, width } = panels;
  const table = block.tables.left;
  const remaining = copyOf(f, block.count);
  const lines = table === null ? null : copyOf(f, table.lines);
  const steps = table === null ? null : copyOf(f, table.steps);
  if (steps !== null && block.start !== null) {
    advance(f, steps, { local: block.start }, entryBytes);
  }
  const pack = (valid: number): void => {
    if (table === null || lines === null || steps === null) packPanel(f, panels, valid);
    else packGathered(f, { ...panels, ...table, lines, steps }, valid);
  };
  f.repeat(
    () => {
      f.get(remaining);
      f.emit("i32.const", tileRows);
      f.emit("i32.lt_s");
      f.emit("i32.eqz");
      f.choose(
        () => pack(tileRows),
        () => (rest > 0 ? pack(rest) : undefined),
      );
      if (lines === null) f.increment(source, tileRows * across);
      else f.increment(lines, tileRows * entryBytes);
      advance(f, target, block.depth, width * dtypes[dtype].bytes);
    },
    () => {
      f.increment(remaining, -tileRows);
      f.get(remaining);
      f.emit("i32.const", 0);
      f.emit("i32.gt_s");
    },
  );
}

/** One panel of columns against every tile's rows of a block, and the rows left over. */
function writeRowPanels(
  product: Product,
  blocks: Blocks,
  loops: Loops,
  block: Block,
  left: LeftSide,
  right: Columns,
  columnStart: Local,
  vectors: number,
): void {
  const { kernel, rows } = product;
  const { f, nest, context } = loops;
  const { tileRows } = blocks;
  const leftPointer = copyOf(f, left.start);
  const result = copyOf(f, columnStart);
  const remaining = copyOf(f, block.count);
  const tile = (count: number): void =>
    writeTile(f, {
      ...{ dtype: kernel.dtype, rows: count, vectors, depth: block.depth, left: leftPointer },
      ...{ leftAcross: left.across, leftAlong: left.along, right, result },
      ...{ resultAcross: blocks.resultAcross, adds: block.start, fuses: context.fuses },
      finish: blocks.isFused ? (cells) => writeCells(product, blocks, loops, cells, vectors) : null,
      isLast: block.isLast,
    });
  const pushWhole = (): void => {
    f.get(remaining);
    f.emit("i32.const", tileRows - 1);
    f.emit("i32.gt_s");
  };
  const wholeTile = (): void => {
    tile(tileRows);
    advance(f, leftPointer, left.panel, left.scale);
    f.increment(result, tileRows * blocks.resultAcross);
    f.increment(remaining, -tileRows);
  };
  const places = placesOf(nest, touchesOf(kernel.stores));
  const inRows = (from: Local, to: Local, step: number, visit: () => void): void => {
    const within = [0, rows.size] as const;
    if (blocks.isFused) nest.open(rows, places, { from: { local: from }, to: { local: to }, step, within });
    visit();
    if (blocks.isFused) nest.close();
  };
  const rest = rows.size % tileRows;
  const whole = endOfTiles(f, block.last, rows.size, rest);
  pushWhole();
  f.branch(() => {
    if (blocks.isFused) inRows(block.first, whole, tileRows, wholeTile);
    else f.repeat(wholeTile, pushWhole);
  });
  if (rest === 0) return;
  f.get(remaining);
  f.branch(() => inRows(whole, block.last, rest, () => tile(rest)));
}

/** Where the whole tiles of a block end: with the block, but for the last one of all, which has `rest` rows more. */
function endOfTiles(f: FunctionWriter, last: Local, size: number, rest: number): Local {
  f.get(last);
  f.get(last);
  f.emit("i32.const", size);
  f.emit("i32.eq");
  f.emit("i32.const", rest);
  f.emit("i32.mul");
  f.emit("i32.sub");
  return f.keep("i32");
}

/** All stores of a tile's cells, from where the loops over rows and columns stand. */
function writeCells(
  { kernel, rows, columns }: Product,
  { lanes }: Blocks,
  { nest, body }: Loops,
  cells: readonly Local[],
  vectors: number,
): void {
  for (const [index, cell] of cells.entries()) {
    nest.setLane(rows, Math.floor(index / vectors));
    nest.setLane(columns, (index % vectors) * lanes);
    body.enter();
    body.setLanes(columns, lanes as Lanes);
    body.setReduced(cell);
    body.writeStores(kernel.stores);
    body.setLanes(null, 1);
    body.leave();
  }
  nest.setLane(rows, 0);
  nest.setLane(columns, 0);
}
