/** Writes the expressions of a kernel as local constants, each once and as far out as its loops allow; knows no kernel kind. */

import { type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { type LoopAxis, simplifyRanges, strideAlong, type Test } from "./axes.ts";
import { type Location, printCheck, printLoad, printStep } from "./buffers.ts";
import { type Operand, printExpression } from "./expressions.ts";
import type { Pointers } from "./pointers.ts";
import { printConstant, printNumber, printSum, type SourceWriter } from "./text.ts";

/** Stands for the finished reduction among the things an expression waits for. */
const reducedBit = 1 << 30;

/** Whether a value has exactly its element type's precision, having come from memory. */
function isStored(scalar: Scalar): boolean {
  let current = scalar;
  while (current.kind === "guard") current = current.inner;
  return current.kind !== "apply" && current.kind !== "reduced";
}

interface Frame {
  readonly scalars: readonly Scalar[];
  next: number;
  readonly guard: (Scalar & { kind: "guard" }) | null;
  readonly name: string;
}

export class Body {
  readonly #writer: SourceWriter;
  readonly #pointers: Pointers;
  readonly #locations: readonly Location[];
  readonly #texts: Map<Scalar, string>[] = [new Map()];
  readonly #needs = new Map<Scalar, number>();
  readonly #tests = new Map<Scalar, Test[] | false>();
  readonly #unconditional = new Map<Scalar, Scalar[]>();
  #reduced = "";
  #count = 0;

  constructor(
    writer: SourceWriter,
    pointers: Pointers,
    locations: readonly Location[],
    roots: readonly Scalar[],
  ) {
    this.#writer = writer;
    this.#pointers = pointers;
    this.#locations = locations;
    for (const scalar of sortScalars(roots)) this.#needs.set(scalar, this.#needsOf(scalar));
  }

  #axisBit(axis: LoopAxis): number {
    return 1 << this.#pointers.axes.indexOf(axis);
  }

  /** The loops an expression waits for, as bits. */
  #needsOf(scalar: Scalar): number {
    const { axes } = this.#pointers;
    switch (scalar.kind) {
      case "constant":
        return 0;
      case "reduced":
        return reducedBit;
      case "apply":
        return scalar.operands.reduce((bits, operand) => bits | this.#needs.get(operand)!, 0);
      case "guard": {
        const tests = simplifyRanges(scalar.ranges, axes);
        this.#tests.set(scalar, tests);
        if (tests === false) return 0;
        return tests.reduce((bits, { axis }) => bits | this.#axisBit(axis), this.#needs.get(scalar.inner)!);
      }
      default: {
        const own = axes.reduce(
          (bits, axis) => (strideAlong(scalar.access, axis) === 0 ? bits : bits | this.#axisBit(axis)),
          0,
        );
        return scalar.kind === "gather" ? own | this.#needs.get(scalar.position)! : own;
      }
    }
  }

  #isAvailable(scalar: Scalar): boolean {
    const needs = this.#needs.get(scalar)!;
    if ((needs & reducedBit) !== 0 && this.#reduced === "") return false;
    return this.#pointers.axes.every(
      (axis) => (needs & this.#axisBit(axis)) === 0 || this.#pointers.isOpen(axis),
    );
  }

  /** What must be computed for `root` wherever it is computed: everything below it but the insides of guards. */
  #belowUnconditionally(root: Scalar): Scalar[] {
    const known = this.#unconditional.get(root);
    if (known !== undefined) return known;
    const sorted = sortScalars([root]);
    const wanted = new Set([root]);
    for (const scalar of sorted.toReversed()) {
      if (!wanted.has(scalar)) continue;
      if (scalar.kind === "apply") for (const operand of scalar.operands) wanted.add(operand);
      else if (scalar.kind === "gather") wanted.add(scalar.position);
      else if (scalar.kind === "guard" && this.#isAlwaysInside(scalar)) wanted.add(scalar.inner);
    }
    const result = sorted.filter((scalar) => wanted.has(scalar));
    this.#unconditional.set(root, result);
    return result;
  }

  #isAlwaysInside(scalar: Scalar): boolean {
    const tests = this.#tests.get(scalar);
    return tests !== undefined && tests !== false && tests.length === 0;
  }

  #textOf(scalar: Scalar): string | undefined {
    if (scalar.kind === "constant") return printConstant(scalar.dtype, scalar.value);
    for (let level = this.#texts.length - 1; level >= 0; level--) {
      const text = this.#texts[level]!.get(scalar);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  /** The text of an expression that has been written; it fits after any operator. */
  text(scalar: Scalar): string {
    return this.#textOf(scalar)!;
  }

  /** Names the finished reduction; expressions over it can be written from now on. */
  setReduced(text: string): void {
    this.#reduced = text;
  }

  /** What is written from here on is forgotten at the matching `leave`, which returns it. */
  enter(texts: Map<Scalar, string> = new Map()): void {
    this.#texts.push(texts);
  }

  leave(): Map<Scalar, string> {
    return this.#texts.pop()!;
  }

  /** Writes all of `roots` and below that the open loops already determine. */
  write(roots: readonly Scalar[]): void {
    for (const root of roots) this.#writeList(this.#belowUnconditionally(root));
  }

  #writeList(scalars: readonly Scalar[]): void {
    const frames: Frame[] = [{ scalars, next: 0, guard: null, name: "" }];
    while (frames.length > 0) {
      const frame = frames.at(-1)!;
      const scalar = frame.scalars[frame.next++];
      if (scalar === undefined) {
        frames.pop();
        if (frame.guard !== null) this.#closeGuard(frame.guard, frame.name);
      } else if (this.#textOf(scalar) === undefined && this.#isAvailable(scalar)) {
        const opened = this.#writeOne(scalar);
        if (opened !== null) frames.push(opened);
      }
    }
  }

  /** Writes one expression whose operands are written, or opens the block of a guard and returns what belongs in it. */
  #writeOne(scalar: Scalar): Frame | null {
    switch (scalar.kind) {
      case "constant":
        return null;
      case "reduced":
        this.#name(scalar, this.#reduced);
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
        this.#assign(
          scalar,
          printExpression(
            scalar.op,
            scalar.dtype,
            scalar.operands.map((operand) => this.#operand(operand)),
          ),
        );
        return null;
      case "guard":
        return this.#writeGuard(scalar);
    }
  }

  #operand(scalar: Scalar): Operand {
    return { text: this.text(scalar), dtype: scalar.dtype, isStored: isStored(scalar) };
  }

  #name(scalar: Scalar, text: string): void {
    this.#texts.at(-1)!.set(scalar, text);
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

  #writeGuard(scalar: Scalar & { kind: "guard" }): Frame | null {
    const tests = this.#tests.get(scalar)!;
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
    const inside = this.#belowUnconditionally(scalar.inner).filter(
      (below) => this.#textOf(below) === undefined,
    );
    if (inside.length === 0 || (inside.length === 1 && scalar.inner.kind === "load")) {
      const text = this.#textOf(scalar.inner) ?? this.#printRead(scalar.inner as Scalar & { kind: "load" });
      this.#assign(scalar, `${condition} ? ${text} : ${fill}`);
      return null;
    }
    const name = `v${this.#count++}`;
    this.#writer.line(`let ${name} = ${fill};`);
    this.#writer.open(`if (${condition}) {`);
    this.enter();
    return { scalars: inside, next: 0, guard: scalar, name };
  }

  #closeGuard(scalar: Scalar & { kind: "guard" }, name: string): void {
    this.#writer.line(`${name} = ${this.text(scalar.inner)};`);
    this.leave();
    this.#writer.close();
    this.#name(scalar, name);
  }
}
