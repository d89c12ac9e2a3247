/** A random program as plain numbers, and its meaning: tensors built from tensors, step by step; knows no executor. */

import * as fc from "fast-check";
import { concat, type ElementType, stack, tensor, type Untyped, where } from "../tensor/untyped.ts";

/** One step: which op, on which earlier values, and numbers to make its arguments from. */
export interface Step {
  readonly op: number;
  readonly a: number;
  readonly b: number;
  readonly n: readonly number[];
}

export interface Program {
  readonly dtype: ElementType;
  /** Shapes of the inputs, and a number for each element. */
  readonly inputs: readonly { readonly shape: readonly number[]; readonly seed: number }[];
  readonly steps: readonly Step[];
}

/** The values of a program, and how far its decisions were from tipping over. */
export interface Built {
  readonly values: readonly Untyped[];
  /** Differences whose sign decides something; where one is near 0, rounding may decide. */
  readonly margins: readonly Untyped[];
}

const most = 160;
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const axisOf = (x: Untyped, n: number): number => n % x.rank;

interface Making {
  readonly a: Untyped;
  readonly b: Untyped;
  readonly n: readonly number[];
  readonly decide: (margin: Untyped) => void;
}

/** What a step makes, or `null` where its operands do not fit it. */
type Make = (making: Making) => Untyped | null;

/** Both operands, the second one sliced until it broadcasts against the first. */
function broadcasting(combine: (a: Untyped, b: Untyped, making: Making) => Untyped): Make {
  return (making) => {
    const { a, b } = making;
    const fits = [...a.shape].reverse().every((size, at) => {
      const other = b.shape.at(-1 - at);
      return other === undefined || at >= b.rank || other === size || other === 1 || size === 1;
    });
    if (fits) return combine(a, b, making);
    return b.shape.includes(0) ? null : combine(a, b.slice(b.shape.map(() => [0, 1])), making);
  };
}

/** One or two axes folded, with and without keeping them. */
const folding =
  (fold: (x: Untyped, axes: readonly number[], keepDims: boolean, making: Making) => Untyped): Make =>
  (making) => {
    const { a, n } = making;
    const axes = a.shape.map((_, axis) => axis).filter((axis) => ((n[0]! >> axis) & 1) === 1);
    return a.shape.includes(0) ? null : fold(a, axes, n[1]! % 2 === 0, making);
  };

/** The gap between the largest and the next, and how many are the largest, both decisions. */
function peak(x: Untyped, axes: readonly number[], { decide }: Making): void {
  const top = x.max(axes, { keepDims: true });
  const attains = x.equal(top);
  decide(top.sub(where(attains, top.sub(1), x).max(axes, { keepDims: true })));
  decide(attains.cast(x.dtype).sum(axes).neg().add(1.5));
}

const indices = (shape: readonly number[], limit: number, n: readonly number[]): Untyped =>
  tensor(
    Array.from({ length: sizeOf(shape) }, (_, at) => (n[at % n.length]! + at * 5) % limit),
    { shape, dtype: "i32" },
  );

