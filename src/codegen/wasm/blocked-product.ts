/** A product in blocks that fit the caches: the right side packed once, tiles into a strip, then all that is stored; knows no single tile. */

import { dtypes } from "../../base/dtype.ts";
import type { Access } from "../../graph/access.ts";
import type { ContractionOperand, Factor } from "../../kernel/kernel.ts";
import { elementwise } from "../../ops/elementwise.ts";
import type { Blocks, Product, Tables } from "./blocks.ts";
import { advance, copyOf, holdCount, moved, walkChunks } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { entryBytes, runsAlongSteps, writeTable } from "./gathered-packing.ts";
import { type Lanes, loadNeighbours, loadSplat } from "./lanes.ts";
import {
  closeLoops,
  cutAtGuards,
  fewest,
  type KernelContext,
  type Loops,
  lanesOf,
  openLoops,
  placesOf,
  startLoops,
  touchesOf,
  walkLanes,
} from "./loops.ts";
import { packRight, standsInPlace } from "./right-side.ts";
import { type Block, writePanels } from "./row-panels.ts";
import type { Range } from "./split.ts";
import { rowsOfTile } from "./tile.ts";

/** Steps of the depth per block: a tile's rows and columns of it stay in the first-level cache. */
const deepest = 512;
/** Bytes of the strip of results, which stays in the second-level cache. */
const stripBytes = 524_288;
/** Rows, about, that a panel of the right side serves once it has come into the first-level cache. */
const panelRows = 128;

/** Bytes between rows of the bare product where it is all that is wanted and whole vectors fill its rows; else `null`. */
function findDirect({ kernel, rows, columns }: Product, context: KernelContext): number | null {
  const [store, ...others] = kernel.stores;
  if (store === undefined || others.length > 0 || store.value.kind !== "reduced") return null;
  const size = dtypes[kernel.dtype].bytes;
  const along = store.access.strides[rows.source]!;
  const fits = store.access.strides[columns.source] === 1 && along > 0 && (columns.size * size) % 16 === 0;
  const isSame = context.locations.get(store.buffer)!.dtype === kernel.dtype;
  return fits && isSame ? along * size : null;
}

function cutBlocks(product: Product, context: KernelContext): Blocks {
  const { kernel, rows, columns, left } = product;
  const size = dtypes[kernel.dtype].bytes;
  const lanes = 16 / size;
  const tileRows = rowsOfTile(kernel.dtype, context.fuses);
  const leftWidth = Math.ceil(tileRows / lanes) * lanes;
  const rest = columns.size % (2 * lanes);
  const single = rest > 0 && rest <= lanes;
  const pairs = Math.floor(columns.size / (2 * lanes)) + (rest > lanes ? 1 : 0);
  const padded = pairs * 2 * lanes + (single ? lanes : 0);
  const direct = findDirect(product, context);
  const isDirect = direct !== null;
  const isFused = !isDirect && canFuse(product, context, lanes);
  const isDeep = kernel.depth > deepest;
  const hasStrip = !isDirect && (isDeep || !isFused);
  const resultAcross = direct ?? padded * size;
  const fitting = Math.floor(stripBytes / resultAcross / tileRows) * tileRows;
  const whole = Math.ceil(rows.size / tileRows) * tileRows;
  const mostRows = Math.floor(panelRows / tileRows) * tileRows;
  const blockRows = Math.min(isDirect ? mostRows : Math.max(fitting, tileRows), mostRows, whole);
  const blockDepth = Math.ceil(kernel.depth / Math.ceil(kernel.depth / deepest) / 4) * 4;
  const { factors } = kernel.left;
  const leftPacks =
    factors !== undefined || left.strides[kernel.space.length] !== 1 || left.strides[rows.source]! < 0;
  const rightPacks = !standsInPlace(product, lanes);
  const leftStart = rightPacks ? kernel.depth * padded * size : 0;
  const resultStart = leftStart + (leftPacks ? (blockRows / tileRows) * leftWidth * blockDepth * size : 0);
  const tablesStart = resultStart + (hasStrip ? blockRows * resultAcross : 0);
  const entries = [kernel.left, kernel.right].reduce(
    (sum, side, index) =>
      side.factors === undefined ? sum : sum + kernel.depth + (index === 0 ? rows.size : columns.size),
    0,
  );
  const bytes = tablesStart + entries * entryBytes;
  return {
    ...{ lanes, tileRows, leftWidth, pairs, single, resultAcross, blockRows, blockDepth },
    ...{ isDeep, isDirect, isFused, leftPacks, rightPacks, leftStart, resultStart, tablesStart, bytes },
  };
}

