/** Recurrent cells and attention, composed from products and activations. */

import { ShapeError } from "../../base/errors.ts";
import type { Node } from "../../graph/node.ts";
import { attention as attentionRule } from "../../shape/attention.ts";
import { recurrentCell } from "../../shape/cell.ts";
import { formatShape } from "../../shape/index.ts";
import { add, mul, sigmoid, sub, tanh } from "../arithmetic.ts";
import { lessEqual, logicalAnd, select } from "../comparison.ts";
import { transposeLast } from "../contraction.ts";
import { checkDType, checkSameDType } from "../dtype-rules.ts";
import { iota } from "../leaves.ts";
import { reshape } from "../movement.ts";
import { expand, fillLike } from "../sum-expand.ts";
import { broadcasting, expandTogether } from "./broadcasting.ts";
import { matmul } from "./products.ts";
import { sliceAlong } from "./rearranging.ts";
import { axiswise } from "./softmax.ts";

/** What a cell learns: weights `[gates·hidden, …]` and biases `[gates·hidden]`. */
export interface CellWeights {
  readonly wIh: Node;
  readonly wHh: Node;
  readonly bIh: Node;
  readonly bHh: Node;
}

const addBroadcast = broadcasting("add", add);

/** x·Wᵀ + b, cut into equal parts along the last axis. */
function projectGates(x: Node, weight: Node, bias: Node, gates: number): Node[] {
  const all = addBroadcast(matmul(x, transposeLast(weight)), bias);
  const hidden = all.shape.at(-1)! / gates;
  return Array.from({ length: gates }, (_, gate) =>
    sliceAlong(all, all.shape.length - 1, gate * hidden, hidden),
  );
}

function checkCell(op: string, gates: number, x: Node, h: Node, weights: CellWeights): void {
  checkDType(op, "float", x.dtype);
  const { wIh, wHh, bIh, bHh } = weights;
  for (const side of [h, wIh, wHh, bIh, bHh]) checkSameDType(op, x, side);
  const weightShapes = { wIh: wIh.shape, wHh: wHh.shape, bIh: bIh.shape, bHh: bHh.shape };
  recurrentCell(op, gates, { x: x.shape, h: h.shape, ...weightShapes });
}

/** Gated recurrent unit (Cho et al. 2014), gates r, z, n: n = tanh(iₙ + r·hₙ), h′ = (1 − z)·n + z·h. */
export function gruCell(x: Node, h: Node, weights: CellWeights): Node {
  checkCell("gruCell", 3, x, h, weights);
  const [ir, iz, candidate] = projectGates(x, weights.wIh, weights.bIh, 3) as [Node, Node, Node];
  const [hr, hz, hn] = projectGates(h, weights.wHh, weights.bHh, 3) as [Node, Node, Node];
  const r = sigmoid(add(ir, hr));
  const z = sigmoid(add(iz, hz));
  const n = tanh(add(candidate, mul(r, hn)));
  return add(mul(sub(fillLike(1, z), z), n), mul(z, h));
}

/** Long short-term memory (Hochreiter & Schmidhuber 1997), gates i, f, g, o: c′ = f·c + i·g, h′ = o·tanh c′. */
export function lstmCell(
  x: Node,
  h: Node,
  c: Node,
  weights: CellWeights,
): { readonly h: Node; readonly c: Node } {
  checkCell("lstmCell", 4, x, h, weights);
  checkSameDType("lstmCell", h, c);
  if (c.shape.length !== h.shape.length || c.shape.some((size, axis) => size !== h.shape[axis]))
    throw new ShapeError(`lstmCell: states differ, h ${formatShape(h.shape)} and c ${formatShape(c.shape)}`);
  const fromInput = projectGates(x, weights.wIh, weights.bIh, 4);
  const fromState = projectGates(h, weights.wHh, weights.bHh, 4);
  const [i, f, g, o] = fromInput.map((part, gate) => add(part, fromState[gate]!)) as [Node, Node, Node, Node];
  const cell = add(mul(sigmoid(f), c), mul(sigmoid(i), tanh(g)));
  return { h: mul(sigmoid(o), tanh(cell)), c: cell };
}

/** Which places a row of scores may look at: those a mask names, and up to its own, aligned at the start. */
function allowedPlaces(scores: Node, mask: Node | undefined, causal: boolean): Node | null {
  if (!causal) return mask ?? null;
  const [rows, columns] = scores.shape.slice(-2) as [number, number];
  const row = expand(reshape(iota(rows, "i32"), [rows, 1]), scores.shape);
  const before = lessEqual(expand(iota(columns, "i32"), scores.shape), row);
  return mask === undefined ? before : logicalAnd(before, mask);
}

/**
 * softmax(q·kᵀ/√d)·v over the last two axes (Vaswani et al. 2017); where a mask is false, nothing is attended to, and a
 * row that may attend to nothing gives zeros.
 */
export function attention(q: Node, k: Node, v: Node, mask: Node | undefined, causal: boolean): Node {
  checkDType("attention", "float", q.dtype);
  for (const side of [k, v]) checkSameDType("attention", q, side);
  if (mask !== undefined) checkDType("attention", "bool", mask.dtype);
  attentionRule(q.shape, k.shape, v.shape, mask?.shape);
  const products = matmul(q, transposeLast(k));
  const raw = mul(products, fillLike(1 / Math.sqrt(q.shape.at(-1)!), products));
  const [scores, seen] =
    mask === undefined ? [raw, undefined] : (expandTogether("attention", [raw, mask]) as [Node, Node]);
  const allowed = allowedPlaces(scores, seen, causal);
  const last = scores.shape.length - 1;
  if (allowed === null) return matmul(axiswise.softmax.build(scores, last), v);
  const lowest = fillLike(Number.NEGATIVE_INFINITY, scores);
  const weights = axiswise.softmax.build(select(allowed, scores, lowest), last);
  return matmul(select(allowed, weights, fillLike(0, weights)), v);
}
