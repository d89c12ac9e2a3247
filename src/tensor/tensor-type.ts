/** What a user sees of a tensor: every method with its shape rule; knows no implementation. */

import type { DType } from "../../types/dtype.ts";
import type { FormatShape, Matmul, Shape, SizeOf } from "../../types/index.ts";
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
import type { ActivationMethods, SettingMethods } from "./method-types-activations.ts";
import type { AxisMethods, ChoiceMethods } from "./method-types-axis.ts";
import type { Accept, SameDTypeFault } from "./method-types-dtype.ts";
import type { BinaryMethods } from "./method-types-elementwise.ts";
import type { ScalarLoss } from "./method-types-loss.ts";
import type { IndexingMethods, MovementMethods } from "./method-types-movement.ts";
import type { NormalizationMethods } from "./method-types-normalization.ts";
import type { ProductMethods } from "./method-types-products.ts";
import type { PartingMethods, RearrangingMethods } from "./method-types-rearranging.ts";
import type { BoolReductionMethods, ReductionMethods, SpreadMethods } from "./method-types-reduction.ts";
import type { Declared } from "./method-types-table.ts";
import type {
  ComparisonMethods,
  LogicalMethods,
  LogicalUnaryMethods,
  TestMethods,
  WhereOperand,
  WhereResult,
} from "./method-types-truth.ts";
import type { FunctionMethods } from "./method-types-unary.ts";
import type { WindowMethods } from "./method-types-window.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** Elements as nested arrays, one level for each axis; truth values are 0 and 1. */
export type NestedNumbers<S extends readonly unknown[]> = number extends S["length"]
  ? NestedNumber
  : S extends readonly [unknown, ...infer Tail]
    ? NestedNumbers<Tail>[]
    : number;

type NestedNumber = number | NestedNumber[];

/** The flat storage of each element type. */
export interface FlatData {
  f32: Float32Array;
  f64: Float64Array;
  i32: Int32Array;
  bool: Uint8Array;
}

type ItemFault<S extends Shape> =
  SizeOf<S> extends infer Size extends number
    ? number extends Size
      ? null
      : Size extends 1
        ? null
        : `item: needs one element, ${FormatShape<S>} has ${Size}`
    : never;

type MatmulOperand<Self extends TensorLike, T extends TensorLike> =
  SameDTypeFault<"matmul", Self["dtype"], T["dtype"]> extends infer Fault extends string
    ? Fault
    : Fits<Matmul<Self["shape"], T["shape"]>, T>;

interface UnaryMethods extends FunctionMethods, ActivationMethods {}

/** Every family of methods, each row of its table declared, and nothing else. */
export interface DeclaredFamilies {
  unary: Declared<UnaryMethods, typeof unaryMethods>;
  test: Declared<TestMethods, typeof testMethods>;
  logicalUnary: Declared<LogicalUnaryMethods, typeof logicalUnaryMethods>;
  binary: Declared<BinaryMethods, typeof binaryMethods>;
  comparison: Declared<ComparisonMethods, typeof comparisonMethods>;
  logical: Declared<LogicalMethods, typeof logicalMethods>;
  reduction: Declared<ReductionMethods, typeof reductionMethods>;
  boolReduction: Declared<BoolReductionMethods, typeof boolReductionMethods>;
  spread: Declared<SpreadMethods, typeof spreadMethods>;
  axis: Declared<AxisMethods, typeof axisMethods>;
}

/**
 * What all tensors have alike: methods read shape and element type from `this`, so that a tensor of known sizes can stand
 * wherever one of unknown sizes is asked for. It has no type parameter and names its bases, so that the compiler lists
 * these members once and not for every shape.
 */
