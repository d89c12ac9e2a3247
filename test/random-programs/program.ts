/** A random program as plain numbers, and its meaning: a graph over the whole vocabulary; knows no executor. */

import * as fc from "fast-check";
import { type DType, dtypes, type FloatDType } from "../../src/base/dtype.ts";
import { type Node, withBuildScope } from "../../src/graph/node.ts";
import * as ops from "../../src/ops/index.ts";
import { sizeOf } from "../../src/shape/index.ts";
import { gradientsOf } from "../../src/tensor/gradient.ts";
import { type DrawShape, shapes } from "../contract/draw.ts";
import type { Row, Subject } from "../contract/subject.ts";
import { fitOperand, type Value } from "./fit.ts";
import { measure, noise } from "./shadow.ts";
import { vocabulary } from "./vocabulary.ts";

/** One step: a row of the vocabulary, what its arguments are drawn from, and which earlier values it reads. */
export interface Step {
  readonly op: number;
  readonly key: number;
  readonly reads: readonly number[];
}

export interface Program {
  readonly inputs: readonly { readonly shape: readonly number[]; readonly key: number }[];
  readonly steps: readonly Step[];
}

/** A program as a graph, and what it is made of. */
export interface Built {
  readonly inputs: readonly Value[];
  /** What nothing reads further, a loss over it, and the loss's gradients by every input. */
  readonly outputs: readonly Node[];
  /** The steps that were taken, in words. */
  readonly text: readonly string[];
  /** Names of the rows that took part. */
  readonly used: readonly string[];
}

const mostElements = 4000;
/** Values above this are not built upon: single precision would lose what is added to them. */
const mostMagnitude = 1e4;
/** How far rounding may have moved what a step reads, relative to it. */
const assumedError = 1e-5;

const isFloat = ({ dtype }: Node): boolean => dtypes[dtype].float;
const total = (node: Node): Node =>
  ops.sum(
    node,
    node.shape.map((_, axis) => axis),
  );

/** Numbers between −1.5 and 1.5 that single precision has, no two equal. */
export function inputValues(shape: readonly number[], key: number): Float64Array {
  const random = noise(key + 1);
  return Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(1.5 * random.next().value));
}

/** Σ node·weights, with weights that differ from element to element. */
function weigh(node: Node): Node {
  const places = ops.iota(sizeOf(node.shape), node.dtype);
  const line = ops.sin(ops.add(ops.mul(places, ops.fillLike(1.7, places)), ops.fillLike(0.6, places)));
  return total(ops.mul(node, ops.reshape(line, node.shape)));
}

/** Shapes as they are drawn anyway, except that a given one is taken where it will do. */
const preferring =
  (shape: readonly number[]): DrawShape =>
  (rank, sizes, least) => {
    const fits = shape.length >= (least ?? 0) && shape.length <= Math.max(rank, 3) && !shape.includes(0);
    return fits ? fc.constant([...shape]) : shapes(rank, sizes, least);
  };

/** The element type a row runs in: the program's own mostly, now and then whole numbers or truth values. */
function chooseDType({ dtypes: able }: Row, float: FloatDType, key: number): DType {
  const others = able.filter((dtype) => !dtypes[dtype].float);
  if (able.includes(float) && (others.length === 0 || key % 5 !== 4)) return float;
  return others[key % others.length] ?? able[0]!;
}

interface Taken {
  readonly value: Value;
  readonly reads: readonly number[];
  readonly text: string;
}

