/** Workers that take chunks of large kernels while the calling thread does the same; knows no program's contents. */

import { ThreadError } from "../../base/errors.ts";
import type { SharedKernel, SharedProgram, Team } from "../../codegen/wasm/index.ts";
import type { Heap } from "../heap.ts";
import { endedMark, faultWords, forgottenSlots, wordCount, words } from "./control-block.ts";
import { Pacing } from "./pacing.ts";
import { type StartedWorker, startWorker } from "./start-worker.ts";
import { workerSource } from "./worker-source.ts";

export interface ThreadPoolOptions {
  /** Kernels that take less than this are left to one thread. */
  readonly leastNanoseconds?: number;
  /** Milliseconds without a finished chunk, beyond fifty chunks' time, after which a worker counts as ended. */
  readonly patience?: number;
  /** What workers run. */
  readonly source?: string;
  /** Whether kernels are left to one thread for a while after sharing one has taken longer; `true` by default. */
  readonly backsOff?: boolean;
}

/** Chunks for every thread, so that one that is held up leaves its share to the others. */
const chunksPerThread = 4;
/** How much longer than the calling thread's slowest chunk another one may take. */
const slowness = 50;
/** Looks at the finished chunks before the calling thread goes to sleep. */
const looks = 4000;
/** Milliseconds of one sleep. */
const longestSleep = 50;

/** How a kernel is cut: so many chunks of so many indices of `size`. */
interface Cut {
  readonly count: number;
  readonly step: number;
  readonly size: number;
}

/** A program's place in shared memory, made for a number of workers. */
interface Enlisted {
  readonly number: number;
  readonly workers: number;
  readonly module: number;
  readonly scratch: number;
  readonly scratchStride: number;
}

/** The chunk that was refused first, and how to say so. */
interface Refused {
  readonly chunk: number;
  readonly raise: () => never;
}

