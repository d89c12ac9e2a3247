/** Random numbers as pure functions of a key, so that a compiled step draws others whenever its key is another. */

import { type DType, dtypes, type TypedArray } from "../base/dtype.ts";
import { DTypeError, ShapeError } from "../base/errors.ts";
import { fillNormal, fillUniform, type Key, splitKey as splitBase } from "../base/random.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { Abstract, HostOp } from "../graph/op.ts";
import { formatShape, settingWithin } from "../shape/index.ts";
import { mul } from "./arithmetic.ts";
import { less, select } from "./comparison.ts";
import { checkDType } from "./dtype-rules.ts";
import { fillLike } from "./sum-expand.ts";

/** Throws unless a tensor is a key: `uniform: a key is [2] i32, got [3] f32 (make one with randomKey(seed))`. */
export function checkKey(op: string, { shape, dtype }: Abstract): void {
  const got = `a key is [2] i32, got ${formatShape(shape)} ${dtype} (make one with randomKey(seed))`;
  if (dtype !== "i32") throw new DTypeError(`${op}: ${got}`);
  if (shape.length !== 1 || shape[0] !== 2) throw new ShapeError(`${op}: ${got}`);
}

const keyIn = (words: TypedArray): Key => [words[0]! >>> 0, words[1]! >>> 0];

/** A function of a key whose result has the shape and element type that the attributes say. */
const keyed = (name: string, fill: (target: TypedArray, key: Key) => void): HostOp => ({
  kind: "host",
  name,
  takesBatches: false,
  infer: ([key], { shape, dtype }) => {
    checkKey(name, key!);
    return { shape: shape as readonly number[], dtype: dtype as DType };
  },
  vjp: null,
  run: ([words], output) => fill(output, keyIn(words!)),
});

const ops = {
  uniform: keyed("uniform", fillUniform),
  normal: keyed("normal", fillNormal),
  splitKey: keyed("splitKey", (target, key) => {
    for (let index = 0; 2 * index < target.length; index++)
      target.set(
        splitBase(key, index).map((word) => word | 0),
        2 * index,
      );
  }),
};

/** Numbers even in [0, 1) or of the standard normal distribution: those the key's seed gives outside graphs. */
export function drawBy(name: "uniform" | "normal", key: Node, shape: readonly number[], dtype: DType): Node {
  return makeNode(ops[name], [key], { shape, dtype });
}

/** `count` keys from one, `[count, 2]`. */
export function splitKey(key: Node, count: number): Node {
  return makeNode(ops.splitKey, [key], { shape: [count, 2], dtype: "i32" });
}

/**
 * Each element dropped with probability `rate`, the others divided by 1 − rate (Srivastava et al. 2014); what is dropped is
 * 0 and sends no derivative, whatever it was.
 */
export function dropout(x: Node, rate: number, key: Node): Node {
  checkDType("dropout", "float", x.dtype);
  checkKey("dropout", key);
  settingWithin("dropout", "the rate", rate, "from 0 to 1");
  if (rate === 0) return x;
  const drawn = drawBy("uniform", key, x.shape, x.dtype);
  const kept = rate === 1 ? x : mul(x, fillLike(dtypes[x.dtype].round(1 / (1 - rate)), x));
  return select(less(drawn, fillLike(rate, drawn)), fillLike(0, x), kept);
}
