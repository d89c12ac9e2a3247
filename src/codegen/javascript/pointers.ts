/** Open loops and the running offsets they keep: one variable per distinct step pattern, never a multiplication; knows no expression. */

import type { Access } from "../../graph/access.ts";
import { type LoopAxis, strideAlong, type Test } from "../axes.ts";
import { printProduct, printSum, type SourceWriter } from "./text.ts";

/** Where a loop starts, ends and how far it steps; ends are numbers or names. */
export interface Bounds {
  readonly from?: string;
  readonly to?: string;
  readonly step?: number;
}

/** Where an open axis stands: the loop's variable, or "" for a fixed index, plus a constant. */
interface Position {
  readonly name: string;
  lane: number;
}

/** An index as text and constant: what an access reads is at their sum. */
export interface Offset {
  readonly name: string;
  readonly constant: number;
}

export class Pointers {
  readonly axes: readonly LoopAxis[];
  readonly #writer: SourceWriter;
  readonly #positions = new Map<LoopAxis, Position>();
  /** The running variable of each step pattern, innermost loop last. */
  readonly #running = new Map<string, string[]>();
  readonly #closers: (() => void)[] = [];
  #count = 0;

  constructor(axes: readonly LoopAxis[], writer: SourceWriter) {
    this.axes = axes;
    this.#writer = writer;
  }

  /** Two accesses with equal steps along every loop share their variables. */
  #patternOf(access: Access): string {
    return this.axes.map((axis) => strideAlong(access, axis)).join();
  }

  #variableOf(pattern: string): string {
    return this.#running.get(pattern)?.at(-1) ?? "";
  }

  /** Opens a loop in which the offsets of `accesses` keep step. */
  open(axis: LoopAxis, accesses: readonly Access[], bounds: Bounds = {}): string {
    const { from = "0", to = String(axis.size), step = 1 } = bounds;
    const name = `i${this.#count++}`;
    const starts = [`${name} = ${from}`];
    const steps = [step === 1 ? `${name}++` : `${name} += ${step}`];
    const entered: string[][] = [];
    const seen = new Set<string>();
    for (const access of accesses) {
      const stride = strideAlong(access, axis);
      const pattern = this.#patternOf(access);
      if (stride === 0 || seen.has(pattern)) continue;
      seen.add(pattern);
      const outer = this.#variableOf(pattern);
      const variables = this.#running.get(pattern) ?? [];
      this.#running.set(pattern, variables);
      entered.push(variables);
      if (outer === "" && stride === 1) {
        variables.push(name);
        continue;
      }
      const variable = `p${this.#count++}`;
      variables.push(variable);
      const moved = from === "0" ? "" : printProduct(from, stride);
      starts.push(`${variable} = ${[outer, moved].filter((term) => term !== "").join(" + ") || "0"}`);
      steps.push(stride < 0 ? `${variable} -= ${-stride * step}` : `${variable} += ${stride * step}`);
    }
    this.#writer.open(`for (let ${starts.join(", ")}; ${name} < ${to}; ${steps.join(", ")}) {`);
    this.#positions.set(axis, { name, lane: 0 });
    this.#closers.push(() => {
      this.#writer.close();
      this.#positions.delete(axis);
      for (const variables of entered) variables.pop();
    });
    return name;
  }

  /** Closes the loop opened last. */
  close(): void {
    this.#closers.pop()!();
  }

  /** Moves an open axis by a constant number of steps. */
  setLane(axis: LoopAxis, lane: number): void {
    this.#positions.get(axis)!.lane = lane;
  }

  /** Opens an axis at one index, without a loop. */
  fix(axis: LoopAxis, index: number): void {
    this.#positions.set(axis, { name: "", lane: index });
  }

  /** Forgets an axis that was fixed. */
  release(axis: LoopAxis): void {
    this.#positions.delete(axis);
  }

  isOpen(axis: LoopAxis): boolean {
    return this.#positions.has(axis);
  }

  /** Where an access reads at the present position of all open axes. */
  offsetOf(access: Access): Offset {
    let constant = access.offset;
    for (const [axis, { lane }] of this.#positions) constant += strideAlong(access, axis) * lane;
    return { name: this.#variableOf(this.#patternOf(access)), constant };
  }

  /** The condition that all tests hold here; a test on a fixed index is decided at once. */
  printTests(tests: readonly Test[]): string {
    const terms: string[] = [];
    for (const { axis, low, high } of tests) {
      const { name, lane } = this.#positions.get(axis)!;
      if (name === "") {
        if (lane < low || lane >= high) return "false";
        continue;
      }
      const index = printSum(name, lane);
      if (low > 0) terms.push(`${index} >= ${low}`);
      if (high < axis.size) terms.push(`${index} < ${high}`);
    }
    return terms.length === 0 ? "true" : terms.join(" && ");
  }
}
