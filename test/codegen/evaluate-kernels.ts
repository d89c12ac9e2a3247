/** The slow, direct meaning of a kernel program: nested counting over every index, one element at a time; knows no backend. */

import { dtypes, type TypedArray } from "../../src/base/dtype.ts";
import { ValueError } from "../../src/base/errors.ts";
import type { Access, Range } from "../../src/graph/access.ts";
import type {
  ContractionKernel,
  ContractionOperand,
  Factor,
  Kernel,
  KernelProgram,
  Store,
} from "../../src/kernel/kernel.ts";
import type { Scalar } from "../../src/kernel/scalar.ts";
import { elementwise } from "../../src/ops/elementwise.ts";
import { reductions } from "../../src/ops/reduction.ts";

/** All indices of a space in row-major order. */
function* indicesOf(space: readonly number[]): Generator<number[]> {
  const count = space.reduce((product, size) => product * size, 1);
  for (let flat = 0; flat < count; flat++) {
    const index = new Array<number>(space.length);
    let rest = flat;
    for (let axis = space.length - 1; axis >= 0; axis--) {
      index[axis] = rest % space[axis]!;
      rest = Math.floor(rest / space[axis]!);
    }
    yield index;
  }
}

function flatten(access: Access, index: readonly number[]): number {
  return access.strides.reduce((sum, stride, axis) => sum + stride * index[axis]!, access.offset);
}

/** How far an index reaches along an axis that is made of others, the last of them moving fastest. */
function reach(factors: readonly Factor[], index: number): number {
  let [rest, sum] = [index, 0];
  for (const { size, stride } of factors.toReversed()) {
    sum += (rest % size) * stride;
    rest = Math.floor(rest / size);
  }
  return sum;
}

/** Where the elements of an operand's line lie, step by step; `inOrder` puts line and step in the order of its access. */
function placesOf(
  { access, factors }: ContractionOperand,
  batch: readonly number[],
  line: number,
  depth: number,
  inOrder: (step: number) => readonly number[],
): number[] {
  if (factors === undefined) {
    return Array.from({ length: depth }, (_, step) => flatten(access, [...batch, ...inOrder(step)]));
  }
  const start =
    flatten({ ...access, strides: access.strides.slice(0, -2) }, batch) + reach(factors.lines, line);
  return Array.from({ length: depth }, (_, step) => start + reach(factors.steps, step));
}

function isInside(ranges: readonly Range[], index: readonly number[]): boolean {
  return ranges.every(
    (range, axis) => range === null || (index[axis]! >= range[0] && index[axis]! < range[1]),
  );
}

/** Reads one element and refuses what lies outside, so that a wrong program cannot pass unseen. */
function read(array: TypedArray, flat: number): number {
  const value = array[flat];
  if (value === undefined) throw new RangeError(`read at ${flat} of ${array.length}`);
  return value;
}

function write(array: TypedArray, flat: number, value: number): void {
  read(array, flat);
  array[flat] = value;
}

/** Where f32 values are rounded: when they are stored in an input or result, in the arena too, or after every operation. */
export type Rounding = "results" | "arena" | "steps";