/** What a tile's stores may cost, in multiplications, so that they are worth writing out for each of its cells. */
const cheapStores = 12;

/** Whether stores can be computed from whole vectors of cells: cheap ones of one element type, without guards. */
function canFuse(
  { kernel, columns, scalars }: Product,
  { locations }: KernelContext,
  lanes: number,
): boolean {
  const cost = scalars.reduce(
    (sum, scalar) => sum + (scalar.kind === "apply" ? elementwise[scalar.op].cost : 0),
    0,
  );
  const stored = kernel.stores.map(({ buffer }) => locations.get(buffer)!);
  return (
    cost * kernel.stores.length <= cheapStores &&
    columns.size % lanes === 0 &&
    lanesOf(scalars, [...stored, kernel]) === lanes &&
    scalars.every(({ kind }) => kind !== "guard" && kind !== "gather")
  );
}

/** Writes a blocked product. */
export function writeBlocks(product: Product, context: KernelContext): void {
  const { kernel, batch, rows, columns, left, right } = product;
  const { stores } = kernel;
  const blocks = cutBlocks(product, context);
  const roots = stores.map(({ value }) => value);
  const loops = startLoops(context, [...batch, rows, columns], roots);
  const { f, nest } = loops;
  const storeTouches = touchesOf(stores);
  const leftTouch = { buffer: kernel.left.buffer, access: left };
  const rightTouch = { buffer: kernel.right.buffer, access: right };
  const own = context.scratch(blocks.bytes);
  const address = (touch: { buffer: number; access: Access }): Local => {
    const offset = nest.pushAddress(nest.placeOf(touch.buffer, touch.access));
    f.emit("i32.const", offset);
    f.emit("i32.add");
    return f.keep("i32");
  };
  const tables = writeTables(f, product, moved(f, own, blocks.tablesStart));
  const isShared = batch.every((axis) => right.strides[axis.source] === 0);
  const { batchRange, rowRange } = splitProduct(product, context, isShared);
  const isSplit = batchRange !== null || rowRange !== null;
  const { rightPacks } = blocks;
  // what every part reads is packed once, where all threads see it
  const isCommon = rightPacks && isShared && isSplit;
  const packed = isCommon ? context.shared(blocks.leftStart) : own;
  const pack = (): void => packRight(f, product, blocks, tables, address(rightTouch), packed);
  if (isCommon) context.prepare(pack);
  else if (rightPacks && isShared) pack();
  loops.body.write(roots);
  openLoops(loops, batch, [leftTouch, rightTouch, ...storeTouches], roots, null, batchRange);
  if (rightPacks && !isShared) pack();
  const rightStart = rightPacks ? packed : address(rightTouch);
  const leftStart = address(leftTouch);
  const strip = blocks.isDirect ? address(stores[0]!) : moved(f, own, blocks.resultStart);
  writeRowBlocks(
    product,
    blocks,
    loops,
    { tables, left: leftStart, right: rightStart, own, strip },
    rowRange,
  );
  closeLoops(loops, batch);
}

/** Rows, at least, that a part of a split product starts at a multiple of; whole tiles of them. */
const rowGrain = 16;

/** The parts of a product that one call works on: products of a batch if there are many, rows otherwise. */
function splitProduct(
  { kernel, batch, rows }: Product,
  context: KernelContext,
  isShared: boolean,
): { batchRange: Range | null; rowRange: Range | null } {
  const [outer] = batch;
  const splitsBatch = outer !== undefined && (outer.size >= fewest || !isShared);
  if (splitsBatch) return { batchRange: context.split(outer.size), rowRange: null };
  const tileRows = rowsOfTile(kernel.dtype, context.fuses);
  const grain = Math.ceil(rowGrain / tileRows) * tileRows;
  return { batchRange: null, rowRange: context.split(rows.size, grain) };
}

/** The tables of both sides' offsets, where no single strides say them, one after the other. */
function writeTables(f: FunctionWriter, { kernel }: Product, start: Local): Tables {
  const size = dtypes[kernel.dtype].bytes;
  let at = start;
  const place = (factors: readonly Factor[], count: number): Local => {
    const table = at;
    writeTable(f, factors, size, table);
    at = moved(f, table, count * entryBytes);
    return table;
  };
  const side = ({ factors }: ContractionOperand, count: number) =>
    factors === undefined
      ? null
      : {
          lines: place(factors.lines, count),
          steps: place(factors.steps, kernel.depth),
          runsAlongSteps: runsAlongSteps(factors.lines, factors.steps),
          isInFours: factors.steps.at(-1)!.size % 4 === 0,
        };
  const [rows, columns] = kernel.space.slice(-2) as [number, number];
  return { left: side(kernel.left, rows), right: side(kernel.right, columns) };
}

