/** Products of two vectors, and rows of a table picked by ids; knows no elements. */

import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";
import type { Counted } from "./size.ts";

/** A scalar, if there are two vectors of one length, or a message. */
export type Dot<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? []
  : [A, B] extends readonly [readonly [infer N extends Dim], readonly [infer M extends Dim]]
    ? IsSameDim<N, M> extends true
      ? []
      : `dot: lengths differ, ${FormatShape<A>} and ${FormatShape<B>} (${FormatDim<N>} ≠ ${FormatDim<M>})`
    : VectorsFault<"dot", A, B>;

/** Every product of two vectors' elements: `[n]` and `[m]` give `[n, m]`, or a message. */
export type Outer<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? Shape
  : [A, B] extends readonly [readonly [infer N extends Dim], readonly [infer M extends Dim]]
    ? Counted<"outer", [N, M], A>
    : VectorsFault<"outer", A, B>;

type VectorsFault<
  Op extends string,
  A extends Shape,
  B extends Shape,
> = `${Op}: needs two vectors, got ${FormatShape<A>} and ${FormatShape<B>}`;

/** Rows of a table in the place of their ids: `[n, …rest]` by ids of any shape gives `[…ids, …rest]`, or a message. */
export type Embedding<Table extends Shape, Ids extends Shape> = number extends Table["length"] | Ids["length"]
  ? Shape
  : Table extends readonly [unknown, ...infer Rest extends Shape]
    ? Counted<"embedding", [...Ids, ...Rest], Ids>
    : "embedding: needs a table of rows, got []";
