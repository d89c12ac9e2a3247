/** The WebAssembly backend: a program becomes one module with one entry; knows no graph and no tensor. */

import { dtypes, type TypedArray } from "../../base/dtype.ts";
import { InternalError, ValueError } from "../../base/errors.ts";
import { isPoisoning, poison } from "../../base/fresh-memory.ts";
import type { Abstract } from "../../graph/op.ts";
import type { HostKernel, Kernel, KernelProgram } from "../../kernel/kernel.ts";
import { callHost } from "../../ops/host.ts";
import { sizeOf } from "../../shape/size.ts";
import type { Backend, Executable, ProgramHeap } from "../backend.ts";
import { describeKernel } from "../describe.ts";
import { computeAheadOfUpdates } from "./ahead-of-updates.ts";
import { callBand, writeBands } from "./bands.ts";
import { importedFunctions, ProgramCallees } from "./callees.ts";
import { disassemble } from "./disassemble.ts";
import { findEngine, type WasmMemory } from "./engine.ts";
import { canFuseMultiplyAdd } from "./features.ts";
import { FunctionWriter } from "./function-writer.ts";
import { type ProgramCode, writeKernel } from "./kernel-function.ts";
import { assembleModule, type DefinedFunction } from "./module-writer.ts";
import { SlotTable } from "./slot-table.ts";
import { isWorthSplitting, type Split } from "./split.ts";
import type { SharedProgram, Team } from "./team.ts";

/** The heap programs run in, with the memory their modules import. */
interface WasmHeap extends ProgramHeap {
  readonly memory: WasmMemory;
  /** Whether other threads can see it. */
  readonly isShared: boolean;
}

/** Half a second-level cache: what is handed on through less of it comes back from there about as fast. */
const bandBytes = 262_144;

/** What all programs of one backend share. */
interface Setting {
  readonly heap: WasmHeap;
  readonly team: Team | null;
  readonly fuses: boolean;
}

/**
 * A host kernel as the module calls it, with addresses that arrive as signed numbers; views are made anew after the call,
 * which may have let the memory grow.
 */
function bindCall({ call }: HostKernel, { memory }: WasmHeap): (...addresses: readonly number[]) => void {
  const view = ({ dtype, shape }: Abstract, address: number): TypedArray =>
    dtypes[dtype].view(memory.buffer, address >>> 0, sizeOf(shape));
  return (...addresses) => {
    const arrays = call.inputs.map((input, at) => view(input, addresses[at]!));
    const result = callHost(call, arrays);
    view(call.output, addresses[arrays.length]!).set(result);
  };
}

/** A program's functions: those that kernels share, one for each kernel, and the entry that calls these in order. */
interface ProgramFunctions {
  readonly functions: readonly DefinedFunction[];
  /** The kernels that run in parts, by number. */
  readonly splits: ReadonlyMap<number, Split>;
}

/**
 * Writes all kernels, then the entry. What updates the caller's arrays stays on one thread: a chunk that another thread left
 * half done could be neither repeated nor taken back.
 */
function writeProgram(code: ProgramCode, team: Team | null): ProgramFunctions {
  const { kernels, commit } = code.program;
  const bands = writeBands(code);
  const inBands = new Map([...bands.values()].flatMap(({ written }) => written));
  const written = kernels.map((kernel, number) => {
    const maySplit = team !== null && number < commit && isWorthSplitting(kernel, team.leastNanoseconds);
    return inBands.get(number) ?? writeKernel(kernel, code, maySplit);
  });
  const shared = code.callees.finish();
  const first = code.callees.imports.length + shared.length;
  const entry = new FunctionWriter();
  const splits = new Map<number, Split>();
  for (const [number, { split }] of written.entries()) {
    if (bands.has(number)) {
      callBand(entry, bands.get(number)!, first);
    } else if (split === null) {
      entry.emit("call", first + number);
    } else if (!inBands.has(number)) {
      splits.set(number, split);
      entry.emit("i32.const", number);
      entry.emit("call", importedFunctions.share);
    }
  }
  const functions = written.map(({ f, split }, number): DefinedFunction => {
    const parameters = split === null ? [] : (["i32", "i32"] as const);
    return { name: `kernel${number}`, parameters, results: [], code: f.finish(), isExported: split !== null };
  });
  return {
    functions: [...shared, ...functions, { name: "run", parameters: [], results: [], code: entry.finish() }],
    splits,
  };
}

