/** Matrix products: packed 4×4 tiles of local accumulators where they pay, plain loops elsewhere; knows no other kernel's insides. */

import type { Access } from "../../graph/access.ts";
import type { ContractionKernel } from "../../kernel/kernel.ts";
import { type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { type LoopAxis, simplifyAxes } from "../axes.ts";
import { contractionAsLoop, spreadOperand } from "../contraction-as-loop.ts";
import type { Location } from "./buffers.ts";
import { writeLoop } from "./loop-kernel.ts";
import {
  accessesOfStores,
  closeLoops,
  type KernelContext,
  type Nest,
  openLoops,
  startNest,
  writeStores,
} from "./nest.ts";
import { printProduct, printSum } from "./text.ts";

/** Doubles that the packed part of the right operand may take: 1 MB, a second-level cache. */
const panelCapacity = 131_072;
/** Columns of one strip of results: 4 rows of them wait for the epilogue in the first-level cache. */
const stripColumns = 512;

/** The loops of a blocked product: batches, then rows, columns and depth. */
interface Blocks {
  readonly batch: readonly LoopAxis[];
  readonly rows: LoopAxis;
  readonly columns: LoopAxis;
  readonly depth: LoopAxis;
  readonly left: Access;
  readonly right: Access;
}

/** Finds the blocks, or `null` where tiles would be mostly empty. Batches that only lengthen the left side become rows. */
function findBlocks(
  kernel: ContractionKernel,
  storeAccesses: readonly Access[],
  scalars: readonly Scalar[],
): Blocks | null {
  const { space, depth, dtype } = kernel;
  const n = space.at(-1)!;
  if (dtype === "i32" || dtype === "bool" || n < 4 || depth < 4) return null;
  const left = spreadOperand(kernel.left, kernel, true);
  const right = spreadOperand(kernel.right, kernel, false);
  const axes = simplifyAxes(space.slice(0, -1), 0, [left, right, ...storeAccesses], scalars);
  const rows = axes.at(-1);
  if (rows === undefined || rows.source !== space.length - 2 || rows.size < 4) return null;
  return {
    batch: axes.slice(0, -1),
    rows,
    columns: { size: n, source: space.length - 1 },
    depth: { size: depth, source: space.length },
    left,
    right,
  };
}

/** Writes the statements of a contraction kernel. */
export function writeContraction(kernel: ContractionKernel, context: KernelContext): void {
  if (kernel.space.includes(0)) return;
  const storeRoots = kernel.stores.map(({ value }) => value);
  const storeAccesses = accessesOfStores(kernel.stores);
  const blocks = findBlocks(kernel, storeAccesses, sortScalars(storeRoots));
  if (blocks === null) {
    writeLoop(contractionAsLoop(kernel), context);
    return;
  }
  const { batch, rows, columns, left, right } = blocks;
  const nest = startNest(context, [...batch, rows, columns], storeRoots);
  nest.body.write(storeRoots);
  openLoops(nest, batch, [left, right, ...storeAccesses], storeRoots);
  writeBlocks(kernel, blocks, nest, storeAccesses, storeRoots);
  closeLoops(nest, batch);
}

/** One batch: for each group of columns pack the right side; for each four rows pack the left, multiply, store. */
function writeBlocks(
  kernel: ContractionKernel,
  blocks: Blocks,
  nest: Nest,
  storeAccesses: readonly Access[],
  storeRoots: readonly Scalar[],
): void {
  const { writer, body, pointers, context } = nest;
  const { rows, columns, depth } = blocks;
  const k = depth.size;
  const widest = Math.min(stripColumns, Math.max(4, Math.floor(panelCapacity / k / 4) * 4));
  const width = Math.min(widest, Math.ceil(columns.size / 4) * 4);
  const panel = context.scratch("rightPanel", width * k);
  const pack = context.scratch("leftPack", 4 * k);
  const strip = context.scratch("strip", 4 * width);
  writer.open(`for (let n0 = 0; n0 < ${columns.size}; n0 += ${width}) {`);
  writer.line(`const n1 = Math.min(n0 + ${width}, ${columns.size});`);
  const rightLocation = context.locations[kernel.right.buffer]!;
  const right = { access: blocks.right, location: rightLocation, axis: columns, depth };
  writer.open(`for (let n = n0, e = 0; n < n1; n += 4, e += ${4 * k}) {`);
  writeCopyUpTo(nest, right, panel, "e", "n");
  writer.close();
  writer.open(`for (let m0 = 0; m0 < ${rows.size}; m0 += 4) {`);
  writer.line(`const m1 = Math.min(m0 + 4, ${rows.size});`);
  const leftLocation = context.locations[kernel.left.buffer]!;
  writeCopyUpTo(nest, { access: blocks.left, location: leftLocation, axis: rows, depth }, pack, "0", "m0");
  writeTiles(nest, k, width, panel, pack, strip);
  const row = pointers.open(rows, storeAccesses, { from: "m0", to: "m1" });
  body.enter();
  body.write(storeRoots);
  const column = pointers.open(columns, storeAccesses, { from: "n0", to: "n1" });
  body.enter();
  writer.line(`const sum = ${strip}[(${row} - m0) * ${width} + ${column} - n0];`);
  body.setReduced("sum", kernel.dtype);
  writeStores(nest, kernel.stores);
  for (let level = 0; level < 2; level++) {
    body.leave();
    pointers.close();
  }
  writer.close();
  writer.close();
}

/** A side of the product as it is packed: read along the depth, four neighbours at once. */
interface Side {
  readonly access: Access;
  readonly location: Location;
  /** Its axis that is not summed. */
  readonly axis: LoopAxis;
  readonly depth: LoopAxis;
}

/** Copies four neighbours from `first` on, interleaved along the depth; those from `count` on are zero. */
function writeCopy(nest: Nest, side: Side, target: string, at: string, first: string, count: number): void {
  const { writer, pointers } = nest;
  const { access, location, axis, depth } = side;
  const across = access.strides[axis.source]!;
  const along = access.strides[depth.source]!;
  const { name, constant } = pointers.offsetOf(access);
  const start = printSum(name, location.base + constant);
  const moved = across === 0 ? "" : printProduct(first, across);
  const from = [start, moved].filter((term) => term !== "" && term !== "0").join(" + ") || "0";
  const step = along < 0 ? `r -= ${-along}` : `r += ${along}`;
  const end = printSum(at === "0" ? "" : at, 4 * depth.size);
  writer.open(`for (let w = ${at}, r = ${from}; w < ${end}; w += 4, ${step}) {`);
  for (let lane = 0; lane < 4; lane++) {
    const value = lane < count ? `${location.array}[${printSum("r", across * lane)}]` : "0";
    writer.line(`${target}[${printSum("w", lane)}] = ${value};`);
  }
  writer.close();
}

/** Copies four neighbours where there are four, else those that are left of a loop of `size`. */
function writeCopyUpTo(nest: Nest, side: Side, target: string, at: string, first: string): void {
  const rest = side.axis.size % 4;
  if (rest === 0) {
    writeCopy(nest, side, target, at, first, 4);
    return;
  }
  nest.writer.open(`if (${first} + 4 <= ${side.axis.size}) {`);
  writeCopy(nest, side, target, at, first, 4);
  nest.writer.close();
  nest.writer.open("else {");
  writeCopy(nest, side, target, at, first, rest);
  nest.writer.close();
}

/** Multiplies four packed rows by every packed four columns: sixteen sums in locals, one depth step per iteration. */
function writeTiles(nest: Nest, k: number, width: number, panel: string, pack: string, strip: string): void {
  const { writer } = nest;
  const lanes = [0, 1, 2, 3];
  const sums = lanes.flatMap((row) => lanes.map((column) => `c${row}${column} = 0`));
  writer.open(`for (let n = 0, w = 0; n < n1 - n0; n += 4) {`);
  writer.line(`let ${sums.join(", ")};`);
  writer.open(`for (let l = 0; l < ${4 * k}; l += 4, w += 4) {`);
  writer.line(`const ${lanes.map((lane) => `b${lane} = ${panel}[${printSum("w", lane)}]`).join(", ")};`);
  for (const row of lanes) {
    writer.line(`const a${row} = ${pack}[${printSum("l", row)}];`);
    writer.line(lanes.map((column) => `c${row}${column} += a${row} * b${column};`).join(" "));
  }
  writer.close();
  for (const row of lanes) {
    const cells = lanes.map(
      (column) => `${strip}[${printSum("n", row * width + column)}] = c${row}${column};`,
    );
    writer.line(cells.join(" "));
  }
  writer.close();
}
