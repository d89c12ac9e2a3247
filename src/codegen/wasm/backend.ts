/** The WebAssembly backend: a program becomes one module with one entry; knows no graph and no tensor. */

import { dtypes, type TypedArray } from "../../base/dtype.ts";
import { InternalError, ValueError } from "../../base/errors.ts";
import { isPoisoning, poison } from "../../base/fresh-memory.ts";
import type { Abstract } from "../../graph/op.ts";
import type { BufferSpec, HostKernel, Kernel, KernelProgram } from "../../kernel/kernel.ts";
import { type ElementwiseName, elementwise } from "../../ops/elementwise.ts";
import { callHost } from "../../ops/host.ts";
import type { Backend, Executable, ProgramHeap } from "../backend.ts";
import { buffersOf, describeKernel } from "../describe.ts";
import { writeContraction } from "./contraction-kernel.ts";
import { disassemble } from "./disassemble.ts";
import { findEngine, type WasmMemory } from "./engine.ts";
import { canFuseMultiplyAdd } from "./features.ts";
import { FunctionWriter, type Local } from "./function-writer.ts";
import { writeLoop } from "./loop-kernel.ts";
import type { KernelContext } from "./loops.ts";
import { assembleModule, type DefinedFunction, type ImportedFunction } from "./module-writer.ts";
import type { Location } from "./nest.ts";
import { writeScatter } from "./scatter-kernel.ts";
import { SlotTable } from "./slot-table.ts";

/** The heap programs run in, with the memory their modules import. */
interface WasmHeap extends ProgramHeap {
  readonly memory: WasmMemory;
}

/** What a program's functions share while they are written. */
interface ProgramCode {
  readonly imports: ImportedFunction[];
  readonly hosts: Map<ElementwiseName, number>;
  /** Host kernels by the names of their imports. */
  readonly calls: { readonly name: string; readonly kernel: HostKernel }[];
  scratchBytes: number;
}

const scratchGlobal = 0;

