/** What every looped kernel starts from: its loops, its open offsets and its expressions, ready to be written; knows no backend. */

import type { Access } from "../../graph/access.ts";
import type { Store } from "../../kernel/kernel.ts";
import { type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { accessesOf, type LoopAxis } from "../axes.ts";
import { Body } from "./body.ts";
import { type Location, printStore } from "./buffers.ts";
import { Pointers } from "./pointers.ts";
import type { Rounds } from "./rounding.ts";
import type { SourceWriter } from "./text.ts";

/** What a kernel writer needs of its program. */
export interface KernelContext {
  readonly writer: SourceWriter;
  readonly locations: readonly Location[];
  readonly rounds: Rounds;
  /** Asks for a shared Float64Array of at least `length` elements and returns its name. */
  readonly scratch: (name: string, length: number) => string;
}

export interface Nest {
  readonly writer: SourceWriter;
  readonly pointers: Pointers;
  readonly body: Body;
  readonly context: KernelContext;
}

/** Starts a nest over `axes` for the given expressions. */
export function startNest(context: KernelContext, axes: readonly LoopAxis[], roots: readonly Scalar[]): Nest {
  const pointers = new Pointers(axes, context.writer);
  return {
    context,
    writer: context.writer,
    pointers,
    body: new Body(context.writer, pointers, context.locations, context.rounds, roots),
  };
}

/** All places that a set of stores touches: what they read and where they write. */
export function accessesOfStores(stores: readonly Store[]): Access[] {
  const values = stores.map(({ value }) => value);
  return [...accessesOf(sortScalars(values)), ...stores.map(({ access }) => access)];
}

/** Opens one loop after the other, writing after each what it determines of `roots`. */
export function openLoops(
  nest: Nest,
  axes: readonly LoopAxis[],
  accesses: readonly Access[],
  roots: readonly Scalar[],
): void {
  for (const axis of axes) {
    nest.pointers.open(axis, accesses);
    nest.body.enter();
    nest.body.write(roots);
  }
}

/** Closes the loops of `openLoops`. */
export function closeLoops(nest: Nest, axes: readonly LoopAxis[]): void {
  for (const _ of axes) {
    nest.body.leave();
    nest.pointers.close();
  }
}

/** Writes the stores of one index, after all that they read. */
export function writeStores(nest: Nest, stores: readonly Store[]): void {
  nest.body.write(stores.map(({ value }) => value));
  for (const { buffer, access, value } of stores) {
    const { name, constant } = nest.pointers.offsetOf(access);
    const location = nest.context.locations[buffer]!;
    nest.writer.line(printStore(location, name, constant, nest.body.text(value), value.dtype));
  }
}