// Every op keeps numbers moderate: the sine of a huge number would tell rounding errors apart, not faults.
const makers: Readonly<Record<string, Make>> = {
  tanh: ({ a }) => a.tanh(),
  sin: ({ a }) => a.sin(),
  sigmoid: ({ a }) => a.sigmoid(),
  softplus: ({ a }) => a.mul(0.5).softplus(),
  exp: ({ a }) => a.tanh().exp(),
  log: ({ a }) => a.square().add(0.5).log(),
  sqrt: ({ a }) => a.square().add(0.25).sqrt(),
  gelu: ({ a }) => a.gelu(),
  affine: ({ a, n }) => a.mul(((n[0]! % 9) - 4) / 4).add(((n[1]! % 7) - 3) / 8),
  detach: ({ a }) => a.detach().add(a.mul(0.5)),
  cast: ({ a }) => a.cast("f64").mul(0.75).cast(a.dtype),
  abs: ({ a, decide }) => {
    decide(a);
    return a.abs();
  },
  relu: ({ a, decide }) => {
    decide(a);
    return a.relu();
  },
  add: broadcasting((a, b) => a.add(b).mul(0.6)),
  sub: broadcasting((a, b) => b.sub(a).mul(0.6)),
  mul: broadcasting((a, b) => a.tanh().mul(b)),
  div: broadcasting((a, b) => a.div(b.square().add(1))),
  pow: broadcasting((a, b) => a.sigmoid().add(0.5).pow(b.tanh())),
  maximum: broadcasting((a, b, { decide }) => {
    decide(a.sub(b));
    return a.maximum(b);
  }),
  where: broadcasting((a, b, { decide }) => {
    decide(a.sub(b));
    return where(a.less(b), a.mul(1.25), b.sin());
  }),
  sum: folding((x, axes, keepDims) => x.sum(axes, { keepDims }).mul(0.25)),
  mean: folding((x, axes, keepDims) => x.mean(axes, { keepDims })),
  centre: folding((x, axes) => x.sub(x.mean(axes, { keepDims: true }))),
  prod: folding((x, axes, keepDims) => x.tanh().mul(0.3).add(1).prod(axes, { keepDims }).tanh()),
  logSumExp: folding((x, axes, keepDims) => x.logSumExp(axes, { keepDims })),
  var: folding((x, axes, keepDims) => x.tanh().var(axes, { keepDims })),
  max: folding((x, axes, keepDims, making) => {
    if (axes.length > 0) peak(x, axes, making);
    return x.max(axes, { keepDims });
  }),
  min: folding((x, axes, keepDims, making) => {
    if (axes.length > 0) peak(x.neg(), axes, making);
    return x.min(axes, { keepDims });
  }),
  softmax: ({ a, n }) => (a.rank === 0 ? null : a.softmax(axisOf(a, n[0]!)).add(a.logSoftmax(-1).mul(0.1))),
  reshape: ({ a, n }) => {
    const size = sizeOf(a.shape);
    const choices = [
      [size],
      [1, size],
      [...a.shape, 1],
      [...a.shape].reverse(),
      size % 2 === 0 ? [2, size / 2] : [size, 1],
    ];
    return a.reshape(choices[n[0]! % choices.length]);
  },
  flatten: ({ a }) => a.flatten(),
  transpose: ({ a, n }) => {
    const axes = a.shape.map((_, axis) => axis);
    return n[0]! % 2 === 0 || a.rank < 2 ? a.transpose() : a.transpose([...axes.slice(1), 0]);
  },
  slice: ({ a, n }) =>
    a.slice(
      a.shape.map((size, axis) => {
        const [start, step] = [n[axis % n.length]! % (size + 1), [1, -1, 2, -2][(n[0]! + axis) % 4]!];
        return (n[1]! + axis) % 3 === 0 ? null : [start, null, step];
      }),
    ),
  flip: ({ a, n }) =>
    a.rank === 0
      ? null
      : a.slice(a.shape.map((_, axis) => (axis === axisOf(a, n[0]!) ? [null, null, -1] : null))),
  pad: ({ a, n }) =>
    a.pad(
      a.shape.map((_, axis) => [n[axis % n.length]! % 3, (n[0]! + axis) % 2]),
      (n[1]! % 5) / 4,
    ),
  crop: ({ a, n }) => a.pad(a.shape.map((size) => (size > 1 ? [-(n[0]! % 2), 1] : [0, n[0]! % 2]))),
  expandDims: ({ a, n }) => a.expandDims(n[0]! % (a.rank + 1)),
  squeeze: ({ a }) => a.squeeze(),
  broadcastTo: ({ a, n }) =>
    a.broadcastTo([(n[0]! % 3) + 1, ...a.shape.map((size) => (size === 1 ? (n[1]! % 3) + 1 : size))]),
  concat: ({ a, b, n }) => {
    if (a.rank === 0) return null;
    const axis = axisOf(a, n[0]!);
    const fits = b.rank === a.rank && b.shape.every((size, at) => at === axis || size === a.shape[at]);
    return concat([a, fits ? b : a.mul(0.5), a.sin()], axis);
  },
  stack: ({ a, n }) => stack([a, a.mul(-1)], n[0]! % (a.rank + 1)),
  matmul: ({ a, b }) => {
    const columns = b.rank === 1 ? b.shape[0] : b.shape.at(-2);
    const scale = 1 / Math.max(1, a.shape.at(-1) ?? 1);
    if (a.rank === 0) return null;
    if (a.rank <= 2 && b.rank >= 1 && b.rank <= 2 && columns === a.shape.at(-1))
      return a.matmul(b).mul(scale);
    return a.rank === 1 ? a.matmul(a.sin()).mul(scale) : a.matmul(a.swapAxes(-1, -2)).mul(scale);
  },
  take: ({ a, n }) => {
    if (a.rank === 0) return null;
    const axis = axisOf(a, n[0]!);
    return a.shape[axis] === 0
      ? null
      : a.take(indices(n[1]! % 2 === 0 ? [3] : [2, 2], a.shape[axis]!, n), axis);
  },
  gather: ({ a, n }) => {
    if (a.rank === 0) return null;
    const axis = axisOf(a, n[0]!);
    return a.shape[axis] === 0
      ? null
      : a.gather(indices(a.shape.with(axis, (n[1]! % 3) + 1), a.shape[axis]!, n), axis);
  },
};

