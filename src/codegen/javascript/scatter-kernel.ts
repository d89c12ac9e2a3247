/** Loops that add values at places known only at run time; knows no reduction. */

import type { ScatterKernel } from "../../kernel/kernel.ts";
import { sortScalars } from "../../kernel/scalar.ts";
import { accessesOf, simplifyAxes } from "../axes.ts";
import { printCheck, printStep } from "./buffers.ts";
import { asNumber } from "./expressions.ts";
import { closeLoops, type KernelContext, openLoops, startNest } from "./nest.ts";

/** Writes the statements of a scatter kernel; every position is checked before its value is added. */
export function writeScatter(kernel: ScatterKernel, context: KernelContext): void {
  if (kernel.space.includes(0)) return;
  const roots = [kernel.position, kernel.value];
  const scalars = sortScalars(roots);
  const accesses = [...accessesOf(scalars), kernel.access];
  const axes = simplifyAxes(kernel.space, 0, accesses, scalars);
  const nest = startNest(context, axes, roots);
  const { body, pointers, writer } = nest;
  body.write(roots);
  openLoops(nest, axes, accesses, roots);
  const position = body.text(kernel.position);
  writer.line(printCheck(position, kernel.position.dtype, kernel.limit, kernel.fault));
  const { array, base } = context.locations[kernel.buffer]!;
  const { name, constant } = pointers.offsetOf(kernel.access);
  const terms = [name, printStep(position, kernel.stride), String(base + constant)];
  const place = `${array}[${terms.filter((term) => term !== "" && term !== "0").join(" + ") || "0"}]`;
  writer.line(`${place} += ${asNumber(body.text(kernel.value), kernel.value.dtype)};`);
  closeLoops(nest, axes);
}
