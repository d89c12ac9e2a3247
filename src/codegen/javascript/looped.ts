/** The backend of specialised loops: one function per kernel, called in order; knows no graph. */

import type { Kernel, KernelProgram } from "../../kernel/kernel.ts";
import type { Backend } from "../backend.ts";
import { buffersOf, describeKernel } from "../describe.ts";
import { listSlots, locateBuffers } from "./buffers.ts";
import { writeContraction } from "./contraction-kernel.ts";
import { lacks } from "./expressions.ts";
import { writeHost } from "./host-kernel.ts";
import { writeLoop } from "./loop-kernel.ts";
import { instantiate, printRun } from "./module.ts";
import type { KernelContext } from "./nest.ts";
import { findRounded } from "./rounding.ts";
import { writeScatter } from "./scatter-kernel.ts";
import { SourceWriter } from "./text.ts";

function writeKernel(kernel: Kernel, number: number, context: KernelContext): void {
  if (kernel.kind === "loop") writeLoop(kernel, context);
  else if (kernel.kind === "host") writeHost(kernel, number, context);
  else if (kernel.kind === "contraction") writeContraction(kernel, context);
  else writeScatter(kernel, context);
}

/** Loop nests with constant bounds and strides; for programs of any size. */
export const loopedBackend: Backend = {
  name: "javascript-loops",
  lacks,
  // Above this many operations loops are as fast, and compiling a straight line is slower.
  straightUpTo: 4000,
  compile: (program: KernelProgram) => {
    const writer = new SourceWriter();
    const lengths = new Map<string, number>();
    const locations = locateBuffers(program);
    const rounds = findRounded(program.kernels);
    const scratch = (name: string, length: number): string => {
      lengths.set(name, Math.max(length, lengths.get(name) ?? 0));
      return name;
    };
    const calls = program.kernels.map((kernel, index) => {
      const slots = listSlots(buffersOf(kernel), locations).join(", ");
      writer.line(`// kernel ${index}: ${describeKernel(kernel)}`);
      writer.open(`function kernel${index}(${slots}) {`);
      writeKernel(kernel, index, { writer, locations, rounds: rounds[index]!, scratch });
      writer.close();
      return `kernel${index}(${slots});`;
    });
    const arrays = [...lengths].map(([name, length]) => ({ name, array: new Float64Array(length) }));
    return instantiate(program, `${writer}\n${printRun(program, calls)}`, arrays);
  },
};