/** Takes one step over the values there are; `null` where it leads to numbers that rounding decides about. */
function takeStep({ op, key, reads }: Step, values: readonly Value[], float: FloatDType): Taken | null {
  const row = vocabulary[op % vocabulary.length]!;
  const dtype = chooseDType(row, float, key);
  // Mostly recent values, so that programs are deep, and sometimes old ones, so that they are shared.
  const pick = (at: number): number => {
    const number = reads[at % reads.length]! + Math.floor(at / reads.length);
    const recent = values.length - 1 - (number % Math.min(4, values.length));
    return number % 3 === 0 ? number % values.length : recent;
  };
  const drawing = row.draw(dtype, key % 6 !== 5, preferring(values[pick(0)]!.node.shape));
  const [subject] = fc.sample(drawing, { seed: key, numRuns: 1 }) as [Subject];
  const chosen = subject.operands.map((_, at) => pick(at));
  if (subject.operands.some(({ shape }) => sizeOf(shape) > mostElements)) return null;
  const operands = subject.operands.map((operand, at) =>
    fitOperand(values[chosen[at]!]!, operand, dtype, float, key + at),
  );
  const node = subject.build(operands);
  if (sizeOf(node.shape) > mostElements || node.shape.length > 5) return null;

  const differentiable = chosen.map((at) => values[at]!.node).filter(isFloat);
  const roots =
    isFloat(node) && row.derivative !== "none" && differentiable.length > 0
      ? [node, ...gradientsOf("grad", weigh(node), [...new Set(differentiable)])]
      : [node];
  const known = new Map(values.map((value) => [value.node, value.exact]));
  const { exact, isClear } = measure(roots, known, 1, assumedError);
  const isModerate = exact.every((each) => each.every((element) => Math.abs(element) <= mostMagnitude));
  if (!isClear || !isModerate) return null;
  const text = `%${values.length} = ${subject} (${chosen.map((at) => `%${at}`).join(", ")}) → [${node.shape}]`;
  return { value: { node, exact: exact[0]! }, reads: chosen, text };
}

/** The values a program has made, inputs first. */
interface Continued {
  readonly values: readonly Value[];
  /** Which values are read by later ones. */
  readonly read: ReadonlySet<number>;
  readonly text: readonly string[];
  readonly used: readonly string[];
}

/** Takes steps from given values on; a step is tried with a few keys and left out if none will do. */
export function continueProgram(
  steps: readonly Step[],
  inputs: readonly Value[],
  float: FloatDType,
): Continued {
  const values: Value[] = [...inputs];
  const read = new Set<number>();
  const text = inputs.map(({ node }, at) => `%${at} = input ${float} [${node.shape}]`);
  const used: string[] = [];
  for (const step of steps) {
    let taken: Taken | null = null;
    for (let turn = 0; turn < 3 && taken === null; turn++)
      taken = takeStep({ ...step, key: step.key + turn * 7 }, values, float);
    if (taken === null) continue;
    values.push(taken.value);
    for (const at of taken.reads) read.add(at);
    text.push(taken.text);
    used.push(vocabulary[step.op % vocabulary.length]!.name);
  }
  return { values, read, text, used };
}

/** The graph of a program in an element type. */
export function buildProgram(program: Program, float: FloatDType): Built {
  return withBuildScope(() => {
    const inputs = program.inputs.map(({ shape, key }) => ({
      node: ops.source({}, { shape, dtype: float }),
      exact: inputValues(shape, key),
    }));
    const { values, read, text, used } = continueProgram(program.steps, inputs, float);
    const ends = values.filter((_, at) => !read.has(at)).map(({ node }) => node);
    const losses = [...ends, values.at(-1)!.node].filter(isFloat).map((node) => {
      const own = node.dtype === float ? node : ops.cast(node, float);
      return weigh(ops.tanh(ops.mul(own, ops.fillLike(0.25, own))));
    });
    const loss = losses.reduce((sum, each) => ops.add(sum, each), ops.fill(0, [], float));
    const targets = inputs.map(({ node }) => node);
    return { inputs, outputs: [...ends, loss, ...gradientsOf("grad", loss, targets)], text, used };
  });
}

const step: fc.Arbitrary<Step> = fc.record({
  op: fc.nat({ max: 99_999 }),
  key: fc.nat({ max: 9999 }),
  reads: fc.array(fc.nat({ max: 99 }), { minLength: 2, maxLength: 2 }),
});

const size = fc.constantFrom(1, 2, 3, 3, 4, 0);
const shape = fc.oneof(
  { weight: 8, arbitrary: fc.array(size, { maxLength: 3 }) },
  // Long rows, so that sums are long and vectors have tails.
  { weight: 1, arbitrary: fc.constantFrom([1500], [37, 20], [3, 130]) },
);

/** 5 to 60 steps. */
export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 5, maxLength: 60, size: "max" });

/** Programs over one to three inputs. */
export const programs: fc.Arbitrary<Program> = fc.record({
  inputs: fc.array(fc.record({ shape, key: fc.nat({ max: 999 }) }), { minLength: 1, maxLength: 3 }),
  steps,
});