/** Where a product finds and leaves its numbers: the left side's first row, the right side, its own scratch, results. */
interface Places {
  readonly tables: Tables;
  readonly left: Local;
  readonly right: Local;
  readonly own: Local;
  readonly strip: Local;
}

/** Row block after row block: all depths into the strip, then the stores. */
function writeRowBlocks(
  product: Product,
  blocks: Blocks,
  loops: Loops,
  places: Places,
  range: Range | null,
): void {
  const { kernel, rows } = product;
  const { f } = loops;
  const { tables, left, strip } = places;
  const size = dtypes[kernel.dtype].bytes;
  const leftAcross = product.left.strides[rows.source]! * size;
  const first = holdCount(f, range === null ? 0 : { local: range.begin });
  const lines = tables.left === null ? null : copyOf(f, tables.left.lines);
  if (range !== null) {
    if (lines === null) advance(f, left, { local: first }, leftAcross);
    else advance(f, lines, { local: first }, entryBytes);
    if (blocks.isDirect) advance(f, strip, { local: first }, blocks.resultAcross);
  }
  const moving = {
    ...places,
    tables: { ...tables, left: lines === null ? null : { ...tables.left!, lines } },
  };
  const count = f.local("i32");
  walkChunks(f, first, range === null ? rows.size : { local: range.end }, blocks.blockRows, (last) => {
    f.get(last);
    f.get(first);
    f.emit("i32.sub");
    f.set(count);
    writeDepths(product, blocks, loops, moving, { first, last, count });
    if (blocks.isDirect) f.increment(strip, blocks.blockRows * blocks.resultAcross);
    else if (!blocks.isFused) writeResults(product, blocks, loops, strip, first, last);
    if (lines === null) f.increment(left, blocks.blockRows * leftAcross);
    else f.increment(lines, blocks.blockRows * entryBytes);
  });
}

/** All blocks of the depth for one block of rows. */
function writeDepths(
  product: Product,
  blocks: Blocks,
  loops: Loops,
  places: Places,
  span: Pick<Block, "first" | "last" | "count">,
): void {
  const { f } = loops;
  const { depth } = product.kernel;
  if (!blocks.isDeep) {
    writePanels(product, blocks, loops, { ...places, ...span, start: null, depth, isLast: null });
    return;
  }
  const start = holdCount(f, 0);
  const length = f.local("i32");
  const isLast = f.local("i32");
  walkChunks(f, start, depth, blocks.blockDepth, (end) => {
    f.get(end);
    f.get(start);
    f.emit("i32.sub");
    f.set(length);
    f.get(end);
    f.emit("i32.const", depth);
    f.emit("i32.eq");
    f.set(isLast);
    const block = { ...places, ...span, start, depth: { local: length }, isLast };
    writePanels(product, blocks, loops, block);
  });
}

/** The stores of a block of rows, read from the strip. */
function writeResults(
  product: Product,
  blocks: Blocks,
  loops: Loops,
  strip: Local,
  first: Local,
  last: Local,
): void {
  const { kernel, rows, columns, scalars } = product;
  const { stores, dtype } = kernel;
  const { f, nest, body, context } = loops;
  const row = copyOf(f, strip);
  const reads = touchesOf(stores);
  const roots = stores.map(({ value }) => value);
  nest.open(rows, placesOf(nest, reads), { from: { local: first }, to: { local: last } });
  body.enter();
  body.write(roots);
  const strides = nest.axes.reduce<number[]>((all, axis) => {
    all[axis.source] = axis === columns ? 1 : 0;
    return all;
  }, []);
  const along: Access = { shape: kernel.space, strides, offset: 0, ranges: null };
  const source = nest.makePlace({ dtype, base: row, constant: 0 }, along);
  const lanes = lanesOf(scalars, [...stores.map(({ buffer }) => context.locations.get(buffer)!), kernel]);
  const pieces = cutAtGuards(columns, nest.axes, scalars);
  walkLanes(loops, columns, pieces, lanes, [...placesOf(nest, reads), source], (width: Lanes) => {
    const offset = nest.pushAddress(source);
    body.setReduced(width === 1 ? loadSplat(f, dtype, offset) : loadNeighbours(f, dtype, width, offset));
    body.writeStores(stores);
  });
  body.leave();
  f.increment(row, blocks.resultAcross);
  nest.close();
}
