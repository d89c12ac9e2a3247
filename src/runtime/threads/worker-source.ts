/** What a worker runs, as text: so it needs no file, whatever packed or bundled this package; knows no page and no Node. */

import { endedMark, faultWords, forgottenSlots, wordCount, words } from "./control-block.ts";

/** Looks at the job's number before a worker goes to sleep: some tens of microseconds, about what waking up takes. */
const looks = 4000;

/**
 * Sleeps until a job is published, takes chunks until none is left, and so on. A module is compiled from its bytes in
 * shared memory by the first worker's chunk that needs it, so nothing is ever sent and no event awaited. It comes in text
 * of its own rather than from a function's `toString`, which tools that rewrite code would break.
 */
export const workerSource = `"use strict";
function serve({ memory, control, index }) {
  const words = new Int32Array(memory.buffer, control, ${wordCount});
  const mine = ${words.faultStart} + ${faultWords} * index;
  const position = new Float64Array(memory.buffer, control + 4 * (mine + 2), 1);
  const programs = new Map();
  let forgotten = 0;
  class Refusal {
    constructor(fault, at) { this.fault = fault; this.at = at; }
  }
  const refuse = (fault, at) => { throw new Refusal(fault, at); };
  const elsewhere = () => { throw new Error("a function that only the calling thread has"); };
  const enlist = (program) => {
    const module = new WebAssembly.Module(
      new Uint8Array(memory.buffer, words[${words.module}] >>> 0, words[${words.moduleBytes}]).slice(),
    );
    const globalOf = (value) => new WebAssembly.Global({ value: "i32", mutable: false }, value);
    const host = {
      memory,
      refuse,
      share: elsewhere,
      scratch: globalOf((words[${words.scratch}] + index * words[${words.scratchStride}]) | 0),
      shared: globalOf(words[${words.shared}]),
    };
    for (const { kind, name } of WebAssembly.Module.imports(module)) {
      if (kind === "function" && !(name in host)) host[name] = Math[name] ?? elsewhere;
    }
    const { exports } = new WebAssembly.Instance(module, { host });
    programs.set(program, exports);
    return exports;
  };
  const forget = () => {
    const count = Atomics.load(words, ${words.forgotten});
    if (count - forgotten > ${forgottenSlots}) programs.clear();
    else for (; forgotten < count; forgotten++) programs.delete(words[${words.forgottenStart} + (forgotten % ${forgottenSlots})]);
    forgotten = count;
  };
  const runChunk = (chunk) => {
    const program = words[${words.program}];
    const exports = programs.get(program) ?? enlist(program);
    const begin = chunk * words[${words.step}];
    exports["kernel" + words[${words.kernel}]](begin, Math.min(begin + words[${words.step}], words[${words.size}]));
  };
  const finish = (chunks) => {
    Atomics.add(words, ${words.done}, chunks);
    Atomics.notify(words, ${words.done});
  };
  const work = () => {
    for (;;) {
      const left = Atomics.sub(words, ${words.left}, 1);
      if (left <= 0) return;
      const chunk = words[${words.count}] - left;
      let chunks = 1;
      try {
        runChunk(chunk);
      } catch (error) {
        if (!(error instanceof Refusal)) {
          finish(${endedMark});
          throw error;
        }
        words[mine] = chunk + 1;
        words[mine + 1] = error.fault;
        position[0] = error.at;
        chunks += Math.max(Atomics.exchange(words, ${words.left}, 0), 0);
      }
      finish(chunks);
    }
  };
  Atomics.add(words, ${words.ready}, 1);
  for (;;) {
    const job = Atomics.load(words, ${words.job});
    forget();
    work();
    let looks = ${looks};
    while (looks > 0 && Atomics.load(words, ${words.job}) === job) looks--;
    Atomics.wait(words, ${words.job}, job);
  }
}
const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
if (threads === undefined) globalThis.onmessage = ({ data }) => serve(data);
else serve(threads.workerData);
`;
