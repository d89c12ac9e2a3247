/** Which sizes fit a recurrent cell; knows no gate. */

import type { ProductOfDims } from "./dim-arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { IsSameShape } from "./same-shape.ts";

/** The operands of a cell, each with its shape. */
export interface CellShapes {
  readonly x: Shape;
  readonly h: Shape;
  readonly wIh: Shape;
  readonly wHh: Shape;
  readonly bIh: Shape;
  readonly bHh: Shape;
}

/** `[…, hidden]`, the state's shape, or a message; weights are `[gates·hidden, …]`. */
export type RecurrentCell<
  Op extends string,
  Gates extends number,
  S extends CellShapes,
> = number extends S[keyof CellShapes]["length"]
  ? S["h"]
  : [S["x"], S["h"]] extends [
        readonly [...infer XB extends Shape, infer I extends Dim],
        readonly [...infer HB extends Shape, infer H extends Dim],
      ]
    ? IsSameShape<XB, HB> extends true
      ? WeightsFault<Op, S, ProductOfDims<Gates, H>, I, H> extends infer Fault extends string
        ? Fault
        : [...S["h"]]
      : StateFault<Op, S>
    : StateFault<Op, S>;

type StateFault<
  Op extends string,
  S extends CellShapes,
> = `${Op}: input and state do not fit, ${FormatShape<S["x"]>} and ${FormatShape<S["h"]>}`;

type WeightsFault<Op extends string, S extends CellShapes, Rows extends Dim, I extends Dim, H extends Dim> =
  RoleFault<Op, S, "wIh", [Rows, I]> extends infer Fault extends string
    ? Fault
    : RoleFault<Op, S, "wHh", [Rows, H]> extends infer Fault extends string
      ? Fault
      : RoleFault<Op, S, "bIh", [Rows]> extends infer Fault extends string
        ? Fault
        : RoleFault<Op, S, "bHh", [Rows]>;

type RoleFault<
  Op extends string,
  S extends CellShapes,
  Role extends "wIh" | "wHh" | "bIh" | "bHh",
  Needed extends Shape,
> =
  IsSameShape<S[Role], Needed> extends true
    ? null
    : `${Op}: ${Role} needs ${FormatShape<Needed>} for input ${FormatShape<S["x"]>} and state ${FormatShape<S["h"]>}, got ${FormatShape<S[Role]>}`;

/** The same for a cell with two states of one shape. */
export type LstmCell<S extends CellShapes, C extends Shape> =
  RecurrentCell<"lstmCell", 4, S> extends infer Out
    ? Out extends Shape
      ? number extends Out["length"] | C["length"]
        ? Out
        : IsSameShape<C, Out> extends true
          ? Out
          : `lstmCell: states differ, h ${FormatShape<Out>} and c ${FormatShape<C>}`
      : Out
    : never;
