/** Writes the expressions of a kernel as local constants, each once and as far out as its loops allow; knows no kernel kind. */

import type { DType } from "../../base/dtype.ts";
import type { Scalar } from "../../kernel/scalar.ts";
import { type GuardBlock, Placement } from "../placement.ts";
import { type Location, printCheck, printLoad, printStep } from "./buffers.ts";
import { type Operand, printExpression } from "./expressions.ts";
import type { Pointers } from "./pointers.ts";
import type { Rounds } from "./rounding.ts";
import { printConstant, printNumber, printSum, type SourceWriter } from "./text.ts";

/** Whether a value has exactly its element type's precision, having come from memory. */
function isStored(scalar: Scalar): boolean {
  let current = scalar;
  while (current.kind === "guard") current = current.inner;
  return current.kind !== "apply" && current.kind !== "reduced";
}

export class Body {
  readonly #writer: SourceWriter;
  readonly #pointers: Pointers;
  readonly #locations: readonly Location[];
  readonly #rounds: Rounds;
  readonly #placement: Placement<string>;
  #count = 0;

  constructor(
    writer: SourceWriter,
    pointers: Pointers,
    locations: readonly Location[],
    rounds: Rounds,
    roots: readonly Scalar[],
  ) {
    this.#writer = writer;
    this.#pointers = pointers;
    this.#locations = locations;
    this.#rounds = rounds;
    this.#placement = new Placement(pointers, roots, ({ dtype, value }) => printConstant(dtype, value));
  }

  /** The text of an expression that has been written; it fits after any operator. */
  text(scalar: Scalar): string {
    return this.#placement.valueOf(scalar);
  }

  /** Names the finished reduction; expressions over it can be written from now on. */
  setReduced(text: string, dtype: DType): void {
    const rounds = this.#rounds({ kind: "reduced", dtype });
    this.#placement.setReduced(rounds ? `Math.fround(${text})` : text);
  }

  /** What is written from here on is forgotten at the matching `leave`, which returns it. */
  enter(texts?: Map<Scalar, string>): void {
    this.#placement.enter(texts);
  }

  leave(): Map<Scalar, string> {
    return this.#placement.leave();
  }

  /** Writes all of `roots` and below that the open loops already determine. */
  write(roots: readonly Scalar[]): void {
    this.#placement.write(roots, null, (scalar) => this.#writeOne(scalar));
  }

  /** Writes one expression whose operands are written, or opens the block of a guard and returns what belongs in it. */
  #writeOne(scalar: Scalar): GuardBlock | null {
    switch (scalar.kind) {
      case "constant":
      case "reduced":
        return null;
      case "index": {
        const { name, constant } = this.#pointers.offsetOf(scalar.access);
        this.#name(scalar, name === "" ? printNumber(constant) : `(${printSum(name, constant)})`);
        return null;
      }
      case "load":
        this.#assign(scalar, this.#printRead(scalar));
        return null;
      case "gather":
        this.#writeGather(scalar);
        return null;
      case "apply":
        this.#assign(scalar, this.#printApplied(scalar));
        return null;
      case "guard":
        return this.#writeGuard(scalar);
    }
  }

  #printApplied(scalar: Scalar & { kind: "apply" }): string {
    const operands = scalar.operands.map((operand) => this.#operand(operand));
    const text = printExpression(scalar.op, scalar.dtype, operands);
    return this.#rounds(scalar) ? `Math.fround(${text})` : text;
  }

  #operand(scalar: Scalar): Operand {
    const isExact = isStored(scalar) || this.#rounds(scalar);
    return { text: this.text(scalar), dtype: scalar.dtype, isStored: isExact };
  }

  #name(scalar: Scalar, text: string): void {
    this.#placement.name(scalar, text);
  }

  #assign(scalar: Scalar, text: string): void {
    const name = `v${this.#count++}`;
    this.#writer.line(`const ${name} = ${text};`);
    this.#name(scalar, name);
  }

  #printRead(scalar: Scalar & { kind: "load" }): string {
    const { name, constant } = this.#pointers.offsetOf(scalar.access);
    return printLoad(this.#locations[scalar.buffer]!, name, constant);
  }

  #writeGather(scalar: Scalar & { kind: "gather" }): void {
    const position = this.text(scalar.position);
    this.#writer.line(printCheck(position, scalar.position.dtype, scalar.limit, scalar.fault));
    const { name, constant } = this.#pointers.offsetOf(scalar.access);
    const index = [name, printStep(position, scalar.stride)].filter((term) => term !== "").join(" + ");
    this.#assign(scalar, printLoad(this.#locations[scalar.buffer]!, index, constant));
  }

  #writeGuard(scalar: Scalar & { kind: "guard" }): GuardBlock | null {
    const tests = this.#placement.testsOf(scalar);
    const fill = printConstant(scalar.dtype, scalar.fill);
    const condition = tests === false ? "false" : this.#pointers.printTests(tests);
    if (condition === "false") {
      this.#name(scalar, fill);
      return null;
    }
    if (tests !== false && tests.length === 0) {
      this.#name(scalar, this.text(scalar.inner));
      return null;
    }
    const placement = this.#placement;
    const inside = placement.missingBelow(scalar.inner);
    if (inside.length === 0 || (inside.length === 1 && scalar.inner.kind === "load")) {
      const text = placement.find(scalar.inner) ?? this.#printRead(scalar.inner as Scalar & { kind: "load" });
      this.#assign(scalar, `${condition} ? ${text} : ${fill}`);
      return null;
    }
    const name = `v${this.#count++}`;
    this.#writer.line(`let ${name} = ${fill};`);
    this.#writer.open(`if (${condition}) {`);
    this.enter();
    return { inside, close: () => this.#closeGuard(scalar, name) };
  }

  #closeGuard(scalar: Scalar & { kind: "guard" }, name: string): void {
    this.#writer.line(`${name} = ${this.text(scalar.inner)};`);
    this.leave();
    this.#writer.close();
    this.#name(scalar, name);
  }
}
