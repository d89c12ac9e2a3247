/** Calls of a user's function over whole buffers, which the generated code knows by the kernel's number; knows no loop. */

import type { HostKernel } from "../../kernel/kernel.ts";
import { sizeOf } from "../../shape/size.ts";
import { hostName } from "./buffers.ts";
import type { KernelContext } from "./nest.ts";

/** Writes the one statement of a host kernel: its result, an array of its own, is copied to where it belongs. */
export function writeHost(kernel: HostKernel, number: number, { writer, locations }: KernelContext): void {
  const reads = kernel.reads.map((buffer, at) => {
    const { array, base } = locations[buffer]!;
    const length = sizeOf(kernel.call.inputs[at]!.shape);
    return `${array}.subarray(${base}, ${base + length})`;
  });
  const { array, base } = locations[kernel.buffer]!;
  writer.line(`${array}.set(${hostName}(${[number, ...reads].join(", ")}), ${base});`);
}
