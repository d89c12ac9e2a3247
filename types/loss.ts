/** Which targets fit which predictions; knows no formula. */

import type { NormalizeAxis } from "./axis.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { ReplaceAxis } from "./gather.ts";
import type { IsSameShape, SameShape } from "./same-shape.ts";

/**
 * The shape of the losses, one for each sample, or a message: logits `[n, classes, …]` with class numbers
 * `[n, …]` or with probabilities `[n, classes, …]` give `[n, …]`.
 */
export type CrossEntropy<Logits extends Shape, Target extends Shape> = number extends Logits["length"]
  ? Shape
  : Logits extends readonly [infer N extends Dim, Dim, ...infer Rest extends Shape]
    ? number extends Target["length"]
      ? [N, ...Rest]
      : IsSameShape<[N, ...Rest], Target> extends true
        ? [N, ...Rest]
        : IsSameShape<Logits, Target> extends true
          ? [N, ...Rest]
          : `crossEntropy: logits ${FormatShape<Logits>} need classes ${FormatShape<[N, ...Rest]>} or probabilities ${FormatShape<Logits>}, got ${FormatShape<Target>}`
    : `crossEntropy: logits are [samples, classes, ...], got ${FormatShape<Logits>}`;

/** The shape of the losses, or a message: log-probabilities `[n, classes, …]` with class numbers `[n, …]` give `[n, …]`. */
export type Nll<
  LogProbabilities extends Shape,
  Classes extends Shape,
> = number extends LogProbabilities["length"]
  ? Shape
  : LogProbabilities extends readonly [infer N extends Dim, Dim, ...infer Rest extends Shape]
    ? number extends Classes["length"]
      ? [N, ...Rest]
      : IsSameShape<[N, ...Rest], Classes> extends true
        ? [N, ...Rest]
        : `nll: log-probabilities ${FormatShape<LogProbabilities>} need classes ${FormatShape<[N, ...Rest]>}, got ${FormatShape<Classes>}`
    : `nll: log-probabilities are [samples, classes, ...], got ${FormatShape<LogProbabilities>}`;

/** The shape of the similarities of equal shapes along an axis, which goes, or a message. */
export type CosineSimilarity<A extends Shape, B extends Shape, Axis extends number = -1> =
  SameShape<"cosineSimilarity", A, B> extends infer Common
    ? Common extends Shape
      ? number extends Common["length"]
        ? Shape
        : NormalizeAxis<"cosineSimilarity", Common, Axis> extends infer Along
          ? Along extends number
            ? number extends Along
              ? Shape
              : ReplaceAxis<Common, Along, []>
            : Along
          : never
      : Common
    : never;
