/** Writes one kernel as a function of a module, whole or for a part of its outermost loop at a time; knows no engine. */

import type { BufferSpec, HostKernel, Kernel, KernelProgram } from "../../kernel/kernel.ts";
import { buffersOf } from "../describe.ts";
import type { ProgramCallees } from "./callees.ts";
import { writeContraction } from "./contraction-kernel.ts";
import { FunctionWriter, type Local } from "./function-writer.ts";
import { writeLoop } from "./loop-kernel.ts";
import type { KernelContext } from "./loops.ts";
import { importedGlobals } from "./module-writer.ts";
import type { Location } from "./nest.ts";
import { writeScatter } from "./scatter-kernel.ts";
import type { SlotTable } from "./slot-table.ts";
import type { Split } from "./split.ts";

/** What a program's functions share while they are written. */
export interface ProgramCode {
  readonly program: KernelProgram;
  readonly table: SlotTable;
  /** Where the arena starts. */
  readonly arena: number;
  /** Whether products and polynomials multiply and add in one instruction. */
  readonly fuses: boolean;
  readonly callees: ProgramCallees;
  /** Bytes for each thread and bytes for all of them together. */
  scratchBytes: number;
  sharedBytes: number;
}

/** A kernel as written: its function, and how that is called if it works on parts. */
export interface KernelFunction {
  readonly f: FunctionWriter;
  readonly split: Split | null;
}

/** A kernel that is a call of an import: the addresses of what it reads, then of what it fills. */
function writeHostCall(kernel: HostKernel, { f, locations }: KernelContext, callee: number): void {
  for (const buffer of [...kernel.reads, kernel.buffer]) {
    const { base, constant } = locations.get(buffer)!;
    if (base === null) f.emit("i32.const", constant);
    else f.get(base);
  }
  f.emit("call", callee);
}

function writeKernelBody(kernel: Kernel, code: ProgramCode, context: KernelContext): void {
  if (kernel.kind === "loop") writeLoop(kernel, context);
  else if (kernel.kind === "host") writeHostCall(kernel, context, code.callees.call(kernel));
  else if (kernel.kind === "contraction") writeContraction(kernel, context);
  else writeScatter(kernel, context);
}

/** Writes a kernel as a function that finds its slots' addresses in the table; in parts if it `maySplit`. */
export function writeKernel(kernel: Kernel, code: ProgramCode, maySplit: boolean): KernelFunction {
  const attempt = maySplit ? writeKernelInParts(kernel, code) : null;
  return attempt ?? writeFunction(kernel, code, false)!;
}

/** A kernel as a function of a part of its outermost loop; `null` if it has none to split. */
export function writeKernelInParts(kernel: Kernel, code: ProgramCode): KernelFunction | null {
  return writeFunction(kernel, code, true);
}

/** `null` if the kernel was to be split and could not be. */
function writeFunction(kernel: Kernel, code: ProgramCode, isInParts: boolean): KernelFunction | null {
  const f = new FunctionWriter(isInParts ? ["i32", "i32"] : [], code.fuses);
  const range = { begin: 0, end: 1 };
  let split: Split | null = null;
  const bases = new Map<number, Local>();
  const locate = ({ dtype, place }: BufferSpec): Location => {
    if (place.kind === "arena") return { dtype, base: null, constant: code.arena + place.byteOffset };
    const address = code.table.addressOf(place);
    let base = bases.get(address);
    if (base === undefined) {
      f.emit("i32.const", 0);
      f.emit("i32.load", address);
      base = f.keep("i32");
      bases.set(address, base);
    }
    return { dtype, base, constant: 0, mayAlias: place.kind === "input" };
  };
  const starts = new Map<number, Local>();
  const startOf = (global: number): Local => {
    let start = starts.get(global);
    if (start === undefined) {
      f.emit("global.get", global);
      start = f.keep("i32");
      starts.set(global, start);
    }
    return start;
  };
  writeKernelBody(kernel, code, {
    f,
    locations: new Map([...buffersOf(kernel)].map((id) => [id, locate(code.program.buffers[id]!)])),
    callees: code.callees,
    scratch: (bytes) => {
      code.scratchBytes = Math.max(code.scratchBytes, bytes);
      return startOf(importedGlobals.scratch);
    },
    shared: (bytes) => {
      code.sharedBytes = Math.max(code.sharedBytes, bytes);
      return startOf(importedGlobals.shared);
    },
    split: (size, grain = 1, isRows = false) => {
      if (!isInParts || split !== null || size <= grain) return null;
      split = { size, grain, isRows, prepares: false };
      return range;
    },
    prepare: (write) => {
      split!.prepares = true;
      f.get(range.begin);
      f.emit("i32.const", 0);
      f.emit("i32.lt_s");
      f.branch(() => {
        write();
        f.emit("return");
      });
    },
    fuses: code.fuses,
  });
  return isInParts && split === null ? null : { f, split };
}