/** Whether this thread may sleep on a word, as the main thread of a page may not. */
function canSleep(word: Int32Array<ArrayBufferLike>): boolean {
  try {
    return Atomics.wait(word, 0, Atomics.load(word, 0) + 1, 0) === "not-equal";
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

export class ThreadPool implements Team {
  readonly leastNanoseconds: number;
  readonly heap: Heap;
  readonly #patience: number;
  readonly #source: string;
  #workers: StartedWorker[] = [];
  #control = 0;
  #words: Int32Array<ArrayBufferLike> = new Int32Array(0);
  #faultPositions: Float64Array<ArrayBufferLike> = new Float64Array(0);
  /** Asked once for every set of workers. */
  #sleeps = false;
  readonly #backsOff: boolean;
  readonly #pacing = new Pacing();
  #programs = 0;
  #chunksByWorkers = 0;
  readonly #enlisted = new WeakMap<SharedProgram, Enlisted>();
  /** Says when a program's owner has been collected. */
  readonly #collected: FinalizationRegistry<number>;

  constructor(heap: Heap, options: ThreadPoolOptions = {}) {
    this.heap = heap;
    this.leastNanoseconds = options.leastNanoseconds ?? 150_000;
    this.#patience = options.patience ?? 2000;
    this.#source = options.source ?? workerSource;
    this.#backsOff = options.backsOff ?? true;
    this.#collected = new FinalizationRegistry((number) => this.#forget(number));
  }

  /** How many threads take part, the calling one included. */
  get threads(): number {
    return this.#workers.length + 1;
  }

  /** How many chunks workers have done. */
  get chunksByWorkers(): number {
    return this.#chunksByWorkers;
  }

  /** How many workers have come up since they were last started. */
  get ready(): number {
    return this.#workers.length === 0 ? 0 : Atomics.load(this.#words, words.ready);
  }

  /** Ends all workers and starts those that make `threads` with the calling one; none is left where one cannot start. */
  resize(threads: number): void {
    for (const worker of this.#workers) worker.stop();
    this.#workers = [];
    if (threads === 1) return;
    this.#makeControlBlock();
    try {
      for (let index = 0; index < threads - 1; index++) this.#workers.push(this.#start(index));
    } catch (error) {
      this.resize(1);
      throw error;
    }
  }

  /** A control block of its own for every set of workers: one that is about to end cannot meddle with the next. */
  #makeControlBlock(): void {
    this.#control = this.heap.allocate(4 * wordCount, keptForGood);
    const { buffer } = this.heap.memory;
    this.#words = new Int32Array(buffer, this.#control, wordCount).fill(0);
    this.#faultPositions = new Float64Array(buffer, this.#control, wordCount / 2);
    this.#sleeps = canSleep(this.#words);
  }

  #start(index: number): StartedWorker {
    const data = { memory: this.heap.memory, control: this.#control, index };
    const block = this.#control;
    const before = this.ready;
    return startWorker(this.#source, data, (reason) => {
      // one of an earlier set, or one that never came up and would not the next time
      if (this.#control !== block || this.#workers.length <= index) return;
      if (this.ready > before) this.#workers[index] = this.#start(index);
      else console.warn(`microml: a worker could not start (${reason}); its work is done by the others`);
    });
  }

  share(program: SharedProgram, kernel: SharedKernel): void {
    const { split, run } = kernel;
    if (split.prepares) run(-1, -1);
    const { size, grain } = split;
    const parts = Math.ceil(size / grain);
    const step = Math.ceil(parts / Math.min(parts, chunksPerThread * this.threads)) * grain;
    const count = Math.ceil(size / step);
    const start = performance.now();
    const canShare = count > 1 && this.#workers.length > 0;
    if (!canShare || (this.#backsOff && !this.#pacing.mayShare())) {
      run(0, size);
      this.#pacing.note(split, performance.now() - start, size);
      return;
    }
    const cut = { count, step, size };
    this.#publish(this.#enlist(program), program, kernel.number, cut);
    const { settled, slowest, refused } = this.#takeChunks(kernel, cut);
    this.#awaitOthers(count - settled, slowest, kernel.number);
    this.#pacing.weigh(split, performance.now() - start, size);
    this.#raiseFirst(refused, kernel);
  }

  /** Writes the job's words, then lets chunks be taken; the first one is the calling thread's. */
  #publish(enlisted: Enlisted, program: SharedProgram, kernel: number, { count, step, size }: Cut): void {
    const all = this.#words;
    for (let index = 0; index < this.#workers.length; index++) all[words.faultStart + faultWords * index] = 0;
    all[words.count] = count;
    all[words.step] = step;
    all[words.size] = size;
    all[words.program] = enlisted.number;
    all[words.kernel] = kernel;
    all[words.module] = enlisted.module;
    all[words.moduleBytes] = program.module.length;
    all[words.scratch] = enlisted.scratch;
    all[words.scratchStride] = enlisted.scratchStride;
    all[words.shared] = program.shared;
    Atomics.store(all, words.done, 0);
    Atomics.store(all, words.left, count - 1);
    Atomics.add(all, words.job, 1);
    Atomics.notify(all, words.job);
  }

  /** Runs chunks until none is left; `settled` are those and what nobody will take after a refusal. */
  #takeChunks(
    { run, split }: SharedKernel,
    { count, step, size }: Cut,
  ): { settled: number; slowest: number; refused: Refused | null } {
    const all = this.#words;
    let chunks = 0;
    let slowest = 0;
    for (let chunk = 0; ; ) {
      const start = performance.now();
      chunks++;
      const end = Math.min((chunk + 1) * step, size);
      try {
        run(chunk * step, end);
      } catch (error) {
        const settled = chunks + Math.max(Atomics.exchange(all, words.left, 0), 0);
        const raise = (): never => {
          throw error;
        };
        return { settled, slowest, refused: { chunk, raise } };
      }
      const elapsed = performance.now() - start;
      this.#pacing.note(split, elapsed, end - chunk * step);
      slowest = Math.max(slowest, elapsed);
      const left = Atomics.sub(all, words.left, 1);
      if (left <= 0) return { settled: chunks, slowest, refused: null };
      chunk = count - left;
    }
  }

  /**
   * Waits until workers are done with `count` chunks. No event can arrive meanwhile, so the death of a worker shows by its
   * own last word, and the others then finish theirs, or by time passing without a finished chunk.
   */
  #awaitOthers(count: number, slowest: number, kernel: number): void {
    const all = this.#words;
    const limit = this.#patience + slowness * slowest;
    let last = -1;
    let since = 0;
    for (let look = 0; ; look++) {
      const done = Atomics.load(all, words.done);
      if (done === count) break;
      const ended = Math.floor(done / endedMark);
      if (ended > 0 && (done % endedMark) + ended === count) this.#giveUp(kernel);
      const now = performance.now();
      if (done !== last) {
        last = done;
        since = now;
      }
      if (now - since > limit) this.#giveUp(kernel);
      if (look > looks && this.#sleeps) Atomics.wait(all, words.done, done, longestSleep);
    }
    this.#chunksByWorkers += count;
  }

  /** Starts all workers anew, with whatever the old ones hold left to them, and says what happened. */
  #giveUp(kernel: number): never {
    Atomics.store(this.#words, words.left, 0);
    this.resize(this.threads);
    throw new ThreadError(
      `threads: a worker ended while it ran kernel ${kernel}, so nothing was changed (call again: new workers have started)`,
    );
  }

  /** Throws for the chunk that would have been refused first on one thread, if any was. */
  #raiseFirst(own: Refused | null, { refuse }: SharedKernel): void {
    let first = own;
    for (let index = 0; index < this.#workers.length; index++) {
      const at = words.faultStart + faultWords * index;
      const chunk = this.#words[at]! - 1;
      if (chunk < 0 || (first !== null && first.chunk < chunk)) continue;
      const [fault, position] = [this.#words[at + 1]!, this.#faultPositions[at / 2 + 1]!];
      first = { chunk, raise: () => refuse(fault, position) };
    }
    first?.raise();
  }

  /** The program's bytes and the workers' scratch, in shared memory. */
  #enlist(program: SharedProgram): Enlisted {
    const known = this.#enlisted.get(program);
    const workers = this.#workers.length;
    if (known !== undefined && known.workers >= workers) return known;
    const { owner } = program;
    const module = known?.module ?? this.heap.allocate(program.module.length, owner);
    const scratchStride = Math.ceil(program.scratchBytes / 64) * 64;
    const scratch = scratchStride === 0 ? 0 : this.heap.allocate(scratchStride * workers, owner);
    new Uint8Array(this.heap.memory.buffer, module, program.module.length).set(program.module);
    const enlisted = { number: ++this.#programs, workers, module, scratch, scratchStride };
    this.#enlisted.set(program, enlisted);
    if (known !== undefined) this.#forget(known.number);
    this.#collected.unregister(program);
    this.#collected.register(owner, enlisted.number, program);
    return enlisted;
  }

  forget(program: SharedProgram): void {
    const enlisted = this.#enlisted.get(program);
    if (enlisted === undefined) return;
    this.#enlisted.delete(program);
    this.#collected.unregister(program);
    this.#forget(enlisted.number);
  }

  /** Wakes the workers to drop a program; none is running. */
  #forget(number: number): void {
    if (this.#workers.length === 0) return;
    const all = this.#words;
    const count = Atomics.load(all, words.forgotten);
    all[words.forgottenStart + (count % forgottenSlots)] = number;
    Atomics.store(all, words.forgotten, count + 1);
    Atomics.add(all, words.job, 1);
    Atomics.notify(all, words.job);
  }
}

/** What owns control blocks: workers on their way out may still look at theirs. */
const keptForGood = {};