export const stepNames: readonly string[] = Object.keys(makers);

/** Numbers that follow from a seed: between −1.5 and 1.5, with no two equal. */
export const inputValues = (shape: readonly number[], seed: number): number[] =>
  Array.from({ length: sizeOf(shape) }, (_, at) =>
    Math.fround(1.5 * Math.sin(seed * 12.9898 + (at + 1) * 78.233)),
  );

/** Builds the program over given inputs; steps whose operands do not fit, or that grow too large, are left out. */
export function buildProgram({ steps }: Pick<Program, "steps">, inputs: readonly Untyped[]): Built {
  const values = [...inputs];
  const margins: Untyped[] = [];
  for (const { op, a, b, n } of steps) {
    // Mostly recent values, so that programs are deep, and sometimes old ones, so that they are shared.
    const pick = (key: number): Untyped =>
      values[key % 3 === 0 ? key % values.length : values.length - 1 - (key % Math.min(4, values.length))]!;
    const found: Untyped[] = [];
    const made = makers[stepNames[op % stepNames.length]!]!({
      a: pick(a),
      b: pick(b),
      n,
      decide: (margin) => found.push(margin),
    });
    if (made === null || made.rank > 4 || sizeOf(made.shape) > most) continue;
    values.push(made);
    margins.push(...found);
  }
  return { values, margins };
}

/** The program as text, for counterexamples. */
export function printProgram({ dtype, inputs, steps }: Program): string {
  const calls = steps.map(
    ({ op, a, b, n }) => `${stepNames[op % stepNames.length]}(${a}, ${b}; ${n.join()})`,
  );
  return `${dtype} on ${inputs.map(({ shape }) => `[${shape}]`).join(" ")}: ${calls.join(" ")}`;
}

const step: fc.Arbitrary<Step> = fc.record({
  op: fc.nat({ max: 9999 }),
  a: fc.nat({ max: 99 }),
  b: fc.nat({ max: 99 }),
  n: fc.array(fc.nat({ max: 15 }), { minLength: 3, maxLength: 3 }),
});

const input = fc.record({
  shape: fc.array(fc.constantFrom(1, 2, 3, 3, 4, 0), { maxLength: 3 }),
  seed: fc.nat({ max: 999 }),
});

/** Programs of 5 to 40 steps over one to three small inputs. */
export const programs = (dtype: ElementType): fc.Arbitrary<Program> =>
  fc
    .record({
      dtype: fc.constant(dtype),
      inputs: fc.array(input, { minLength: 1, maxLength: 3 }),
      steps: fc.array(step, { minLength: 5, maxLength: 40 }),
    })
    .map((program) => Object.assign(program, { toString: () => printProgram(program) }));

/** Where runs start and how many there are; both can be set from outside, and the seed is printed. */
export const seed = Number(process.env.PROGRAM_SEED ?? 7_411);
export const runs = Number(process.env.PROGRAM_RUNS ?? 60);
