/** Writes a program without loops as functions of bounded size that hand values over through a scratch array; knows no kernel. */

import type { DType } from "../../base/dtype.ts";
import { hostName, printCheck, printLoad, printStep, printStore } from "./buffers.ts";
import { type Operand, printExpression, printFold } from "./expressions.ts";
import { printConstant, SourceWriter, stripBrackets } from "./text.ts";
import { type Effect, operandsOf, type Step, type Value, type ValueId, type ValueTable } from "./values.ts";

/** V8 stops optimising a function somewhere above 2,000 operations; this keeps well below. */
const stepsPerChunk = 1000;
/** An inlined text longer than this gets a name of its own. */
const longestInlined = 160;

/** The name of the array that hands values from chunk to chunk. */
export const spillName = "spill";

/** A function's statements and the callers' arrays they name. */
export interface Chunk {
  readonly lines: readonly string[];
  readonly slots: readonly string[];
}

export interface StraightLine {
  readonly chunks: readonly Chunk[];
  readonly spilled: number;
}

/** The steps whose results something outside depends on, in order. */
function findLive({ steps, values }: ValueTable): Step[] {
  const live = new Set<ValueId>();
  const kept = steps.toReversed().filter(({ value, effect }) => {
    if (value !== null && !live.has(value)) return false;
    for (const operand of operandsOf(effect ?? values[value]!)) live.add(operand);
    return true;
  });
  return kept.reverse();
}

/** How often each value is named. */
function countUses(steps: readonly Step[], values: readonly Value[]): Map<ValueId, number> {
  const uses = new Map<ValueId, number>();
  for (const { value, effect } of steps) {
    for (const operand of operandsOf(effect ?? values[value]!))
      uses.set(operand, (uses.get(operand) ?? 0) + 1);
  }
  return uses;
}

class ChunkWriter {
  readonly #table: ValueTable;
  readonly #headlines: readonly string[];
  readonly #uses: ReadonlyMap<ValueId, number>;
  /** The spill slot of each value that a later chunk names. */
  readonly #slots: ReadonlyMap<ValueId, number>;
  readonly #texts = new Map<ValueId, string>();
  readonly #arrays = new Set<string>();
  readonly #writer = new SourceWriter();

  constructor(
    table: ValueTable,
    headlines: readonly string[],
    uses: ReadonlyMap<ValueId, number>,
    slots: ReadonlyMap<ValueId, number>,
  ) {
    this.#table = table;
    this.#headlines = headlines;
    this.#uses = uses;
    this.#slots = slots;
  }

  write(steps: readonly Step[]): Chunk {
    let kernel = -1;
    for (const step of steps) {
      if (step.kernel !== kernel)
        this.#writer.line(`// kernel ${step.kernel}: ${this.#headlines[step.kernel]}`);
      kernel = step.kernel;
      if (step.effect !== null) this.#writeEffect(step.effect);
      else this.#writeValue(step.value, this.#table.values[step.value]!);
    }
    return { lines: this.#writer.lines, slots: [...this.#arrays].sort() };
  }

  #touch(array: string): string {
    if (!array.startsWith("memory")) this.#arrays.add(array);
    return array;
  }

