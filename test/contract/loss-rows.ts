/** Every loss, with its settings, as contract rows. */

import type { Domain } from "../../src/graph/op.ts";
import * as losses from "../../src/loss/index.ts";
import type { Untyped } from "../tensor/untyped.ts";
import { on, plain, positions, rowsOfTries, type Try, withOthers } from "./tries.ts";

type Loose = (...given: readonly unknown[]) => Untyped;
const loose = losses as unknown as Readonly<Record<keyof typeof losses, Loose>>;

const probability: Domain = { low: 0.05, high: 0.95 };
const weight: Domain = { low: 0.5, high: 2 };
const pair = [
  [3, 4],
  [3, 4],
] as const;

/** Scores and class numbers. */
const classes = (shape: readonly number[], call: (x: Untyped, classes: Untyped) => Untyped): Try =>
  withOthers(shape, [positions([shape[0]!, ...shape.slice(2)], shape[1]!)], ([x, at]) => call(x!, at!));

/** The compiler refuses a loss without a call. */
const tries = {
  crossEntropy: [
    classes([3, 4], (x, at) => loose.crossEntropy(x, at)),
    classes([2, 3, 2], (x, at) => loose.crossEntropy(x, at, { labelSmoothing: 0.1, reduction: "none" })),
    classes([4, 3], (x, at) => loose.crossEntropy(x, at, { ignoreIndex: 7, reduction: "sum" })),
    on([[3, 4], [3, 4], [4]], ([x, p, w]) => loose.crossEntropy(x, p, { weight: w }), [
      plain,
      probability,
      weight,
    ]),
  ],
  nll: [classes([3, 4], (x, at) => loose.nll(x.logSoftmax(1), at))],
  binaryCrossEntropy: [
    on(pair, ([x, p]) => loose.binaryCrossEntropy(x, p, { from: "logits" }), [plain, probability]),
    on(pair, ([x, p]) => loose.binaryCrossEntropy(x, p, { from: "probabilities", reduction: "none" }), [
      probability,
      probability,
    ]),
  ],
  mse: [
    on(pair, ([x, y]) => loose.mse(x, y)),
    on([[5], [5]], ([x, y]) => loose.mse(x, y, { reduction: "none" })),
  ],
  meanAbsoluteError: [
    on(pair, ([x, y]) => loose.meanAbsoluteError(x, y), [
      { low: 1, high: 2 },
      { low: -1, high: 0.9 },
    ]),
  ],
  huber: [
    on(pair, ([x, y]) => loose.huber(x, y, { delta: 8 })),
    on(pair, ([x, y]) => loose.huber(x, y, { delta: 0.05 }), [
      { low: 1, high: 2 },
      { low: -1, high: 0.9 },
    ]),
  ],
  smoothL1: [on(pair, ([x, y]) => loose.smoothL1(x, y, { beta: 8, reduction: "sum" }))],
  klDivergence: [
    on(pair, ([q, p]) => loose.klDivergence(q!.logSoftmax(1), p, { reduction: "batchMean" }), [
      plain,
      probability,
    ]),
  ],
  cosineSimilarity: [on(pair, ([a, b]) => loose.cosineSimilarity(a, b, { axis: 1 }), [weight, plain])],
} satisfies Record<keyof typeof losses, readonly Try[]>;

export const lossRows = rowsOfTries(tries);
