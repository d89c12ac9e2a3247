/** Where a kernel's expressions go among its loops, each once and as far out as they allow; knows no target language. */

import { operandsOf, type Scalar, sortScalars } from "../kernel/scalar.ts";
import { type LoopAxis, simplifyRanges, strideAlong, type Test } from "./axes.ts";

type Guard = Scalar & { kind: "guard" };

/** What belongs inside a guard, and how its block ends. */
export interface GuardBlock {
  readonly inside: readonly Scalar[];
  readonly close: () => void;
}

interface Frame {
  readonly scalars: readonly Scalar[];
  next: number;
  readonly close: (() => void) | null;
}

/** The loops around the place that is being written. */
interface OpenLoops {
  readonly axes: readonly LoopAxis[];
  isOpen(axis: LoopAxis): boolean;
}

/** Expressions that have been written, under the names (`Value`) that the target gives them. */
export class Placement<Value> {
  readonly #loops: OpenLoops;
  readonly #spellConstant: (constant: Scalar & { kind: "constant" }) => Value;
  readonly #values: Map<Scalar, Value>[] = [new Map()];
  /** The loops an expression waits for, as bits; the reduction counts as one more. */
  readonly #needs = new Map<Scalar, number>();
  readonly #tests = new Map<Scalar, Test[] | false>();
  readonly #reducedBit: number;
  #reduced: Value | null = null;

  constructor(
    loops: OpenLoops,
    roots: readonly Scalar[],
    spellConstant: (constant: Scalar & { kind: "constant" }) => Value,
  ) {
    this.#loops = loops;
    this.#spellConstant = spellConstant;
    this.#reducedBit = 1 << loops.axes.length;
    for (const scalar of sortScalars(roots)) this.#needs.set(scalar, this.#needsOf(scalar));
  }

  #axisBit(axis: LoopAxis): number {
    return 1 << this.#loops.axes.indexOf(axis);
  }

  #needsOf(scalar: Scalar): number {
    const { axes } = this.#loops;
    switch (scalar.kind) {
      case "constant":
        return 0;
      case "reduced":
        return this.#reducedBit;
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

  /** Whether an expression changes from step to step of a loop. */
  varies(scalar: Scalar, axis: LoopAxis): boolean {
    return (this.#needs.get(scalar)! & this.#axisBit(axis)) !== 0;
  }

  /** What expressions wait for that is there already: open loops, but for `without`, and the reduction. */
  #available(without: LoopAxis | null): number {
    const loops = this.#loops;
    return loops.axes.reduce(
      (bits, axis, number) => (axis !== without && loops.isOpen(axis) ? bits | (1 << number) : bits),
      this.#reduced === null ? 0 : this.#reducedBit,
    );
  }

  /** What a guard tests in these loops: `false` where no index passes. */
  testsOf(guard: Guard): readonly Test[] | false {
    return this.#tests.get(guard)!;
  }

  /** What has to be written before `root` is: everything below it, itself included, but what is written and the insides of guards. */
  missingBelow(root: Scalar): readonly Scalar[] {
    return sortScalars([root], (scalar) => this.#missingOperands(scalar)).filter(
      (scalar) => this.find(scalar) === undefined,
    );
  }

  #missingOperands(scalar: Scalar): readonly Scalar[] {
    if (this.find(scalar) !== undefined) return [];
    return scalar.kind === "guard" && !this.#isAlwaysInside(scalar) ? [] : operandsOf(scalar);
  }

  #isAlwaysInside(guard: Guard): boolean {
    const tests = this.#tests.get(guard);
    return tests !== undefined && tests !== false && tests.length === 0;
  }

  /** The value of an expression, if it has been written. */
  find(scalar: Scalar): Value | undefined {
    if (scalar.kind === "constant") return this.#spellConstant(scalar);
    if (scalar.kind === "reduced" && this.#reduced !== null) return this.#reduced;
    for (let level = this.#values.length - 1; level >= 0; level--) {
      const value = this.#values[level]!.get(scalar);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The value of an expression that has been written. */
  valueOf(scalar: Scalar): Value {
    return this.find(scalar)!;
  }

  /** Says where an expression's value is, until the next `leave`. */
  name(scalar: Scalar, value: Value): void {
    this.#values.at(-1)!.set(scalar, value);
  }

  /** Names the finished reduction; expressions over it can be written from now on. */
  setReduced(value: Value): void {
    this.#reduced = value;
  }

  /** What is written from here on is forgotten at the matching `leave`, which returns it. */
  enter(values: Map<Scalar, Value> = new Map()): void {
    this.#values.push(values);
  }

  leave(): Map<Scalar, Value> {
    return this.#values.pop()!;
  }

  /**
   * Writes all of `roots` and below that the open loops, but for `without`, already determine. `writeOne` gets expressions
   * whose operands are written, and names them or opens a guard's block.
   */
  write(
    roots: readonly Scalar[],
    without: LoopAxis | null,
    writeOne: (scalar: Scalar) => GuardBlock | null,
  ): void {
    const available = this.#available(without);
    for (const root of roots) {
      if (this.find(root) !== undefined) continue;
      const frames: Frame[] = [{ scalars: this.missingBelow(root), next: 0, close: null }];
      while (frames.length > 0) {
        const frame = frames.at(-1)!;
        const scalar = frame.scalars[frame.next++];
        if (scalar === undefined) {
          frames.pop();
          frame.close?.();
        } else if ((this.#needs.get(scalar)! & ~available) === 0 && this.find(scalar) === undefined) {
          const block = writeOne(scalar);
          if (block !== null) frames.push({ scalars: block.inside, next: 0, close: block.close });
        }
      }
    }
  }
}
