/** Draws kernel programs with every kind of kernel, access and expression; knows no backend. */

import * as fc from "fast-check";
import type { DType } from "../../src/base/dtype.ts";
import { type Access, contiguousStrides, type Range } from "../../src/graph/access.ts";
import type { KernelProgram, Store } from "../../src/kernel/kernel.ts";
import type { BufferId, Scalar } from "../../src/kernel/scalar.ts";
import { accessOf, apply, constant, guard, indexOf, ProgramBuilder, reducedOf } from "./program-builder.ts";

/** A program and the numbers to run it on; positions are whole and in range. */
export interface Sample {
  readonly program: KernelProgram;
  readonly values: readonly (readonly number[])[];
}

type Draw = {
  readonly integer: (low: number, high: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
};

const unaries = ["neg", "abs", "tanh", "sin", "exp", "stopGradient"] as const;
const binaries = ["add", "sub", "mul", "maximum", "minimum"] as const;
const comparisons = ["less", "lessEqual", "equal", "notEqual"] as const;
const sizes = [1, 2, 3, 1, 4, 5, 6, 9, 0, 17];

class Drawing {
  readonly builder = new ProgramBuilder();
  readonly values: number[][] = [];
  /** Buffers that hold numbers already. */
  readonly filled: { buffer: BufferId; length: number; dtype: DType }[] = [];
  readonly draw: Draw;
  readonly dtype: "f32" | "f64";

  constructor(draw: Draw, dtype: "f32" | "f64") {
    this.draw = draw;
    this.dtype = dtype;
  }

  space(ranks: number, largest = 400): number[] {
    const space: number[] = [];
    let product = 1;
    for (let rank = this.draw.integer(0, ranks); rank > 0; rank--) {
      const size = this.draw.pick(sizes);
      if (product * size > largest) break;
      product *= Math.max(size, 1);
      space.push(size);
    }
    return space;
  }

  input(dtype: DType, length: number, draw: () => number): BufferId {
    this.values.push(Array.from({ length }, draw));
    return this.builder.input(dtype, length);
  }

  number(): number {
    return this.draw.integer(-8, 8) / 4;
  }

  /** Strides that reach no further than a small multiple of the space. */
  strides(space: readonly number[]): number[] {
    const order = space.map((_, axis) => axis);
    if (this.draw.integer(0, 1) === 1) order.reverse();
    const straight = contiguousStrides(order.map((axis) => space[axis]!));
    const strides = space.map((_, axis) => straight[order.indexOf(axis)]!);
    return strides.map((stride) => stride * this.draw.pick([1, 1, 1, 1, 0, -1, 2]));
  }

  /** Where strides lead from offset 0, within bounds. */
  reach(
    space: readonly number[],
    strides: readonly number[],
    ranges: readonly Range[] | null,
  ): [number, number] {
    let low = 0;
    let high = 0;
    for (const [axis, size] of space.entries()) {
      const [from, to] = ranges?.[axis] ?? [0, size];
      const ends = [strides[axis]! * from, strides[axis]! * Math.max(to - 1, from)];
      low += Math.min(...ends);
      high += Math.max(...ends);
    }
    return [low, high];
  }

  /** A read over `space` of something filled, or of a new input. */
  load(space: readonly number[], ranges: readonly Range[] | null = null): Scalar {
    const strides = this.strides(space);
    const [low, high] = this.reach(space, strides, ranges);
    const fitting = this.filled.filter(({ length, dtype }) => length > high - low && dtype === this.dtype);
    if (fitting.length > 0 && this.draw.integer(0, 2) > 0) {
      const { buffer, length } = this.draw.pick(fitting);
      return this.builder.load(buffer, accessOf(space, strides, this.draw.integer(-low, length - 1 - high)));
    }
    const slack = this.draw.integer(0, 2);
    const buffer = this.input(this.dtype, high - low + 1 + slack, () => this.number());
    this.filled.push({ buffer, length: high - low + 1 + slack, dtype: this.dtype });
    return this.builder.load(buffer, accessOf(space, strides, slack - low));
  }

  ranges(space: readonly number[]): Range[] {
    return space.map((size) => {
      if (this.draw.integer(0, 1) === 0) return null;
      const low = this.draw.integer(0, size);
      return [low, this.draw.integer(low, size)];
    });
  }

  leaf(space: readonly number[]): Scalar {
    const kind = this.draw.integer(0, 9);
    if (kind === 0) return constant(this.draw.pick([0, -0, 1, -1.5, 0.1, 1e-45]), this.dtype);
    if (kind === 1)
      return indexOf(accessOf(space, this.strides(space), this.draw.integer(-3, 3)), this.dtype);
    if (kind === 2 && !space.includes(0)) {
      const ranges = this.ranges(space);
      const inner = this.draw.integer(0, 1) === 0 ? this.load(space, ranges) : this.guardedSum(space, ranges);
      return guard(inner, ranges, this.number());
    }
    if (kind === 3 && !space.includes(0)) return this.gather(space);
    return this.load(space);
  }

  guardedSum(space: readonly number[], ranges: readonly Range[]): Scalar {
    return apply("add", this.dtype, this.load(space, ranges), this.leaf(space));
  }

  /** Whole positions in `[0, limit)` over a space. */
  positions(space: readonly number[], limit: number): Scalar {
    const strides = this.strides(space);
    const [low, high] = this.reach(space, strides, null);
    const buffer = this.input("i32", high - low + 1, () => this.draw.integer(0, limit - 1));
    return this.builder.load(buffer, accessOf(space, strides, -low));
  }

  gather(space: readonly number[]): Scalar {
    const limit = this.draw.integer(1, 4);
    const stride = this.draw.integer(1, 3);
    const strides = this.strides(space);
    const [low, high] = this.reach(space, strides, null);
    const length = high - low + 1 + (limit - 1) * stride;
    const buffer = this.input(this.dtype, length, () => this.number());
    const access = accessOf(space, strides, -low);
    const position = this.positions(space, limit);
    const fault = this.builder.fault("gather", limit);
    return { kind: "gather", dtype: this.dtype, buffer, access, position, stride, limit, fault };
  }

  /** An expression over a space; `known` may be used in it as often as it likes. */
  expression(space: readonly number[], known: readonly Scalar[] = []): Scalar {
    const pool = [...known, this.leaf(space)];
    for (let count = this.draw.integer(0, 6); count > 0; count--) {
      const a = this.draw.pick(pool);
      const b = this.draw.integer(0, 2) === 0 ? this.leaf(space) : this.draw.pick(pool);
      const kind = this.draw.integer(0, 5);
      if (kind === 0 || kind === 1) {
        const bounded = apply("tanh", this.dtype, a);
        pool.push(apply(this.draw.pick(unaries), this.dtype, this.draw.integer(0, 1) === 0 ? bounded : a));
      } else if (kind === 2) {
        const sides = [this.load(space), constant(this.number(), this.dtype)];
        const condition = apply(this.draw.pick(comparisons), "bool", ...sides);
        const judged = this.draw.integer(0, 1) === 0 ? condition : apply("logicalNot", "bool", condition);
        pool.push(apply("select", this.dtype, judged, a, b));
      } else if (kind === 3) {
        const whole = apply("cast", "i32", this.load(space));
        const other = apply("cast", "i32", this.load(space));
        pool.push(
          apply("cast", this.dtype, apply(this.draw.pick(["add", "sub", "mul"]), "i32", whole, other)),
        );
      } else {
        pool.push(apply(this.draw.pick(binaries), this.dtype, apply("sin", this.dtype, a), b));
      }
    }
    return pool.at(-1)!;
  }

  /** A place for one value per index, in the arena or in a result. */
  target(space: readonly number[], dtype: DType): { buffer: BufferId; access: Access; length: number } {
    const order = space.map((_, axis) => axis);
    if (this.draw.integer(0, 2) === 0) order.reverse();
    const straight = contiguousStrides(order.map((axis) => space[axis]!));
    const strides = space.map((_, axis) => straight[order.indexOf(axis)]!);
    const offset = this.draw.integer(0, 2);
    const length = offset + space.reduce((product, size) => product * size, 1);
    const isResult = offset > 0 || space.includes(0) || this.draw.integer(0, 2) === 0;
    const buffer = isResult ? this.builder.output(dtype, length) : this.builder.arena(dtype, length);
    if (!isResult) this.filled.push({ buffer, length, dtype });
    return { buffer, access: accessOf(space, strides, offset), length };
  }

  stores(space: readonly number[], known: readonly Scalar[]): Store[] {
    const values = Array.from({ length: this.draw.integer(1, 2) }, () => this.expression(space, known));
    if (this.draw.integer(0, 3) === 0) {
      values.push(apply("less", "bool", constant(0.5, this.dtype), this.load(space)));
    }
    return values.map((value) => ({ ...this.target(space, value.dtype), value }));
  }

  addLoop(): void {
    const space = this.space(3);
    if (this.draw.integer(0, 1) === 0) {
      this.builder.loop(space, ...this.stores(space, []));
      return;
    }
    const folded = this.space(2, 60);
    const value = this.expression([...space, ...folded]);
    const op = this.draw.pick(["sum", "sum", "max", "min", "prod"] as const);
    const bounded = op === "prod" ? apply("sin", this.dtype, value) : value;
    const reduction = { op, dtype: this.dtype, space: folded, value: bounded };
    this.builder.add({ kind: "loop", space, reduction, stores: this.stores(space, [this.finite(space)]) });
  }

  /** The finished fold, made finite: an empty maximum is −∞, which sin would turn into NaN. */
  finite(space: readonly number[]): Scalar {
    const reduced = reducedOf(this.dtype);
    return this.draw.integer(0, 1) === 0 ? reduced : apply("add", this.dtype, reduced, this.load(space));
  }

  addContraction(): void {
    const batch = this.space(2, 6);
    const pickSize = () => this.draw.pick([1, 2, 3, 4, 5, 7, 8, 9, 0, 12]);
    const [m, n, k] = [pickSize(), pickSize(), pickSize()];
    const operand = (space: number[]) => {
      const scalar = this.load(space);
      if (scalar.kind !== "load") throw new TypeError("an operand is a read");
      return { buffer: scalar.buffer, access: scalar.access };
    };
    const space = [...batch, m, n];
    this.builder.add({
      kind: "contraction",
      dtype: this.dtype,
      space,
      depth: k,
      left: operand([...batch, m, k]),
      right: operand([...batch, k, n]),
      stores: this.stores(space, [reducedOf(this.dtype)]),
    });
  }

  addScatter(): void {
    const space = this.space(3, 60);
    if (space.includes(0)) return;
    const limit = this.draw.integer(1, 4);
    const stride = this.draw.integer(1, 3);
    const strides = this.strides(space);
    const [low, high] = this.reach(space, strides, null);
    const length = high - low + 1 + (limit - 1) * stride;
    const buffer = this.builder.arena(this.dtype, length);
    this.builder.loop([length], {
      buffer,
      access: accessOf([length], [1]),
      value: this.expression([length]),
    });
    const position = this.positions(space, limit);
    const fault = this.builder.fault("scatterAdd", limit);
    const value = this.expression(space);
    this.filled.push({ buffer, length, dtype: this.dtype });
    const access = accessOf(space, strides, -low);
    this.builder.add({
      ...{ kind: "scatter", space, dtype: this.dtype, buffer, access, position, stride, limit, fault, value },
    });
  }

  /** Reads everything the arena holds once more, then updates a few inputs in place. */
  finish(): void {
    for (const { buffer, length, dtype } of [...this.filled]) {
      if (this.builder.buffers[buffer]!.place.kind !== "arena") continue;
      const result = this.builder.output(dtype, length);
      const access = accessOf([length], [1]);
      this.builder.loop([length], { buffer: result, access, value: this.builder.load(buffer, access) });
    }
    const states = this.filled.filter(({ buffer }) => this.builder.buffers[buffer]!.place.kind === "input");
    this.builder.startCommit();
    for (const { buffer, length } of states.slice(0, this.draw.integer(0, 2))) {
      const access = accessOf([length], this.draw.integer(0, 1) === 0 ? [1] : [-1]);
      const place = { ...access, offset: access.strides[0] === 1 ? 0 : length - 1 };
      const old = this.builder.load(buffer, place);
      const value = apply("sub", this.dtype, old, apply("mul", this.dtype, old, constant(0.125, this.dtype)));
      this.builder.loop([length], { buffer, access: place, value });
    }
  }
}

/** One maker of whole numbers for each range: fast-check looks a maker's arguments up among all it was ever called with. */
const makers = new Map<string, () => fc.Arbitrary<number>>();

function integersBetween(min: number, max: number): () => fc.Arbitrary<number> {
  const name = `${min} to ${max}`;
  const maker = makers.get(name) ?? (() => fc.integer({ min, max }));
  makers.set(name, maker);
  return maker;
}

/** Programs of one to five kernels in one floating type, with data. */
export function randomPrograms(dtype: "f32" | "f64"): fc.Arbitrary<Sample> {
  return fc.gen().map((gen) => {
    const drawing = new Drawing(
      {
        integer: (low, high) => gen(integersBetween(low, high)),
        pick: (items) => items[gen(integersBetween(0, items.length - 1))]!,
      },
      dtype,
    );
    for (let count = drawing.draw.integer(1, 5); count > 0; count--) {
      const kind = drawing.draw.integer(0, 6);
      if (kind < 3) drawing.addLoop();
      else if (kind < 6) drawing.addContraction();
      else drawing.addScatter();
    }
    drawing.finish();
    return { program: drawing.builder.build(), values: drawing.values };
  });
}