/** Runs a program over the given arrays, in place. Arena buffers have arrays of their own. */
export function evaluateProgram(
  program: KernelProgram,
  inputs: readonly TypedArray[],
  outputs: readonly TypedArray[],
  rounding: Rounding,
): void {
  const memory = program.buffers.map(({ dtype, length, place }) => {
    if (place.kind === "arena")
      return dtypes[dtype === "f32" && rounding === "results" ? "f64" : dtype].allocate(length);
    return (place.kind === "input" ? inputs : outputs)[place.slot]!;
  });

  function checkPosition(position: number, limit: number, fault: number): void {
    if (Number.isInteger(position) && position >= 0 && position < limit) return;
    const { op, origin } = program.faults[fault]!;
    const message = `${op}: index ${position} is out of range for an axis of size ${limit}`;
    throw new ValueError(message, { cause: origin });
  }

  function evaluate(scalar: Scalar, index: readonly number[], reduced: number): number {
    switch (scalar.kind) {
      case "constant":
        return scalar.value;
      case "load":
        return read(memory[scalar.buffer]!, flatten(scalar.access, index));
      case "index":
        return flatten(scalar.access, index);
      case "guard":
        return isInside(scalar.ranges, index) ? evaluate(scalar.inner, index, reduced) : scalar.fill;
      case "gather": {
        const position = evaluate(scalar.position, index, reduced);
        checkPosition(position, scalar.limit, scalar.fault);
        return read(memory[scalar.buffer]!, flatten(scalar.access, index) + scalar.stride * position);
      }
      case "apply": {
        const operands = scalar.operands.map((operand) => evaluate(operand, index, reduced));
        const value = (elementwise[scalar.op].scalar as (...values: number[]) => number)(...operands);
        return scalar.dtype === "f32" && rounding !== "steps" ? value : dtypes[scalar.dtype].round(value);
      }
      case "reduced":
        return reduced;
    }
  }

  function storeAll(stores: readonly Store[], index: readonly number[], reduced: number): void {
    const values = stores.map(({ value }) => evaluate(value, index, reduced));
    for (const [position, { buffer, access }] of stores.entries()) {
      write(memory[buffer]!, flatten(access, index), values[position]!);
    }
  }

  /** Gives the sum of a contraction's products at an index; what a line is made of is worked out once. */
  function contract(kernel: ContractionKernel): (index: readonly number[]) => number {
    const { depth } = kernel;
    const known = new Map<string, readonly number[]>();
    const elementsOf = (side: "left" | "right", batch: readonly number[], line: number) => {
      const key = `${side} ${batch} ${line}`;
      let elements = known.get(key);
      if (elements === undefined) {
        const operand = kernel[side];
        const inOrder = (step: number) => (side === "left" ? [line, step] : [step, line]);
        const places = placesOf(operand, batch, line, depth, inOrder);
        elements = places.map((place) => read(memory[operand.buffer]!, place));
        known.set(key, elements);
      }
      return elements;
    };
    return (index) => {
      const batch = index.slice(0, -2);
      const a = elementsOf("left", batch, index.at(-2)!);
      const b = elementsOf("right", batch, index.at(-1)!);
      let sum = 0;
      for (let k = 0; k < depth; k++) {
        sum = kernel.dtype === "i32" ? (sum + Math.imul(a[k]!, b[k]!)) | 0 : sum + a[k]! * b[k]!;
      }
      return sum;
    };
  }

  function run(kernel: Kernel): void {
    if (kernel.kind === "host") throw new Error("programs are drawn without host functions");
    const sumAt = kernel.kind === "contraction" ? contract(kernel) : null;
    for (const index of indicesOf(kernel.space)) {
      if (kernel.kind === "scatter") {
        const position = evaluate(kernel.position, index, 0);
        checkPosition(position, kernel.limit, kernel.fault);
        const flat = flatten(kernel.access, index) + kernel.stride * position;
        const target = memory[kernel.buffer]!;
        write(target, flat, read(target, flat) + evaluate(kernel.value, index, 0));
      } else if (kernel.kind === "contraction") {
        storeAll(kernel.stores, index, sumAt!(index));
      } else if (kernel.reduction !== null) {
        const { op, dtype, space, value } = kernel.reduction;
        let accumulator = reductions[op].initial(dtype);
        for (const rest of indicesOf(space)) {
          accumulator = reductions[op].combine(accumulator, evaluate(value, [...index, ...rest], 0));
          if (dtype === "i32") accumulator |= 0;
        }
        storeAll(kernel.stores, index, accumulator);
      } else {
        storeAll(kernel.stores, index, 0);
      }
    }
  }

  for (const kernel of program.kernels) run(kernel);
}