export interface TensorMethods
  extends UnaryMethods,
    TestMethods,
    LogicalUnaryMethods,
    BinaryMethods,
    ComparisonMethods,
    LogicalMethods,
    ReductionMethods,
    BoolReductionMethods,
    SpreadMethods,
    AxisMethods,
    SettingMethods,
    ChoiceMethods,
    MovementMethods,
    IndexingMethods,
    RearrangingMethods,
    PartingMethods,
    ProductMethods,
    WindowMethods,
    NormalizationMethods {
  /** The number of axes. */
  readonly rank: number;
  /** The number of elements. */
  readonly size: number;

  /**
   * The matrix product `[…, m, k] × […, k, n] → […, m, n]`; leading axes broadcast, and a vector is a row on the left
   * and a column on the right (NumPy's matmul).
   *
   * @throws ShapeError when the inner sizes differ or the leading axes do not broadcast.
   * @example tensor([[1, 2]]).matmul(tensor([[3], [4]])).toArray(); // [[11]]
   */
  matmul<Self extends TensorLike, T extends TensorLike>(
    this: Accept<"matmul", "numeric", Self>,
    other: MatmulOperand<Self, T>,
  ): TensorOf<Resolve<Matmul<Self["shape"], T["shape"]>>, Self["dtype"]>;

  /**
   * Of a `bool` tensor: elements of `a` where this is true, of `b` where it is not; all three broadcast.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when `a` and `b` differ in element type.
   * @example tensor([true, false]).where(tensor([1, 2]), 0).toArray(); // [1, 0]
   */
  where<Self extends TensorLike, A extends TensorLike | number, B extends TensorLike | number>(
    this: Accept<"where", "bool", Self>,
    a: A,
    b: WhereOperand<Self, A, B>,
  ): WhereResult<Self, A, B>;

  /**
   * The same numbers in another element type; for i32 floats are cut toward zero, and anything but 0 is true.
   *
   * @example tensor([1.5, 0]).cast("bool").toArray(); // [1, 0]
   */
  cast<Self extends TensorLike, const To extends DType>(this: Self, dtype: To): TensorOf<Self["shape"], To>;

  /**
   * The same values in the same shape, through which no derivative passes.
   *
   * @example tensor([1, 2]).detach().toArray(); // [1, 2]
   */
  detach<Self extends TensorLike>(this: Self): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * Computes the tensor and reads it back as nested arrays, one level for each axis.
   *
   * @example tensor([[1, 2], [3, 4]]).sum(0).toArray(); // [4, 6]
   */
  toArray<Self extends TensorLike>(this: Self): NestedNumbers<Self["shape"]>;

  /**
   * Computes the tensor and reads back its only element.
   *
   * @throws ShapeError when it has more elements, or none.
   * @example tensor([1, 2]).sum().item(); // 3
   */
  item<Self extends TensorLike>(this: Fits<ItemFault<Self["shape"]>, Self>): number;

  /**
   * Computes the tensor and reads back a copy of its elements in row-major order, as a flat typed array.
   *
   * @example tensor([[1, 2], [3, 4]]).data(); // [1, 2, 3, 4]
   */
  data<Self extends TensorLike>(this: Self): FlatData[Self["dtype"]];

  /**
   * Adds the derivative of this scalar to the `grad` of every parameter it was made from.
   *
   * @throws GraphError unless this is a scalar.
   * @example parameter(tensor([1, 2])).square().sum().backward();
   */
  backward<Self extends TensorLike>(this: ScalarLoss<"backward", Self>): void;

  /**
   * The shape, element type and, once computed, the elements in short.
   *
   * @example tensor([1, 2]).toString(); // "Tensor [2] f32 {1, 2}"
   */
  toString(): string;
}

/** Any tensor at all. */
export interface AnyTensor extends TensorMethods {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly grad: AnyTensor | undefined;
}

/** A tensor of 32-bit floats, written with its shape alone. */
export interface Tensor<out S> extends TensorMethods {
  /** The size of each axis, outermost first; `[]` for a scalar. */
  readonly shape: S;
  /** The element type. */
  readonly dtype: "f32";
  /** The derivative that `backward` has added up, once it has. */
  readonly grad: Tensor<S> | undefined;
}

declare module "./tensor-kinds.ts" {
  interface TensorKinds<S, D> {
    f32: Tensor<S>;
  }
}
