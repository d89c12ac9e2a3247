/** What a shape is made of: sizes, names for sizes, and sizes nobody knows yet; no rule. */

/** A size (`3`), a name for one size (`"batch"`), or a size that is only known when it runs (`number`). */
export type Dim = number | string;

/** The dims of a tensor, outermost first; `[]` is a scalar's. */
export type Shape = readonly Dim[];

/** Whether a dim says nothing about its size before it runs. */
export type IsUnknownDim<D extends Dim> = [number] extends [D] ? true : [string] extends [D] ? true : false;

// `readonly` on one side only: of two plain tuples the compiler decides nothing while a type parameter stands in them,
// not even that a parameter equals itself.

/** Whether two dims can be the same size: equal, one a case of the other, or one unknown. Two names never are. */
export type IsSameDim<A extends Dim, B extends Dim> = [A] extends readonly [B]
  ? true
  : [B] extends readonly [A]
    ? true
    : IsUnknownDim<A> extends true
      ? true
      : IsUnknownDim<B>;

/** The dim that says more about a size two dims share. */
export type KnownDim<A extends Dim, B extends Dim> = [B] extends readonly [A]
  ? B
  : IsUnknownDim<A> extends true
    ? B
    : A;

/** The same tuple, writable, as it should read on screen: `[2, 3]`. */
export type Plain<S extends readonly unknown[]> = { -readonly [K in keyof S]: S[K] };
