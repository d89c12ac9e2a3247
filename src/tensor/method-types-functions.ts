/** The types of functions of several tensors: einsum, attention and recurrent cells; knows no builder. */

import type { Attention, Einsum, LstmCell, RecurrentCell } from "../../types/index.ts";
import type { DTypeFault, SameDTypeFault } from "./method-types-dtype.ts";
import type { Fits, Resolve, ShapeOfOptional, ShapesOf, TensorLike, TensorOf } from "./tensor-kinds.ts";

type FirstDType<T extends readonly TensorLike[]> = T extends readonly [
  infer First extends TensorLike,
  ...unknown[],
]
  ? First["dtype"]
  : T[number]["dtype"];

/** The message that element types differ or are not of the class, or null. */
type ListFault<
  Op extends string,
  Class extends "numeric" | "float",
  T extends readonly TensorLike[],
  First = FirstDType<T>,
> = T extends readonly [infer Head extends TensorLike, ...infer Tail extends readonly TensorLike[]]
  ? SameDTypeFault<Op, First, Head["dtype"]> extends infer Fault extends string
    ? Fault
    : DTypeFault<Op, Class, Head["dtype"]> extends infer Fault extends string
      ? Fault
      : ListFault<Op, Class, Tail, First>
  : null;

type FitsAll<Op extends string, Class extends "numeric" | "float", T extends readonly TensorLike[], R> =
  ListFault<Op, Class, T> extends infer Fault extends string ? Fault : R;

/** `einsum(equation, ...tensors)`: products and sums over letters, in NumPy's notation. */
export type EinsumFunction = <const Equation extends string, const T extends readonly TensorLike[]>(
  equation: Fits<Einsum<Equation, ShapesOf<T>>, FitsAll<"einsum", "numeric", T, Equation>>,
  ...tensors: T
) => TensorOf<Resolve<Einsum<Equation, ShapesOf<T>>>, FirstDType<T>>;

/** Who may attend to whom. */
export interface AttentionSettings<Mask> {
  /** A `bool` tensor that stretches to `[…, queries, keys]`; true means may attend. */
  readonly mask?: Mask;
  /** Whether a query attends to keys up to its own place only; false by default. */
  readonly causal?: boolean;
}

type AttentionFault<Q extends TensorLike, K extends TensorLike, V extends TensorLike, Mask> = FitsAll<
  "attention",
  "float",
  [Q, K, V],
  Mask extends TensorLike
    ? DTypeFault<"attention", "bool", Mask["dtype"]> extends infer Fault extends string
      ? Fault
      : Attention<Q["shape"], K["shape"], V["shape"], ShapeOfOptional<Mask>>
    : Attention<Q["shape"], K["shape"], V["shape"]>
>;

/** `attention(q, k, v, { mask?, causal? })`: softmax(q·kᵀ/√d)·v over the last two axes. */
export type AttentionFunction = <
  Q extends TensorLike,
  K extends TensorLike,
  V extends TensorLike,
  Mask extends TensorLike | undefined = undefined,
>(
  q: Q,
  k: K,
  v: Fits<AttentionFault<Q, K, V, Mask>, V>,
  options?: AttentionSettings<Mask>,
) => TensorOf<Resolve<Attention<Q["shape"], K["shape"], V["shape"]>>, Q["dtype"]>;

interface CellOf<
  X extends TensorLike,
  H extends TensorLike,
  WI extends TensorLike,
  WH extends TensorLike,
  BI extends TensorLike,
  BH extends TensorLike,
> {
  x: X["shape"];
  h: H["shape"];
  wIh: WI["shape"];
  wHh: WH["shape"];
  bIh: BI["shape"];
  bHh: BH["shape"];
}

/** `gruCell(x, h, wIh, wHh, bIh, bHh)`: the next state, of the state's shape. */
export type GruCellFunction = <
  X extends TensorLike,
  H extends TensorLike,
  WI extends TensorLike,
  WH extends TensorLike,
  BI extends TensorLike,
  BH extends TensorLike,
>(
  x: X,
  h: H,
  wIh: WI,
  wHh: WH,
  bIh: BI,
  bHh: Fits<
    FitsAll<
      "gruCell",
      "float",
      [X, H, WI, WH, BI, BH],
      RecurrentCell<"gruCell", 3, CellOf<X, H, WI, WH, BI, BH>>
    >,
    BH
  >,
) => TensorOf<H["shape"], X["dtype"]>;

/** `lstmCell(x, h, c, wIh, wHh, bIh, bHh)`: the next state and the next cell, of the state's shape. */
export type LstmCellFunction = <
  X extends TensorLike,
  H extends TensorLike,
  C extends TensorLike,
  WI extends TensorLike,
  WH extends TensorLike,
  BI extends TensorLike,
  BH extends TensorLike,
>(
  x: X,
  h: H,
  c: C,
  wIh: WI,
  wHh: WH,
  bIh: BI,
  bHh: Fits<
    FitsAll<
      "lstmCell",
      "float",
      [X, H, WI, WH, BI, BH, C],
      LstmCell<CellOf<X, H, WI, WH, BI, BH>, C["shape"]>
    >,
    BH
  >,
) => { readonly h: TensorOf<H["shape"], X["dtype"]>; readonly c: TensorOf<H["shape"], X["dtype"]> };
