/** Loops that add values at places known only at run time, one element at a time; knows no reduction. */

import { dtypes } from "../../base/dtype.ts";
import type { ScatterKernel } from "../../kernel/kernel.ts";
import { sortScalars } from "../../kernel/scalar.ts";
import { simplifyAxes } from "../axes.ts";
import { convert, loadSplat, storeNeighbours } from "./lanes.ts";
import { closeLoops, type KernelContext, openLoops, readsOf, startLoops } from "./loops.ts";
import { foldInstruction } from "./operations.ts";

/** Writes the code of a scatter kernel; every position is checked before its value is added. */
export function writeScatter(kernel: ScatterKernel, context: KernelContext): void {
  if (kernel.space.includes(0)) return;
  const roots = [kernel.position, kernel.value];
  const touches = [...readsOf(roots), kernel];
  const accesses = touches.map(({ access }) => access);
  const axes = simplifyAxes(kernel.space, 0, accesses, sortScalars(roots));
  const loops = startLoops(context, axes, roots);
  const { f, nest, body } = loops;
  body.write(roots);
  openLoops(loops, axes, touches, roots);
  const { dtype } = nest.locationOf(kernel.buffer);
  const position = body.writePosition(kernel.position, 0, kernel.limit, kernel.fault);
  const place = nest.placeOf(kernel.buffer, kernel.access);
  const offset = nest.pushMovedAddress(place, position, kernel.stride * dtypes[dtype].bytes);
  const address = f.keep("i32");
  f.get(address);
  const old = loadSplat(f, dtype, offset);
  const value = convert(f, body.local(kernel.value), kernel.value.dtype, dtype);
  storeNeighbours(f, dtype, 1, f.vector(foldInstruction("sum", dtype), old, value), () => {
    f.get(address);
    return offset;
  });
  closeLoops(loops, axes);
}
