/**
 * The process of one library: `serve.ts NAME` reads one request a line from its input and answers each with one line;
 * knows no other library.
 */

import { createInterface } from "node:readline";
import { makeInput, takeFingerprint } from "./data.ts";
import { openJax } from "./jax.ts";
import type { Library, Runner } from "./library.ts";
import { openMicroml } from "./microml.ts";
import { openOnnx } from "./onnx.ts";
import { openPeak } from "./peak.ts";
import type { Answer, Request } from "./protocol.ts";
import { openTfjs } from "./tfjs.ts";

const openers: Readonly<Record<string, () => Library | Promise<Library>>> = {
  microml: openMicroml,
  "tfjs-wasm": () => openTfjs("wasm"),
  "tfjs-cpu": () => openTfjs("cpu"),
  "jax-js": openJax,
  "onnxruntime-web": openOnnx,
  peak: openPeak,
};

let library: Library | null = null;
let runner: Runner | null = null;
/** Milliseconds one run takes, as far as is known. */
let estimate = 0;

/** Shorter stretches than this are not timed alone. */
const shortest = 4;

/** Milliseconds of one run, measured over stretches that each end with a look at the result. */
async function measure({ run, touch }: Runner, milliseconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  do {
    const repeats = Math.max(1, Math.ceil(shortest / Math.max(estimate, 1e-5)));
    const start = performance.now();
    for (let repeat = 0; repeat < repeats; repeat++) {
      const pending = run();
      if (pending !== undefined) await pending;
    }
    touch();
    estimate = (performance.now() - start) / repeats;
    times.push(estimate);
  } while (performance.now() < end);
  return times;
}

async function answer(request: Request): Promise<Answer> {
  if (request.kind === "open") {
    library = await openers[request.library]!();
    return { version: library.version };
  }
  if (request.kind === "prepare") {
    runner?.release?.();
    runner = null;
    runner = await library!.prepare(request.task, request.task.inputs.map(makeInput));
    const fingerprints: number[][] = [];
    let first = 0;
    for (let index = 0; index < request.task.checkedRuns; index++) {
      const start = performance.now();
      await runner.run();
      estimate = performance.now() - start;
      fingerprints.push(takeFingerprint(runner.read()));
      if (index === 0) first = performance.now() - start;
    }
    return { fingerprint: fingerprints.flat(), first };
  }
  return { times: await measure(runner!, request.milliseconds) };
}

// Libraries greet their users on standard output, which belongs to the answers.
console.log = console.error;
for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as Request).catch((error: unknown) => ({
    error: String(error instanceof Error ? error.message : error),
  }));
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
process.exit(0);
