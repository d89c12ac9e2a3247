/** The shape of an einsum, its equation checked letter by letter; knows no product. */

import type { Stretch } from "./broadcast.ts";
import type { Dim, IsSameDim, KnownDim, Shape } from "./dims.ts";
import type { Equation, ReadEquation } from "./einsum-equation.ts";
import type { FormatDim, FormatShape, FormatShapes } from "./format.ts";
import type { Counted } from "./size.ts";

/** The size of each letter so far and the tensor that said so, and the axes that `...` stands for. */
interface Sizes {
  readonly letters: Readonly<Record<string, readonly [dim: Dim, tensor: number]>>;
  readonly open: Shape;
}

// biome-ignore lint/complexity/noBannedTypes: no letter is known yet
type NoSizes = { letters: {}; open: [] };

/** The shape of an einsum in NumPy's notation, such as `"ij,jk->ik"`, or a message. */
export type Einsum<Text extends string, Shapes extends readonly Shape[]> = string extends Text
  ? Shape
  : ReadEquation<Text> extends infer E
    ? E extends Equation
      ? number extends Shapes["length"]
        ? Shape
        : [E["terms"]["length"]] extends [Shapes["length"]]
          ? number extends Shapes[number]["length"]
            ? Shape
            : MatchTerms<Text, Shapes, E["terms"], Shapes> extends infer Known
              ? Known extends Sizes
                ? Counted<"einsum", OutputShape<E["output"], Known>, Shapes>
                : Known
              : never
          : `einsum: "${Text}" names ${E["terms"]["length"]} ${E["terms"]["length"] extends 1
              ? "tensor"
              : "tensors"}, got ${Shapes["length"]}`
      : E
    : never;

type OutputShape<
  Output extends readonly string[],
  Known extends Sizes,
  Out extends Shape = [],
> = Output extends readonly [infer Head extends string, ...infer Tail extends readonly string[]]
  ? OutputShape<
      Tail,
      Known,
      Head extends "..." ? [...Out, ...Known["open"]] : [...Out, Known["letters"][Head][0]]
    >
  : Out;

// The sizes after every tensor, or a message.
type MatchTerms<
  Text extends string,
  Shapes extends readonly Shape[],
  Terms extends readonly (readonly string[])[],
  Rest extends readonly Shape[],
  Known extends Sizes = NoSizes,
  Seen extends readonly unknown[] = [0],
> = Terms extends readonly [
  infer Term extends readonly string[],
  ...infer TermTail extends readonly (readonly string[])[],
]
  ? Rest extends readonly [infer S extends Shape, ...infer RestTail extends readonly Shape[]]
    ? MatchLeft<Term, S, Seen["length"] & number, Known> extends infer Next
      ? Next extends Sizes
        ? MatchTerms<Text, Shapes, TermTail, RestTail, Next, [...Seen, 0]>
        : Next extends null
          ? RankFault<Text, Term, S, Seen["length"] & number>
          : `einsum: ${FormatShapes<Shapes>} ${Shapes["length"] extends 1
              ? "does"
              : "do"} not fit "${Text}" (${Next & string})`
      : never
    : Known
  : Known;

type RankFault<
  Text extends string,
  Term extends readonly string[],
  S extends Shape,
  Tensor extends number,
> = `einsum: "${JoinLabels<Term>}" in "${Text}" needs rank ${CountLetters<Term>}${"..." extends Term[number]
  ? " or more"
  : ""}, tensor ${Tensor} is ${FormatShape<S>}`;

type CountLetters<
  Term extends readonly string[],
  Seen extends readonly unknown[] = [],
> = Term extends readonly [infer Head extends string, ...infer Tail extends readonly string[]]
  ? CountLetters<Tail, Head extends "..." ? Seen : [...Seen, 0]>
  : Seen["length"] & number;

type JoinLabels<Term extends readonly string[], Text extends string = ""> = Term extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? JoinLabels<Tail, `${Text}${Head}`>
  : Text;

// Letters from the left up to `...`; null when the rank is another, a text when a size is.
type MatchLeft<
  Term extends readonly string[],
  S extends Shape,
  Tensor extends number,
  Known extends Sizes,
  Clash extends string | null = null,
> = Term extends readonly [infer Label extends string, ...infer Tail extends readonly string[]]
  ? Label extends "..."
    ? MatchRight<Tail, S, Tensor, Known, Clash>
    : S extends readonly [infer D extends Dim, ...infer Rest extends Shape]
      ? Bound<Known, Label, D, Tensor> extends infer Next
        ? Next extends Sizes
          ? MatchLeft<Tail, Rest, Tensor, Next, Clash>
          : MatchLeft<Tail, Rest, Tensor, Known, Clash extends null ? Next & string : Clash>
        : never
      : null
  : S extends readonly []
    ? Clash extends null
      ? Known
      : Clash
    : null;

// Takes the axes of `...` off, so that the letters behind it stand against the last axes.
type MatchRight<
  Term extends readonly string[],
  S extends Shape,
  Tensor extends number,
  Known extends Sizes,
  Clash extends string | null,
  Behind extends readonly unknown[] = Term,
  Last extends Shape = [],
> = Behind extends readonly [unknown, ...infer More]
  ? S extends readonly [...infer Front extends Shape, infer D extends Dim]
    ? MatchRight<Term, Front, Tensor, Known, Clash, More, [D, ...Last]>
    : null
  : MatchLeft<Term, Last, Tensor, Known, Clash> extends infer Next
    ? Next extends Sizes
      ? Stretch<Next["open"], [...S]> extends infer Open
        ? Open extends Shape
          ? { letters: Next["letters"]; open: Open }
          : `"..." does not broadcast, ${Open & string}`
        : never
      : Next
    : never;

// The sizes with one letter more, or the text of the clash.
type Bound<
  Known extends Sizes,
  Label extends string,
  D extends Dim,
  Tensor extends number,
> = Label extends keyof Known["letters"]
  ? IsSameDim<Known["letters"][Label][0], D> extends true
    ? Known["letters"][Label][0] extends D
      ? Known
      : {
          letters: Omit<Known["letters"], Label> & {
            [K in Label]: [KnownDim<Known["letters"][Label][0], D>, Known["letters"][Label][1]];
          };
          open: Known["open"];
        }
    : `"${Label}" is ${FormatDim<Known["letters"][Label][0]>} in tensor ${Known["letters"][Label][1]} but ${FormatDim<D>} in tensor ${Tensor}`
  : { letters: Known["letters"] & { [K in Label]: [D, Tensor] }; open: Known["open"] };