  /** The text of a value where it is used; from another chunk it is read again or taken from the spill array. */
  #text(id: ValueId): string {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const value = this.#table.values[id]!;
    if (value.kind === "constant") return printConstant(value.dtype, value.value);
    const slot = this.#slots.get(id);
    if (slot === undefined) this.#assign(id, this.#print(value));
    else this.#assign(id, printLoad({ dtype: value.dtype, array: spillName, base: 0 }, "", slot));
    return this.#texts.get(id)!;
  }

  /** The text of a value as a bare name or literal. */
  #named(id: ValueId): string {
    const text = this.#text(id);
    if (!text.startsWith("(")) return text;
    if (this.#table.values[id]!.kind === "constant") return text;
    this.#assign(id, text);
    return this.#texts.get(id)!;
  }

  #assign(id: ValueId, text: string): void {
    this.#writer.line(`const v${id} = ${stripBrackets(text)};`);
    this.#texts.set(id, `v${id}`);
  }

  #operand(id: ValueId): Operand {
    const value = this.#table.values[id]!;
    const isStored =
      value.kind === "constant" || (value.kind === "load" && !value.array.startsWith("memory"));
    return { text: this.#text(id), dtype: value.dtype, isStored };
  }

  #print(value: Exclude<Value, { kind: "constant" }>): string {
    switch (value.kind) {
      case "load":
        return printLoad({ dtype: value.dtype, array: this.#touch(value.array), base: 0 }, "", value.index);
      case "gather": {
        const step = printStep(this.#named(value.operands[0]), value.stride);
        return printLoad({ dtype: value.dtype, array: this.#touch(value.array), base: 0 }, step, value.index);
      }
      case "apply":
        return printExpression(
          value.op,
          value.dtype,
          value.operands.map((operand) => this.#operand(operand)),
        );
      case "fold": {
        const [accumulator, next] = value.operands;
        return printFold(value.op, value.dtype, this.#text(accumulator), this.#text(next));
      }
    }
  }

  #writeValue(id: ValueId, value: Value): void {
    if (value.kind === "constant") return;
    const slot = this.#slots.get(id);
    const text = this.#print(value);
    const mayInline = slot === undefined && (value.kind === "apply" || value.kind === "fold");
    if (mayInline && this.#uses.get(id) === 1 && text.length <= longestInlined) {
      this.#texts.set(id, `(${text})`);
      return;
    }
    this.#assign(id, text);
    if (slot !== undefined) this.#write(spillName, "f64", "", slot, id);
  }

  #write(array: string, dtype: DType, index: string, constant: number, id: ValueId): void {
    const from = this.#table.values[id]!.dtype;
    this.#writer.line(printStore({ dtype, array, base: 0 }, index, constant, this.#text(id), from));
  }

  #writeEffect(effect: Effect): void {
    switch (effect.kind) {
      case "store": {
        const [id] = effect.operands;
        this.#write(this.#touch(effect.array), this.#table.values[id]!.dtype, "", effect.index, id);
        return;
      }
      case "check": {
        const [id] = effect.operands;
        this.#writer.line(
          printCheck(this.#named(id), this.#table.values[id]!.dtype, effect.limit, effect.fault),
        );
        return;
      }
      case "scatter": {
        const [position, id] = effect.operands;
        const place = printStep(this.#named(position), effect.stride);
        const array = this.#touch(effect.array);
        const { dtype } = this.#table.values[id]!;
        const old = printLoad({ dtype, array, base: 0 }, place, effect.index);
        const sum = `(${printFold("sum", dtype, old, this.#text(id))})`;
        this.#writer.line(printStore({ dtype, array, base: 0 }, place, effect.index, sum, dtype));
        return;
      }
      case "host": {
        const inputs = effect.inputs.map(
          ({ array, length }) => `${this.#touch(array)}.subarray(0, ${length})`,
        );
        const call = `${hostName}(${[effect.number, ...inputs].join(", ")})`;
        this.#writer.line(`${this.#touch(effect.array)}.set(${call});`);
      }
    }
  }
}

/** Writes all live steps; `headlines` describe the kernels by number. */
export function writeStraightLine(table: ValueTable, headlines: readonly string[]): StraightLine {
  const steps = findLive(table);
  const uses = countUses(steps, table.values);
  const chunkOf = new Map<ValueId, number>();
  const slots = new Map<ValueId, number>();
  const parts: Step[][] = [];
  for (const step of steps) {
    if (parts.length === 0 || parts.at(-1)!.length === stepsPerChunk) parts.push([]);
    parts.at(-1)!.push(step);
    const number = parts.length - 1;
    if (step.value !== null) chunkOf.set(step.value, number);
    for (const operand of operandsOf(step.effect ?? table.values[step.value]!)) {
      const value = table.values[operand]!;
      const isReread =
        value.kind === "constant" || (value.kind === "load" && !table.written.has(value.array));
      if (!isReread && chunkOf.get(operand) !== number && !slots.has(operand)) slots.set(operand, slots.size);
    }
  }
  const chunks = parts.map((part) => new ChunkWriter(table, headlines, uses, slots).write(part));
  return { chunks, spilled: slots.size };
}
