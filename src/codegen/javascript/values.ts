/** A program without loops: numbered values and effects in order, equal values once; knows no kernel and no text. */

import { type DType, dtypes } from "../../base/dtype.ts";
import type { ElementwiseOp } from "../../graph/op.ts";
import { type ElementwiseName, elementwise } from "../../ops/elementwise.ts";
import { type ReductionName, reductions } from "../../ops/reduction.ts";

/** A value's number. */
export type ValueId = number;

/** What computes a value; `array` is the name of an array in generated code. */
export type Value =
  | { readonly kind: "constant"; readonly dtype: DType; readonly value: number }
  | { readonly kind: "load"; readonly dtype: DType; readonly array: string; readonly index: number }
  | {
      readonly kind: "gather";
      readonly dtype: DType;
      readonly array: string;
      readonly index: number;
      readonly stride: number;
      readonly operands: readonly [position: ValueId];
    }
  | {
      readonly kind: "apply";
      readonly dtype: DType;
      readonly op: ElementwiseName;
      readonly operands: readonly ValueId[];
    }
  | {
      readonly kind: "fold";
      readonly dtype: DType;
      readonly op: ReductionName;
      readonly operands: readonly [accumulator: ValueId, value: ValueId];
    };

/** What is done to the world, in order. */
export type Effect =
  | {
      readonly kind: "store";
      readonly array: string;
      readonly index: number;
      readonly operands: readonly [ValueId];
    }
  | {
      readonly kind: "check";
      readonly limit: number;
      readonly fault: number;
      readonly operands: readonly [position: ValueId];
    }
  | {
      readonly kind: "scatter";
      readonly array: string;
      readonly index: number;
      readonly stride: number;
      readonly operands: readonly [position: ValueId, value: ValueId];
    }
  | {
      readonly kind: "host";
      /** The kernel's number. */
      readonly number: number;
      readonly inputs: readonly HostInput[];
      readonly array: string;
    };

/** What a host function reads: the first elements of an array. */
export interface HostInput {
  readonly array: string;
  readonly length: number;
}

/** One line to come: a value to name or an effect, and the kernel it came from. */
export type Step = { readonly kernel: number } & (
  | { readonly value: ValueId; readonly effect: null }
  | { readonly value: null; readonly effect: Effect }
);

/** The values directly below a value or effect. */
export function operandsOf(item: Value | Effect): readonly ValueId[] {
  return "operands" in item ? item.operands : [];
}

export class ValueTable {
  readonly values: Value[] = [];
  readonly steps: Step[] = [];
  /** Arrays that some effect writes. */
  readonly written = new Set<string>();
  readonly #known = new Map<string, ValueId>();
  /** What each element of an array holds, as far as is known. */
  readonly #elements = new Map<string, Map<number, ValueId>>();
  #kernel = 0;

  /** Everything from here on belongs to this kernel. */
  enterKernel(kernel: number): void {
    this.#kernel = kernel;
  }

  #add(value: Value): ValueId {
    const id = this.values.push(value) - 1;
    if (value.kind !== "constant") this.steps.push({ kernel: this.#kernel, value: id, effect: null });
    return id;
  }

  #intern(key: string, value: Value): ValueId {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = this.#add(value);
    this.#known.set(key, id);
    return id;
  }

  constant(dtype: DType, value: number): ValueId {
    const text = Object.is(value, -0) ? "-0" : String(value);
    return this.#intern(`${dtype} ${text}`, { kind: "constant", dtype, value });
  }

  apply(op: ElementwiseName, dtype: DType, operands: readonly ValueId[]): ValueId {
    const numbers = operands.map((id) => this.values[id]!);
    if (numbers.every((operand) => operand.kind === "constant")) {
      // rounded at each step, since a constant counts as stored: what jumps compares it as it is
      const { scalar, wrapping }: ElementwiseOp = elementwise[op];
      const evaluate = (dtype === "i32" ? wrapping : null) ?? scalar;
      const result = evaluate(...numbers.map((operand) => operand.value));
      return this.constant(dtype, dtypes[dtype].round(result));
    }
    return this.#intern(`${op} ${dtype} ${operands.join()}`, { kind: "apply", dtype, op, operands });
  }

  fold(op: ReductionName, dtype: DType, accumulator: ValueId, value: ValueId): ValueId {
    return this.#add({ kind: "fold", dtype, op, operands: [accumulator, value] });
  }

  /** The balanced fold of some values: the shortest chain of dependent steps, and the smallest rounding error. */
  foldAll(op: ReductionName, dtype: DType, values: readonly ValueId[]): ValueId {
    const initial = this.constant(dtype, reductions[op].initial(dtype));
    // −0 + −0 is −0 but 0 + −0 + −0 is 0: only there does the start show
    const showsStart = reductions[op].accumulation === "additive";
    let level = values.length === 0 || showsStart ? [...values, initial] : [...values];
    while (level.length > 1) {
      const next: ValueId[] = [];
      for (let index = 0; index + 1 < level.length; index += 2) {
        next.push(this.fold(op, dtype, level[index]!, level[index + 1]!));
      }
      if (level.length % 2 === 1) next.push(level.at(-1)!);
      level = next;
    }
    return level[0]!;
  }

  #elementsOf(array: string): Map<number, ValueId> {
    const known = this.#elements.get(array) ?? new Map<number, ValueId>();
    this.#elements.set(array, known);
    return known;
  }

  /** The element an array holds now: what was stored there last, or one read of it. */
  load(array: string, index: number, dtype: DType): ValueId {
    const elements = this.#elementsOf(array);
    const known = elements.get(index);
    if (known !== undefined) return known;
    const id = this.#add({ kind: "load", dtype, array, index });
    elements.set(index, id);
    return id;
  }

  /** Notes an element's new value; where the array is `real`, it is written as well. */
  store(array: string, index: number, value: ValueId, real: boolean): void {
    this.#elementsOf(array).set(index, value);
    if (real) this.#effect({ kind: "store", array, index, operands: [value] });
  }

  check(position: ValueId, limit: number, fault: number): void {
    const known = this.values[position]!;
    const passes =
      known.kind === "constant" && Number.isInteger(known.value) && known.value >= 0 && known.value < limit;
    if (!passes) this.#effect({ kind: "check", limit, fault, operands: [position] });
  }

  /** The element at `index + stride·position`; positions are checked before. */
  gather(array: string, index: number, stride: number, position: ValueId, dtype: DType): ValueId {
    const known = this.values[position]!;
    if (known.kind === "constant") return this.load(array, index + stride * known.value, dtype);
    return this.#add({ kind: "gather", dtype, array, index, stride, operands: [position] });
  }

  /** Adds to the element at `index + stride·position`; what the array held is no longer known. */
  scatter(array: string, index: number, stride: number, position: ValueId, value: ValueId): void {
    this.#elements.delete(array);
    this.#effect({ kind: "scatter", array, index, stride, operands: [position, value] });
  }

  /** Fills an array by the host function of a kernel; what the array held is no longer known. */
  host(number: number, inputs: readonly HostInput[], array: string): void {
    this.#elements.delete(array);
    this.#effect({ kind: "host", number, inputs, array });
  }

  #effect(effect: Effect): void {
    if (effect.kind !== "check") this.written.add(effect.array);
    this.steps.push({ kernel: this.#kernel, value: null, effect });
  }
}
