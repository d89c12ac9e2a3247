/** The equation of an einsum taken apart: its terms and its output, written or implied; knows no shape. */

/** The letters and the `...` of every term, and of the output. */
export interface Equation {
  readonly terms: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/** The equation in parts, or a message. */
export type ReadEquation<Text extends string> =
  WithoutSpaces<Text> extends `${infer Left}->${infer Right}`
    ? ReadTerms<Text, Left> extends infer Terms
      ? Terms extends readonly (readonly string[])[]
        ? ReadTerm<Text, Right> extends infer Output
          ? Output extends readonly string[]
            ? OutputFault<Text, Output, Terms[number][number], Output> extends infer Fault extends string
              ? Fault
              : { terms: Terms; output: Output }
            : Output
          : never
        : Terms
      : never
    : ReadTerms<Text, WithoutSpaces<Text>> extends infer Terms
      ? Terms extends readonly (readonly string[])[]
        ? { terms: Terms; output: ImplicitOutput<Flatten<Terms>> }
        : Terms
      : never;

type WithoutSpaces<Text extends string> = Text extends `${infer Before} ${infer After}`
  ? WithoutSpaces<`${Before}${After}`>
  : Text;

type ReadTerms<
  Text extends string,
  Left extends string,
  Out extends readonly (readonly string[])[] = [],
> = Left extends `${infer Head},${infer Tail}`
  ? ReadTerm<Text, Head> extends infer Term
    ? Term extends readonly string[]
      ? ReadTerms<Text, Tail, [...Out, Term]>
      : Term
    : never
  : ReadTerm<Text, Left> extends infer Term
    ? Term extends readonly string[]
      ? [...Out, Term]
      : Term
    : never;

type Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

type CharactersOf<
  Text extends string,
  Found extends string = never,
> = Text extends `${infer Head}${infer Tail}` ? CharactersOf<Tail, Found | Head> : Found;

type Letter = CharactersOf<Alphabet>;

type ReadTerm<
  Text extends string,
  Term extends string,
  Out extends readonly string[] = [],
> = Term extends `...${infer Tail}`
  ? "..." extends Out[number]
    ? Unexpected<Text, "...">
    : ReadTerm<Text, Tail, [...Out, "..."]>
  : Term extends `${infer Head}${infer Tail}`
    ? Head extends Letter
      ? ReadTerm<Text, Tail, [...Out, Head]>
      : Unexpected<Text, Head>
    : Out;

type Unexpected<
  Text extends string,
  Part extends string,
> = `einsum: unexpected "${Part}" in "${Text}" (letters, commas, one "->", and "..." once for a tensor)`;

type OutputFault<
  Text extends string,
  Output extends readonly string[],
  Letters extends string,
  Rest extends readonly string[],
  Seen extends string = never,
> = Rest extends readonly [infer Head extends string, ...infer Tail extends readonly string[]]
  ? Head extends Letters
    ? Head extends Seen
      ? `einsum: the output of "${Text}" names "${Head}" twice`
      : OutputFault<Text, Output, Letters, Tail, Seen | Head>
    : `einsum: the output of "${Text}" names "${Head}", which no input has`
  : null;

type Flatten<
  Terms extends readonly (readonly string[])[],
  Out extends readonly string[] = [],
> = Terms extends readonly [
  infer Head extends readonly string[],
  ...infer Tail extends readonly (readonly string[])[],
]
  ? Flatten<Tail, [...Out, ...Head]>
  : Out;

// The `...`, and every letter that stands once, in the order of the alphabet.
type ImplicitOutput<
  Rest extends readonly string[],
  Seen extends string = never,
  Out extends readonly string[] = [],
  Open extends readonly string[] = [],
> = Rest extends readonly [infer Head extends string, ...infer Tail extends readonly string[]]
  ? Head extends "..."
    ? ImplicitOutput<Tail, Seen, Out, ["..."]>
    : Head extends Seen | Tail[number]
      ? ImplicitOutput<Tail, Seen | Head, Out, Open>
      : ImplicitOutput<Tail, Seen, InsertLetter<Out, Head>, Open>
  : [...Open, ...Out];

type InsertLetter<
  Sorted extends readonly string[],
  L extends string,
  Before extends readonly string[] = [],
> = Sorted extends readonly [infer Head extends string, ...infer Tail extends readonly string[]]
  ? Alphabet extends `${string}${L}${string}${Head}${string}`
    ? [...Before, L, ...Sorted]
    : InsertLetter<Tail, L, [...Before, Head]>
  : [...Before, L];