/** Readable code of a whole program. */
function printProgram(
  program: KernelProgram,
  code: ProgramCode,
  functions: readonly DefinedFunction[],
): string {
  const names = [...code.callees.imports, ...functions].map(({ name }) => name);
  const kernelsFrom = functions.length - 1 - program.kernels.length;
  const texts = functions.map(({ name, code: bytes }, index) => {
    const kernel = program.kernels[index - kernelsFrom];
    const head = kernel === undefined ? "" : `;; ${describeKernel(kernel)}\n`;
    const lines = disassemble(bytes.view(), (callee) => names[callee]!);
    return `${head}(func $${name}\n${lines.map((line) => `  ${line}\n`).join("")})`;
  });
  return texts.join("\n");
}

/**
 * The backend over one memory; with a team, other threads take part in large kernels. Where it `fuses`, products and
 * polynomials multiply and add in one instruction.
 */
export function makeWasmBackend(
  heap: WasmHeap,
  team: Team | null = null,
  fuses: boolean = canFuseMultiplyAdd(),
): Backend {
  const setting: Setting = { heap, team, fuses };
  return {
    name: "wasm",
    lacks: new Set(),
    absorbs: true,
    fillsResults: true,
    // a kernel that threads share is called once, for all rows
    ...(team === null ? { bandBytes } : {}),
    // Measured: a training step of a 2-4-1 network, 795 operations, takes as long either way; 1,100 and more take less here.
    straightUpTo: 800,
    // counters are i32, and overshoot their end by less than a vector's unrolled steps
    mostElements: 2 ** 30,
    compile: (program) => compileOrRelease(program, setting),
  };
}

/** A program that runs, or, where memory ends on the way, nothing kept. */
function compileOrRelease(program: KernelProgram, setting: Setting): Executable {
  const { heap, team } = setting;
  const owner = {};
  const isWorth = (kernel: Kernel): boolean => isWorthSplitting(kernel, team!.leastNanoseconds);
  try {
    return compile(team === null ? program : computeAheadOfUpdates(program, isWorth), setting, owner);
  } catch (error) {
    heap.release(owner);
    throw error;
  }
}

function compile(program: KernelProgram, { heap, team, fuses }: Setting, owner: object): Executable {
  const table = new SlotTable(program, heap, owner);
  const arena = heap.allocate(Math.max(program.arenaBytes, 16), owner);
  const code: ProgramCode = {
    ...{ program, table, arena, fuses, scratchBytes: 0, sharedBytes: 0 },
    callees: new ProgramCallees(program, fuses),
  };
  const { functions, splits } = writeProgram(code, team);
  const module = assembleModule(code.callees.imports, functions, heap.isShared);
  const startOf = (bytes: number): number => (bytes === 0 ? 0 : heap.allocate(bytes, owner));
  const [scratchStart, shared] = [startOf(code.scratchBytes), startOf(code.sharedBytes)];
  const refuse = (fault: number, position: number): never => {
    const { op, limit, origin } = program.faults[fault]!;
    const message = `${op}: index ${position} is out of range for an axis of size ${limit}`;
    throw new ValueError(message, origin === null ? undefined : { cause: origin });
  };
  const engine = findEngine();
  if (engine === undefined) throw new InternalError("wasm: this environment has no WebAssembly");
  const globalOf = (value: number): object => new engine.Global({ value: "i32", mutable: false }, value);
  const functionsOfHost = code.callees.hosts.map((name) => [name, Math[name]] as const);
  const calls = code.callees.hostKernels.map((kernel, at) => [`call${at}`, bindCall(kernel, heap)] as const);
  const sharedProgram: SharedProgram = { module, scratchBytes: code.scratchBytes, shared, owner };
  const host = {
    ...{ refuse, memory: heap.memory, scratch: globalOf(scratchStart), shared: globalOf(shared) },
    share: (number: number): void => {
      const run = exports[`kernel${number}`]!;
      team!.share(sharedProgram, { number, split: splits.get(number)!, run, refuse });
    },
    ...Object.fromEntries([...functionsOfHost, ...calls]),
  };
  const { exports } = new engine.Instance(new engine.Module(module), { host });
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
        poison(new Uint8Array(heap.buffer, shared, code.sharedBytes));
      }
      exports.run();
      table.finish(inputs, outputs);
    },
    heap,
    release: () => {
      if (splits.size > 0) team!.forget(sharedProgram);
      heap.release(owner);
    },
  };
}
