/** The machine's own limit as a contender: multiplications and additions in vector registers, without memory; knows no library. */

import { findEngine } from "../../src/codegen/wasm/engine.ts";
import { FunctionWriter } from "../../src/codegen/wasm/function-writer.ts";
import { assembleModule } from "../../src/codegen/wasm/module-writer.ts";
import type { Library } from "./library.ts";

const lanes = 4;
const rounds = 0;

/** A module that multiplies and adds this many independent vectors over and over, and stores their sum. */
function makeModule(chains: number): Uint8Array<ArrayBuffer> {
  const writer = new FunctionWriter(["i32"]);
  const factor = writer.f32(0.5);
  const offset = writer.f32(1);
  const values = Array.from({ length: chains }, (_, index) => {
    writer.get(writer.f32(index + 2));
    return writer.keep("v128");
  });
  const round = (): void => {
    for (const value of values) {
      writer.get(value);
      writer.get(factor);
      writer.emit("f32x4.mul");
      writer.get(offset);
      writer.emit("f32x4.add");
      writer.set(value);
    }
  };
  writer.repeat(round, () => {
    writer.increment(rounds, -1);
    writer.get(rounds);
  });
  writer.emit("i32.const", 0);
  for (const value of values) writer.get(value);
  for (let left = chains; left > 1; left--) writer.emit("f32x4.add");
  writer.emit("v128.store", 0);
  return assembleModule([], [{ name: "peak", parameters: ["i32"], results: [], code: writer.finish() }]);
}

/** How many vectors are under way at once; which number is best depends on the machine. */
const chainCounts = [8, 10, 12, 14];

type Peak = (rounds: number) => void;

/** The fastest of the modules, as a library that does a task's multiplications and additions without its memory. */
export function openPeak(): Library {
  const engine = findEngine();
  if (engine === undefined) throw new Error("there is no WebAssembly here");
  const memory = new engine.Memory({ initial: 1 });
  const scratch = new engine.Global({ value: "i32", mutable: false }, 0);
  const time = (run: Peak, count: number): number => {
    const start = performance.now();
    run(count);
    return performance.now() - start;
  };
  const contenders = chainCounts.map((chains) => {
    const { exports } = new engine.Instance(new engine.Module(makeModule(chains)), {
      host: { memory, scratch },
    });
    const run: Peak = exports.run;
    time(run, 1e6);
    const best = Math.min(...Array.from({ length: 8 }, () => time(run, 1e6)));
    return { run, operations: 2 * lanes * chains, speed: chains / best };
  });
  const { run, operations } = contenders.reduce((a, b) => (b.speed > a.speed ? b : a));
  return {
    version: "mul+add in registers",
    prepare: ({ operations: asked }) => {
      if (asked === undefined) throw new Error("counts multiplications and additions only");
      const count = Math.round(asked / operations);
      return { run: () => run(count), touch: () => 0, read: () => new Float32Array() };
    },
  };
}
