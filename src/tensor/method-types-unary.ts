/** The declarations of mathematical functions of one operand; knows no builder. */

import type { Same, Takes } from "./method-types-table.ts";
import type { TensorLike } from "./tensor-kinds.ts";

/** Functions of each element, without arguments: `x.exp()`. */
export interface FunctionMethods {
  /**
   * −x of each element. The shape stays.
   *
   * @throws DTypeError when the elements are bool.
   * @example tensor([1, -2]).neg().toArray(); // [-1, 2]
   */
  neg<Self extends TensorLike>(this: Takes<"neg", Self>): Same<Self>;

  /**
   * |x| of each element; the derivative at 0 is 0. The shape stays.
   *
   * @throws DTypeError when the elements are bool.
   * @example tensor([1, -2]).abs().toArray(); // [1, 2]
   */
  abs<Self extends TensorLike>(this: Takes<"abs", Self>): Same<Self>;

  /**
   * −1, 0 or 1 for each element; NaN stays NaN. The shape stays.
   *
   * @throws DTypeError when the elements are bool.
   * @example tensor([-3, 0, 5]).sign().toArray(); // [-1, 0, 1]
   */
  sign<Self extends TensorLike>(this: Takes<"sign", Self>): Same<Self>;

  /**
   * eˣ of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).exp().toArray(); // [1, 2.71828…]
   */
  exp<Self extends TensorLike>(this: Takes<"exp", Self>): Same<Self>;

  /**
   * eˣ − 1 of each element, exact near 0. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).expm1().toArray(); // [0, 1.71828…]
   */
  expm1<Self extends TensorLike>(this: Takes<"expm1", Self>): Same<Self>;

  /**
   * The natural logarithm of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1, 2]).log().toArray(); // [0, 0.69314…]
   */
  log<Self extends TensorLike>(this: Takes<"log", Self>): Same<Self>;

  /**
   * log(1 + x) of each element, exact near 0. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).log1p().toArray(); // [0, 0.69314…]
   */
  log1p<Self extends TensorLike>(this: Takes<"log1p", Self>): Same<Self>;

  /**
   * √x of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([4, 9]).sqrt().toArray(); // [2, 3]
   */
  sqrt<Self extends TensorLike>(this: Takes<"sqrt", Self>): Same<Self>;

  /**
   * The sine of each element, in radians. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).sin().toArray(); // [0, 0.84147…]
   */
  sin<Self extends TensorLike>(this: Takes<"sin", Self>): Same<Self>;

  /**
   * The cosine of each element, in radians. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).cos().toArray(); // [1, 0.54030…]
   */
  cos<Self extends TensorLike>(this: Takes<"cos", Self>): Same<Self>;

  /**
   * The hyperbolic tangent of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).tanh().toArray(); // [0, 0.76159…]
   */
  tanh<Self extends TensorLike>(this: Takes<"tanh", Self>): Same<Self>;

  /**
   * 1/(1 + e⁻ˣ) of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).sigmoid().toArray(); // [0.5, 0.73105…]
   */
  sigmoid<Self extends TensorLike>(this: Takes<"sigmoid", Self>): Same<Self>;

  /**
   * log(1 + eˣ) of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).softplus().toArray(); // [0.69314…, 1.31326…]
   */
  softplus<Self extends TensorLike>(this: Takes<"softplus", Self>): Same<Self>;

  /**
   * The error function of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).erf().toArray(); // [0, 0.84270…]
   */
  erf<Self extends TensorLike>(this: Takes<"erf", Self>): Same<Self>;

  /**
   * The largest whole number that is not larger, for each element; no derivative passes. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1.5, -1.5]).floor().toArray(); // [1, -2]
   */
  floor<Self extends TensorLike>(this: Takes<"floor", Self>): Same<Self>;

