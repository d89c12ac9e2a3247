/** Formulas written for several vectors side by side, instruction by instruction; knows no formula and no loop. */

import type { FunctionWriter, Local } from "./function-writer.ts";
import type { VectorInstruction } from "./instructions.ts";

/** What a formula of nothing but vectors is written with. */
export type VectorWriter = Pick<
  FunctionWriter,
  "vector" | "multiplyAdd" | "shift" | "shuffle" | "f32" | "f64" | "i32"
>;

/** The locals of one value, one for each vector; a single one where all vectors share it. */
export type Bundle = readonly Local[];

/**
 * Takes the place of a function's writer while a formula is written: each step is written for all vectors before the next.
 * Steps of one vector wait for each other, those of several do not; some engines keep the order they are given.
 */
export class LockstepWriter implements VectorWriter {
  readonly #f: FunctionWriter;
  readonly #bundles: Bundle[] = [];

  constructor(f: FunctionWriter) {
    this.#f = f;
  }

  /** Writes a formula over bundles. */
  apply(operands: readonly Bundle[], formula: (f: VectorWriter, ...operands: Local[]) => Local): Bundle {
    const names = operands.map((bundle) => this.#name(bundle));
    const result = this.#bundleOf(formula(this, ...names));
    this.#bundles.length = 0;
    return result;
  }

  vector(name: VectorInstruction, ...operands: readonly [Local, Local?, Local?]): Local {
    const bundles = operands.map((operand) => this.#bundleOf(operand!));
    return this.#each(bundles, (first, second, third) => this.#f.vector(name, first!, second, third));
  }

  multiplyAdd(kind: "f32x4" | "f64x2", a: Local, b: Local, c: Local): Local {
    const bundles = [this.#bundleOf(a), this.#bundleOf(b), this.#bundleOf(c)];
    return this.#each(bundles, (x, y, z) => this.#f.multiplyAdd(kind, x!, y!, z!));
  }

  shift(name: Parameters<FunctionWriter["shift"]>[0], x: Local, by: number): Local {
    return this.#each([this.#bundleOf(x)], (local) => this.#f.shift(name, local!, by));
  }

  shuffle(a: Local, b: Local, words: readonly [number, number, number, number]): Local {
    const bundles = [this.#bundleOf(a), this.#bundleOf(b)];
    return this.#each(bundles, (first, second) => this.#f.shuffle(first!, second!, words));
  }

  f32(value: number): Local {
    return this.#f.f32(value);
  }

  f64(value: number): Local {
    return this.#f.f64(value);
  }

  i32(value: number): Local {
    return this.#f.i32(value);
  }

  #each(bundles: readonly Bundle[], write: (...locals: Local[]) => Local): Local {
    return this.#name(mapBundles(bundles, write));
  }

  /** Bundles go by negative numbers, which no local has. */
  #name(bundle: Bundle): Local {
    return -this.#bundles.push(bundle);
  }

  #bundleOf(name: Local): Bundle {
    return name < 0 ? this.#bundles[-name - 1]! : [name];
  }
}

/** Writes something for each vector in turn; once if the vectors share all operands. */
export function mapBundles(bundles: readonly Bundle[], write: (...locals: Local[]) => Local): Local[] {
  const count = bundles.reduce((most, { length }) => Math.max(most, length), 1);
  return Array.from({ length: count }, (_, at) => write(...bundles.map((bundle) => localAt(bundle, at))));
}

/** A bundle's local for one of the vectors. */
export function localAt(bundle: Bundle, at: number): Local {
  return bundle[at] ?? bundle[0]!;
}