/** The number of an op's host function, imported at its first use. */
function importHost(code: ProgramCode, op: ElementwiseName): number {
  const known = code.hosts.get(op);
  if (known !== undefined) return known;
  const parameters = elementwise[op].operands.map(() => "f64" as const);
  const number = code.imports.push({ name: op, parameters, results: ["f64"] }) - 1;
  code.hosts.set(op, number);
  return number;
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

/** The number of a host kernel's import. */
function importCall(code: ProgramCode, kernel: HostKernel): number {
  const parameters = [...kernel.reads, kernel.buffer].map(() => "i32" as const);
  const name = `call${code.calls.length}`;
  code.calls.push({ name, kernel });
  return code.imports.push({ name, parameters, results: [] }) - 1;
}

/** A host kernel as the module calls it; views are made anew after the call, which may have let the memory grow. */
function bindCall({ call }: HostKernel, { memory }: WasmHeap): (...addresses: readonly number[]) => void {
  const view = ({ dtype, shape }: Abstract, address: number): TypedArray =>
    dtypes[dtype].view(
      memory.buffer,
      address,
      shape.reduce((product, size) => product * size, 1),
    );
  return (...addresses) => {
    const arrays = call.inputs.map((input, at) => view(input, addresses[at]!));
    const result = callHost(call, arrays);
    view(call.output, addresses[arrays.length]!).set(result);
  };
}

function writeKernelBody(kernel: Kernel, code: ProgramCode, context: KernelContext): void {
  if (kernel.kind === "loop") writeLoop(kernel, context);
  else if (kernel.kind === "host") writeHostCall(kernel, context, importCall(code, kernel));
  else if (kernel.kind === "contraction") writeContraction(kernel, context);
  else writeScatter(kernel, context);
}

/** Writes one kernel as a function that finds its slots' addresses in the table. */
function writeKernel(
  kernel: Kernel,
  program: KernelProgram,
  code: ProgramCode,
  table: SlotTable,
  arena: number,
): FunctionWriter {
  const f = new FunctionWriter();
  const bases = new Map<number, Local>();
  const locate = ({ dtype, place }: BufferSpec): Location => {
    if (place.kind === "arena") return { dtype, base: null, constant: arena + place.byteOffset };
    const address = table.addressOf(place);
    let base = bases.get(address);
    if (base === undefined) {
      f.emit("i32.const", 0);
      f.emit("i32.load", address);
      base = f.keep("i32");
      bases.set(address, base);
    }
    return { dtype, base, constant: 0, mayAlias: place.kind === "input" };
  };
  const locations = new Map([...buffersOf(kernel)].map((id) => [id, locate(program.buffers[id]!)]));
  let scratchStart: Local | null = null;
  writeKernelBody(kernel, code, {
    f,
    locations,
    imports: { refuse: 0, host: (op) => importHost(code, op) },
    scratch: (bytes) => {
      code.scratchBytes = Math.max(code.scratchBytes, bytes);
      if (scratchStart === null) {
        f.emit("global.get", scratchGlobal);
        scratchStart = f.keep("i32");
      }
      return scratchStart;
    },
    fuses: canFuseMultiplyAdd(),
  });
  return f;
}

/** Writes all kernels, then the entry that calls them in order. */
function writeProgram(
  program: KernelProgram,
  code: ProgramCode,
  table: SlotTable,
  arena: number,
): DefinedFunction[] {
  const bodies = program.kernels.map((kernel) => writeKernel(kernel, program, code, table, arena));
  const entry = new FunctionWriter();
  for (const index of bodies.keys()) entry.emit("call", code.imports.length + index);
  return [...bodies, entry].map((f, index) => ({
    name: index < bodies.length ? `kernel${index}` : "run",
    parameters: [],
    results: [],
    code: f.finish(),
  }));
}

/** Readable code of a whole program. */
function printProgram(
  program: KernelProgram,
  code: ProgramCode,
  functions: readonly DefinedFunction[],
): string {
  const names = [...code.imports, ...functions].map(({ name }) => name);
  const texts = functions.map(({ name, code: bytes }, index) => {
    const kernel = program.kernels[index];
    const head = kernel === undefined ? "" : `;; ${describeKernel(kernel)}\n`;
    const lines = disassemble(bytes.view(), (callee) => names[callee]!).split("\n");
    return `${head}(func $${name}\n${lines.map((line) => `  ${line}`).join("\n")}\n)`;
  });
  return texts.join("\n");
}

/** The backend over one memory. */
export function makeWasmBackend(heap: WasmHeap): Backend {
  return {
    name: "wasm",
    lacks: new Set(),
    absorbs: true,
    compile: (program) => compileOrRelease(program, heap),
  };
}

/** A program that runs, or, where memory ends on the way, nothing kept. */
function compileOrRelease(program: KernelProgram, heap: WasmHeap): Executable {
  const owner = {};
  try {
    return compile(program, heap, owner);
  } catch (error) {
    heap.release(owner);
    throw error;
  }
}

function compile(program: KernelProgram, heap: WasmHeap, owner: object): Executable {
  const table = new SlotTable(program, heap, owner);
  const arena = heap.allocate(Math.max(program.arenaBytes, 16), owner);
  const code: ProgramCode = {
    imports: [{ name: "refuse", parameters: ["i32", "f64"], results: [] }],
    hosts: new Map(),
    calls: [],
    scratchBytes: 0,
  };
  const functions = writeProgram(program, code, table, arena);
  const bytes = assembleModule(code.imports, functions);
  const scratchStart = code.scratchBytes === 0 ? 0 : heap.allocate(code.scratchBytes, owner);
  const refuse = (fault: number, position: number): never => {
    const { op, limit, origin } = program.faults[fault]!;
    const message = `${op}: index ${position} is out of range for an axis of size ${limit}`;
    throw new ValueError(message, origin === null ? undefined : { cause: origin });
  };
  const engine = findEngine();
  if (engine === undefined) throw new InternalError("wasm: this environment has no WebAssembly");
  const scratch = new engine.Global({ value: "i32", mutable: false }, scratchStart);
  const functionsOfHost = [...code.hosts.keys()].map((op) => [op, elementwise[op].scalar] as const);
  const calls = code.calls.map(({ name, kernel }) => [name, bindCall(kernel, heap)] as const);
  const functionsByName = Object.fromEntries([...functionsOfHost, ...calls]);
  const host = { refuse, memory: heap.memory, scratch, ...functionsByName };
  const enter = new engine.Instance(new engine.Module(bytes), { host }).exports.run;
  let source: string | null = null;
  return {
    get source() {
      source ??= printProgram(program, code, functions);
      return source;
    },
    run: (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => {
      table.prepare(inputs, outputs);
      if (isPoisoning()) {
        poison(new Uint8Array(heap.buffer, arena, program.arenaBytes));
        poison(new Uint8Array(heap.buffer, scratchStart, code.scratchBytes));
      }
      enter();
      table.finish(inputs, outputs);
    },
    heap,
    release: () => heap.release(owner),
  };
}