  /**
   * The smallest whole number that is not smaller, for each element; no derivative passes. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1.5, -1.5]).ceil().toArray(); // [2, -1]
   */
  ceil<Self extends TensorLike>(this: Takes<"ceil", Self>): Same<Self>;

  /**
   * The nearest whole number, of two equally near ones the even one; no derivative passes. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0.5, 1.5, 1.7]).round().toArray(); // [0, 2, 2]
   */
  round<Self extends TensorLike>(this: Takes<"round", Self>): Same<Self>;

  /**
   * The whole number next to each element on the way to zero; no derivative passes. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1.5, -1.5]).trunc().toArray(); // [1, -1]
   */
  trunc<Self extends TensorLike>(this: Takes<"trunc", Self>): Same<Self>;

  /**
   * The logarithm of each element to base 2. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1, 8]).log2().toArray(); // [0, 3]
   */
  log2<Self extends TensorLike>(this: Takes<"log2", Self>): Same<Self>;

  /**
   * The logarithm of each element to base 10. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1, 1000]).log10().toArray(); // [0, 3]
   */
  log10<Self extends TensorLike>(this: Takes<"log10", Self>): Same<Self>;

  /**
   * The tangent of each element, in radians. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).tan().toArray(); // [0, 1.55740…]
   */
  tan<Self extends TensorLike>(this: Takes<"tan", Self>): Same<Self>;

  /**
   * The inverse sine of each element, in [−π/2, π/2]; NaN outside [−1, 1]. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).asin().toArray(); // [0, 1.57079…]
   */
  asin<Self extends TensorLike>(this: Takes<"asin", Self>): Same<Self>;

  /**
   * The inverse cosine of each element, in [0, π]; NaN outside [−1, 1]. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1, 0]).acos().toArray(); // [0, 1.57079…]
   */
  acos<Self extends TensorLike>(this: Takes<"acos", Self>): Same<Self>;

  /**
   * The inverse tangent of each element, in [−π/2, π/2]. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).atan().toArray(); // [0, 0.78539…]
   */
  atan<Self extends TensorLike>(this: Takes<"atan", Self>): Same<Self>;

  /**
   * The hyperbolic sine of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).sinh().toArray(); // [0, 1.17520…]
   */
  sinh<Self extends TensorLike>(this: Takes<"sinh", Self>): Same<Self>;

  /**
   * The hyperbolic cosine of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).cosh().toArray(); // [1, 1.54308…]
   */
  cosh<Self extends TensorLike>(this: Takes<"cosh", Self>): Same<Self>;

  /**
   * The inverse hyperbolic sine of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).asinh().toArray(); // [0, 0.88137…]
   */
  asinh<Self extends TensorLike>(this: Takes<"asinh", Self>): Same<Self>;

  /**
   * The inverse hyperbolic cosine of each element; NaN below 1. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1, 2]).acosh().toArray(); // [0, 1.31695…]
   */
  acosh<Self extends TensorLike>(this: Takes<"acosh", Self>): Same<Self>;

  /**
   * The inverse hyperbolic tangent of each element; NaN outside [−1, 1]. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 0.5]).atanh().toArray(); // [0, 0.54930…]
   */
  atanh<Self extends TensorLike>(this: Takes<"atanh", Self>): Same<Self>;

  /**
   * x² of each element. The shape stays.
   *
   * @throws DTypeError when the elements are bool.
   * @example tensor([2, -3]).square().toArray(); // [4, 9]
   */
  square<Self extends TensorLike>(this: Takes<"square", Self>): Same<Self>;

  /**
   * 1/x of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([2, -4]).reciprocal().toArray(); // [0.5, -0.25]
   */
  reciprocal<Self extends TensorLike>(this: Takes<"reciprocal", Self>): Same<Self>;

  /**
   * 1/√x of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([4, 16]).rsqrt().toArray(); // [0.5, 0.25]
   */
  rsqrt<Self extends TensorLike>(this: Takes<"rsqrt", Self>): Same<Self>;
}
