/** Shapes on their way through layers, where `"..."` in front is any number of axes; knows no weight. */

import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";

type NamedDims = Readonly<Record<string, Dim>>;

// Matches from the last axis on: { rest, bound }, or what clashes.
type MatchLayer<
  Takes extends Shape,
  X extends Shape,
  // biome-ignore lint/complexity/noBannedTypes: no name is bound yet
  Bound extends NamedDims = {},
  Seen extends Shape = [],
> = Takes extends readonly [...infer Front extends Shape, infer P extends Dim]
  ? P extends "..."
    ? { rest: X; bound: Bound }
    : X extends readonly [...infer XFront extends Shape, infer D extends Dim]
      ? D extends "..."
        ? // What `"..."` stands for may have the axes that are missing.
          { rest: []; bound: Bound }
        : P extends keyof Bound
          ? IsSameDim<Bound[P], D> extends true
            ? MatchLayer<Front, XFront, Bound, [...Seen, D]>
            : ClashAt<Bound[P], D, [...Seen, D]>
          : P extends string
            ? MatchLayer<Front, XFront, Bound & { readonly [Name in P]: D }, [...Seen, D]>
            : IsSameDim<P, D> extends true
              ? MatchLayer<Front, XFront, Bound, [...Seen, D]>
              : ClashAt<P, D, [...Seen, D]>
      : "ranks do not match"
  : X extends readonly [] | readonly ["..."]
    ? { rest: []; bound: Bound }
    : "ranks do not match";

type ClashAt<
  P extends Dim,
  D extends Dim,
  Seen extends Shape,
> = `${FormatDim<P>} ≠ ${FormatDim<D>} at axis -${Seen["length"] & number}`;

type ReplaceDims<
  Gives extends Shape,
  Rest extends Shape,
  Bound extends NamedDims,
  Out extends Shape = [],
> = Gives extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? Head extends "..."
    ? ReplaceDims<Tail, Rest, Bound, [...Out, ...Rest]>
    : ReplaceDims<Tail, Rest, Bound, [...Out, Head extends keyof Bound ? Bound[Head] : Head]>
  : Out;

/** The shape that comes out of a layer which takes and gives shapes with names and `"..."`, or a message. */
export type Through<
  Op extends string,
  Takes extends Shape,
  Gives extends Shape,
  X extends Shape,
> = number extends Takes["length"] | Gives["length"] | X["length"]
  ? Shape
  : MatchLayer<Takes, X> extends infer Match
    ? Match extends { rest: infer Rest extends Shape; bound: infer Bound extends NamedDims }
      ? ReplaceDims<Gives, Rest, Bound>
      : `${Op}: needs ${FormatShape<Takes>}, got ${FormatShape<X>} (${Match & string})`
    : never;

/** The input's shape with its last axis, the features, replaced, or a message. */
export type Linear<In extends Dim, X extends Shape, Out extends Dim = In> = Through<
  "linear",
  ["...", In],
  ["...", Out],
  X
>;

/** What a layer takes and gives. */
export interface LayerShapes {
  readonly takes: Shape;
  readonly gives: Shape;
}

/** What one layer after the other takes and gives, or the message of the first that does not fit what reaches it. */
export type Compose<Layers extends readonly LayerShapes[]> = Layers extends readonly [
  infer First extends LayerShapes,
  ...infer Others extends readonly LayerShapes[],
]
  ? ComposeRest<First["takes"], First["gives"], Others>
  : "sequential: needs at least one layer, got none";

type ComposeRest<
  Takes extends Shape,
  Gives extends Shape,
  Others extends readonly LayerShapes[],
  Seen extends readonly unknown[] = [0, 0],
> = Others extends readonly [infer Next extends LayerShapes, ...infer Tail extends readonly LayerShapes[]]
  ? Gives extends readonly ["..."]
    ? ComposeRest<Next["takes"], Next["gives"], Tail, [...Seen, 0]>
    : ComposeNext<Gives, Next, Seen> extends infer Out
      ? Out extends Shape
        ? ComposeRest<Takes, Out, Tail, [...Seen, 0]>
        : Out
      : never
  : { takes: Takes; gives: Gives };

type ComposeNext<
  Gives extends Shape,
  Next extends LayerShapes,
  Seen extends readonly unknown[],
> = number extends Gives["length"] | Next["takes"]["length"] | Next["gives"]["length"]
  ? Next["gives"]
  : MatchLayer<Next["takes"], Gives> extends infer Match
    ? Match extends { rest: infer Rest extends Shape; bound: infer Bound extends NamedDims }
      ? ReplaceDims<Next["gives"], Rest, Bound>
      : `sequential: layer ${Seen["length"] & number} needs ${FormatShape<Next["takes"]>}, but ${FormatShape<Gives>} reaches it (${Match & string})`
    : never;
