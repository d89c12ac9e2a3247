/** Open loops and the running addresses they keep: one local per distinct step pattern, so that no step multiplies; knows no expression. */

import { type DType, dtypes } from "../../base/dtype.ts";
import type { Access } from "../../graph/access.ts";
import type { BufferId } from "../../kernel/scalar.ts";
import { type LoopAxis, strideAlong, type Test } from "../axes.ts";
import { type Count, pushCount } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";

/** Where a buffer starts: a local that holds an address, or nothing, plus constant bytes. */
export interface Location {
  readonly dtype: DType;
  readonly base: Local | null;
  readonly constant: number;
  /** Whether the caller may have given the same memory for another buffer too. */
  readonly mayAlias?: boolean;
}

/** A walk over memory (or over plain numbers): its bytes per step of each loop and its start. */
export interface Place {
  readonly base: Local | null;
  /** Bytes per step, in the order of the nest's axes. */
  readonly strides: readonly number[];
  readonly constant: number;
  /** Whether addresses never fall below the base, so that the constant can stand in the instruction. */
  readonly ascends: boolean;
  /** Places of one key share their running local. */
  readonly key: string;
}

/** A loop's start, end and step. */
export interface Bounds {
  readonly from?: Count;
  readonly to?: Count;
  readonly step?: number;
  /** What is known of both bounds where locals hold them. */
  readonly within?: readonly [low: number, high: number];
}

/** Where an open axis stands: index = counter + lane, known to lie in `[low, high)`. */
interface Position {
  readonly counter: Local | null;
  readonly low: number;
  readonly high: number;
  lane: number;
}

export class Nest {
  readonly axes: readonly LoopAxis[];
  readonly f: FunctionWriter;
  readonly #positions = new Map<LoopAxis, Position>();
  readonly #running = new Map<string, Local[]>();
  readonly #closers: (() => void)[] = [];
  readonly #places = new Map<Access, Map<number, Place>>();
  readonly #locations: ReadonlyMap<BufferId, Location>;

  constructor(f: FunctionWriter, axes: readonly LoopAxis[], locations: ReadonlyMap<BufferId, Location>) {
    this.f = f;
    this.axes = axes;
    this.#locations = locations;
  }

  locationOf(buffer: BufferId): Location {
    return this.#locations.get(buffer)!;
  }

  /** Where an access walks in a buffer, or, for `null`, the number it names. */
  placeOf(buffer: BufferId | null, access: Access): Place {
    const known = this.#places.get(access) ?? new Map<number, Place>();
    this.#places.set(access, known);
    const place =
      known.get(buffer ?? -1) ?? this.makePlace(buffer === null ? null : this.locationOf(buffer), access);
    known.set(buffer ?? -1, place);
    return place;
  }

  makePlace(location: Location | null, access: Access): Place {
    const bytes = location === null ? 1 : dtypes[location.dtype].bytes;
    const strides = this.axes.map((axis) => strideAlong(access, axis) * bytes);
    const constant = (location?.constant ?? 0) + access.offset * bytes;
    const base = location?.base ?? null;
    const ascends = location !== null && access.offset >= 0 && strides.every((stride) => stride >= 0);
    const key = `${base} ${strides.join()}${ascends ? "" : ` ${constant}`}`;
    return { base, strides, constant, ascends, key };
  }

