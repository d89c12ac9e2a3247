/** Attention and its derivatives by their formulas in plain numbers, with zeros where a query may look nowhere. */

import { decodeAll, type GraphCase } from "./case.ts";

type Matrix = number[][];

const rowsOf = (data: readonly number[], columns: number): Matrix =>
  Array.from({ length: data.length / columns }, (_, row) => data.slice(row * columns, (row + 1) * columns));

const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, column) => row.reduce((sum, value, k) => sum + value * b[k]![column]!, 0)));

const transpose = (a: Matrix): Matrix => a[0]!.map((_, column) => a.map((row) => row[column]!));

/** Weights of one query: e^(s − max) / Σ over what it may see. */
function weigh(scores: readonly number[], seen: readonly number[]): number[] {
  const top = Math.max(...scores.filter((_, at) => seen[at] === 1));
  const powers = scores.map((score, at) => (seen[at] === 1 ? Math.exp(score - top) : 0));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => (total === 0 ? 0 : power / total));
}

export interface AttentionReference {
  readonly y: number[];
  /** Derivatives by q, k and v. */
  readonly gradients: readonly number[][];
}

/** For q, k, v and a mask of rank 2, and weights W of the result: P = softmax, dS = P∘(W·vᵀ − Σ (W·vᵀ)∘P)/√d. */
export function computeAttention({ inputs, outputs }: GraphCase): AttentionReference {
  const [q, k, v, mask] = inputs.map(({ data, shape }) => rowsOf(decodeAll(data), shape.at(-1)!)) as [
    Matrix,
    Matrix,
    Matrix,
    Matrix,
  ];
  const weight = rowsOf(outputs![0]!.weight!.slice(), outputs![0]!.shape.at(-1)!);
  const scale = 1 / Math.sqrt(q[0]!.length);
  const scores = multiply(q, transpose(k));
  const p = scores.map((row, at) =>
    weigh(
      row.map((score) => score * scale),
      mask[at]!,
    ),
  );
  const toWeights = multiply(weight, transpose(v));
  const toScores = toWeights.map((row, at) => {
    const mean = row.reduce((sum, value, column) => sum + value * p[at]![column]!, 0);
    return row.map((value, column) => p[at]![column]! * (value - mean) * scale);
  });
  const gradients = [multiply(toScores, k), multiply(transpose(toScores), q), multiply(transpose(p), weight)];
  return { y: multiply(p, v).flat(), gradients: gradients.map((each) => each.flat()) };
}
