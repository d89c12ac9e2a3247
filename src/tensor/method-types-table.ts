/** What the tables of rows tell the compiler: the methods to declare, and what element types each takes; knows no shape. */

import type {
  axisMethods,
  binaryMethods,
  boolReductionMethods,
  comparisonMethods,
  logicalMethods,
  logicalUnaryMethods,
  reductionMethods,
  spreadMethods,
  testMethods,
  unaryMethods,
} from "../ops/index.ts";
import type { Accept } from "./method-types-dtype.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";

/** Every row by the name of its method. */
export type Rows = typeof unaryMethods &
  typeof logicalUnaryMethods &
  typeof testMethods &
  typeof binaryMethods &
  typeof comparisonMethods &
  typeof logicalMethods &
  typeof reductionMethods &
  typeof boolReductionMethods &
  typeof spreadMethods &
  typeof axisMethods;

/** The tensor itself if its element type is what the method's row takes, or the message. */
export type Takes<Op extends keyof Rows, Self extends TensorLike> = Accept<Op, Rows[Op]["accepts"], Self>;

/** The tensor's own type: a result of its shape and element type. */
export type Same<Self extends TensorLike> = TensorOf<Self["shape"], Self["dtype"]>;

/**
 * Declared methods, one for each row of the tables. Editors show the documentation of declared members alone, so they
 * are written out; a row without a declaration, and a declaration without a row, do not compile.
 */
export type Declared<
  Methods extends Record<keyof Table, unknown>,
  Table extends Record<keyof Methods, unknown>,
> = Methods;