  /** Opens a loop of at least one step, in which the addresses of `places` keep step. */
  open(axis: LoopAxis, places: Iterable<Place>, bounds: Bounds = {}): void {
    const { f } = this;
    const { from = 0, to = axis.size, step = 1, within = [0, axis.size] } = bounds;
    const number = this.axes.indexOf(axis);
    f.beginScope();
    const entered: Local[][] = [];
    const steps: { local: Local; by: number }[] = [];
    const seen = new Set<string>();
    for (const place of places) {
      const stride = place.strides[number]!;
      if (stride === 0 || seen.has(place.key)) continue;
      seen.add(place.key);
      this.#pushStart(place);
      if (from !== 0) {
        pushCount(f, from, stride);
        f.emit("i32.add");
      }
      const local = f.keep("i32");
      const stack = this.#running.get(place.key) ?? [];
      this.#running.set(place.key, stack);
      stack.push(local);
      entered.push(stack);
      steps.push({ local, by: stride * step });
    }
    pushCount(f, from);
    const counter = f.keep("i32");
    const low = typeof from === "number" ? from : within[0];
    const high = typeof to === "number" ? to : within[1];
    this.#positions.set(axis, { counter, low, high, lane: 0 });
    f.emit("loop", 0x40);
    this.#closers.push(() => {
      for (const { local, by } of steps) f.increment(local, by);
      f.get(counter);
      f.emit("i32.const", step);
      f.emit("i32.add");
      f.emit("local.tee", counter);
      pushCount(f, to);
      f.emit("i32.lt_s");
      f.emit("br_if", 0);
      f.emit("end");
      this.#positions.delete(axis);
      for (const stack of entered) stack.pop();
      f.endScope();
    });
  }

  /** Closes the loop opened last. */
  close(): void {
    this.#closers.pop()!();
  }

  /** Pushes a place's present address, without the constant where that stands in instructions. */
  #pushStart(place: Place): void {
    const running = this.#running.get(place.key)?.at(-1);
    if (running !== undefined) {
      this.f.get(running);
      return;
    }
    if (place.base !== null) this.f.get(place.base);
    const constant = place.ascends ? 0 : place.constant;
    if (place.base === null || constant !== 0) this.f.emit("i32.const", constant);
    if (place.base !== null && constant !== 0) this.f.emit("i32.add");
  }

  /** Moves an open axis by a constant number of steps. */
  setLane(axis: LoopAxis, lane: number): void {
    this.#positions.get(axis)!.lane = lane;
  }

  /** Opens an axis at one index, without a loop. */
  fix(axis: LoopAxis, index: number): void {
    this.#positions.set(axis, { counter: null, low: index, high: index + 1, lane: index });
  }

  /** Forgets an axis that was fixed. */
  release(axis: LoopAxis): void {
    this.#positions.delete(axis);
  }

  isOpen(axis: LoopAxis): boolean {
    return this.#positions.has(axis);
  }

  strideOf(place: Place, axis: LoopAxis): number {
    return place.strides[this.axes.indexOf(axis)]!;
  }

  /** Pushes the address of a place, moved by `extra` bytes, and returns what an instruction adds to it. */
  pushAddress(place: Place, extra = 0): number {
    let constant = (place.ascends ? place.constant : 0) + extra;
    for (const [axis, { lane }] of this.#positions) {
      if (lane !== 0) constant += this.strideOf(place, axis) * lane;
    }
    this.#pushStart(place);
    if (constant >= 0) return constant;
    this.f.emit("i32.const", constant);
    this.f.emit("i32.add");
    return 0;
  }

  /**
   * The same, moved on by `position` steps of so many bytes. An instruction adds to its address without wrapping, so that
   * the constant must come first where steps lead back.
   */
  pushMovedAddress(place: Place, position: Local, step: number, extra = 0): number {
    const { f } = this;
    const constant = this.pushAddress(place, extra);
    f.get(position);
    f.emit("i32.const", step);
    f.emit("i32.mul");
    f.emit("i32.add");
    if (step >= 0 || constant === 0) return constant;
    f.emit("i32.const", constant);
    f.emit("i32.add");
    return 0;
  }

  /** Pushes the number an access without a buffer names. */
  pushIndex(place: Place): void {
    const constant = this.pushAddress(place);
    if (constant === 0) return;
    this.f.emit("i32.const", constant);
    this.f.emit("i32.add");
  }

  /** Pushes the index an open axis stands at. */
  pushPosition(axis: LoopAxis): void {
    const { counter, lane } = this.#positions.get(axis)!;
    if (counter === null) {
      this.f.emit("i32.const", lane);
      return;
    }
    this.f.get(counter);
    if (lane === 0) return;
    this.f.emit("i32.const", lane);
    this.f.emit("i32.add");
  }

  /** The tests that are not decided by where their axes stand, or `false` where one fails. */
  undecided(tests: readonly Test[]): Test[] | false {
    const rest: Test[] = [];
    for (const test of tests) {
      const { low, high } = this.#positions.get(test.axis)!;
      if (high <= test.low || low >= test.high) return false;
      if (low < test.low || high > test.high) rest.push(test);
    }
    return rest;
  }

  /** Pushes whether all tests hold: low ≤ index < high, as one unsigned comparison each. */
  pushTests(tests: readonly Test[]): void {
    tests.forEach(({ axis, low, high }, number) => {
      this.pushPosition(axis);
      this.f.emit("i32.const", low);
      this.f.emit("i32.sub");
      this.f.emit("i32.const", high - low);
      this.f.emit("i32.lt_u");
      if (number > 0) this.f.emit("i32.and");
    });
  }
}
