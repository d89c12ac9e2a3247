/** Matrix products: in blocks where tiles fill, as plain reductions elsewhere; knows no other kernel's insides. */

import type { Access } from "../../graph/access.ts";
import { fewestColumns, fewestRows } from "../../kernel/absorb.ts";
import type { ContractionKernel } from "../../kernel/kernel.ts";
import { type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { simplifyAxes } from "../axes.ts";
import { contractionAsLoop } from "../contraction-as-loop.ts";
import { writeBlocks } from "./blocked-product.ts";
import type { Product } from "./blocks.ts";
import { type KernelContext, touchesOf } from "./loops.ts";
import { writeReduction } from "./reduction-kernel.ts";

/** The product's reads as a loop over rows, columns and depth sees them. */
function readSides(kernel: ContractionKernel): { left: Access; right: Access } {
  const { value } = contractionAsLoop(kernel).reduction!;
  const [left, right] = (value as Scalar & { kind: "apply" }).operands as readonly (Scalar & {
    kind: "load";
  })[];
  return { left: left!.access, right: right!.access };
}

/** The blocks of a product, or `null` where a plain reduction is as good. */
function findProduct(kernel: ContractionKernel): Product | null {
  const { space, depth, dtype, stores } = kernel;
  const count = space.at(-1)!;
  if (dtype === "bool" || count < fewestColumns || depth < fewestRows) return null;
  const { left, right } = readSides(kernel);
  const scalars = sortScalars(stores.map(({ value }) => value));
  const accesses = [left, right, ...touchesOf(stores).map(({ access }) => access)];
  const outer = kernel.left.factors === undefined ? space.slice(0, -1) : space.slice(0, -2);
  const axes = simplifyAxes(outer, 0, accesses, scalars);
  if (kernel.left.factors !== undefined) axes.push({ size: space.at(-2)!, source: space.length - 2 });
  const rows = axes.at(-1);
  if (rows === undefined || rows.source !== space.length - 2 || rows.size < fewestRows) return null;
  const columns = { size: count, source: space.length - 1 };
  return { kernel, batch: axes.slice(0, -1), rows, columns, left, right, scalars };
}

/** Writes the code of a contraction kernel. */
export function writeContraction(kernel: ContractionKernel, context: KernelContext): void {
  if (kernel.space.includes(0)) return;
  const product = findProduct(kernel);
  if (product !== null) {
    writeBlocks(product, context);
    return;
  }
  const loop = contractionAsLoop(kernel);
  writeReduction({ ...loop, reduction: loop.reduction! }, context, true);
}
