/** Everything the emitter writes means to the WebAssembly Binary Toolkit what our own disassembly says of it. */

import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEngine } from "../../src/codegen/wasm/engine.ts";
import { FunctionWriter } from "../../src/codegen/wasm/function-writer.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import { type Immediates, type Instruction, instructions } from "../../src/codegen/wasm/instructions.ts";
import { assembleModule } from "../../src/codegen/wasm/module-writer.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { randomPrograms } from "../codegen/random-program.ts";
import { wasm } from "../codegen/sites.ts";
import { buildProgram, programs } from "../random-programs/program.ts";
import { runAtOnce } from "../random-programs/run.ts";
import { readByOurselves, readByWabt } from "./wabt.ts";

/** Numbers behind an opcode, of every kind and past one byte where they may be. */
const samples: Readonly<Record<Immediates, readonly number[]>> = {
  none: [],
  index: [0],
  memory: [300],
  memoryLane: [300, 1],
  lane: [1],
  shuffle: Array.from({ length: 16 }, (_, lane) => 31 - lane),
  i32: [-123_456],
  v128: Array.from({ length: 16 }, (_, byte) => byte * 15),
  block: [0x40],
};

const opening = new Set<Instruction>(["loop", "if"]);
const alone = (Object.keys(instructions) as Instruction[]).filter(
  (name) => name !== "else" && name !== "end",
);

test.each(alone)("%s is the instruction of that name", (name) => {
  const f = new FunctionWriter();
  const numbers = samples[instructions[name][1]];
  if (name === "v128.const" || name === "i8x16.shuffle") f.emitBytes(name, numbers);
  else f.emit(name, numbers[0], numbers[1]);
  if (name === "if") f.emit("else");
  if (opening.has(name)) f.emit("end");
  const bytes = assembleModule([], [{ name: "run", parameters: [], results: [], code: f.finish() }]);
  const [lines] = readByWabt(bytes, false);
  expect(lines![0]!.split(" ")[0]).toBe(name);
  expect(readByOurselves(bytes)).toEqual([lines]);
});

describe("whole modules", () => {
  const emitted: Uint8Array<ArrayBuffer>[] = [];
  const engine = findEngine()! as { Module: NonNullable<ReturnType<typeof findEngine>>["Module"] };
  const Plain = engine.Module;

  beforeAll(() => {
    engine.Module = class extends Plain {
      constructor(bytes: Uint8Array<ArrayBuffer>) {
        super(bytes);
        emitted.push(bytes.slice());
      }
    };
  });
  afterAll(() => {
    engine.Module = Plain;
  });

  /** Checks all modules that `work` has emitted, and says how many there were. */
  function checkEmitted(work: () => void): number {
    emitted.length = 0;
    work();
    for (const bytes of emitted) expect(readByOurselves(bytes)).toEqual(readByWabt(bytes));
    return emitted.length;
  }

  test.each(["f32", "f64"] as const)("of 100 random kernel programs in %s", (dtype) => {
    const count = checkEmitted(() => {
      for (const { program } of fc.sample(randomPrograms(dtype), { seed: 11, numRuns: 100 }))
        wasm.backend.compile(program).release?.();
    });
    expect(count).toBe(100);
  });

  test("of kernel programs in memory that threads share", () => {
    const backend = makeWasmBackend(new Heap({ isShared: true }));
    const count = checkEmitted(() => {
      for (const { program } of fc.sample(randomPrograms("f32"), { seed: 13, numRuns: 10 }))
        backend.compile(program).release?.();
    });
    expect(count).toBe(10);
  });

  test("of random programs over the whole vocabulary", () => {
    const count = checkEmitted(() => {
      for (const program of fc.sample(programs, { seed: 12, numRuns: 6 }))
        runAtOnce(buildProgram(program, "f32"), "wasm");
    });
    expect(count).toBeGreaterThanOrEqual(6);
  });
});
