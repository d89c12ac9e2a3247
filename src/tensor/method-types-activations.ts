/** The declarations of activations, with and without settings; knows no builder. */

import type { Accept, NumberBeside } from "./method-types-dtype.ts";
import type { InRange } from "./method-types-layer-settings.ts";
import type { Same, Takes } from "./method-types-table.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";

/** Activations of each element, without arguments: `x.relu()`. */
export interface ActivationMethods {
  /**
   * max(x, 0) of each element; NaN stays NaN, and the derivative at 0 is 0. The shape stays.
   *
   * @throws DTypeError when the elements are bool.
   * @example tensor([-1, 2]).relu().toArray(); // [0, 2]
   */
  relu<Self extends TensorLike>(this: Takes<"relu", Self>): Same<Self>;

  /**
   * min(max(x, 0), 6) of each element; the derivative at 0 and 6 is 0. The shape stays.
   *
   * @throws DTypeError when the elements are bool.
   * @example tensor([-1, 2, 9]).relu6().toArray(); // [0, 2, 6]
   */
  relu6<Self extends TensorLike>(this: Takes<"relu6", Self>): Same<Self>;

  /**
   * x·σ(x) of each element (Ramachandran et al. 2017). The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).silu().toArray(); // [0, 0.73105…]
   */
  silu<Self extends TensorLike>(this: Takes<"silu", Self>): Same<Self>;

  /**
   * log σ(x) of each element, finite for large −x. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, -1000]).logSigmoid().toArray(); // [-0.69314…, -1000]
   */
  logSigmoid<Self extends TensorLike>(this: Takes<"logSigmoid", Self>): Same<Self>;

  /**
   * x·Φ(x) of each element, Φ the normal distribution function (Hendrycks & Gimpel 2016). The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).gelu().toArray(); // [0, 0.84134…]
   */
  gelu<Self extends TensorLike>(this: Takes<"gelu", Self>): Same<Self>;

  /**
   * x·Φ(x) of each element by tanh(√(2/π)·(x + 0.044715·x³)), as many published models use it. The shape
   * stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).geluTanh().toArray(); // [0, 0.84119…]
   */
  geluTanh<Self extends TensorLike>(this: Takes<"geluTanh", Self>): Same<Self>;

  /**
   * x above 0 and a curve below, so that activations stay normalised (Klambauer et al. 2017). The shape
   * stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).selu().toArray(); // [0, 1.05070…]
   */
  selu<Self extends TensorLike>(this: Takes<"selu", Self>): Same<Self>;

  /**
   * x·tanh(log(1 + eˣ)) of each element (Misra 2019). The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 1]).mish().toArray(); // [0, 0.86509…]
   */
  mish<Self extends TensorLike>(this: Takes<"mish", Self>): Same<Self>;

  /**
   * relu6(x + 3)/6 of each element: a sigmoid of straight lines. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([-3, 0, 3]).hardSigmoid().toArray(); // [0, 0.5, 1]
   */
  hardSigmoid<Self extends TensorLike>(this: Takes<"hardSigmoid", Self>): Same<Self>;

  /**
   * x·relu6(x + 3)/6 of each element (Howard et al. 2019). The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([-4, 0, 3]).hardSwish().toArray(); // [0, 0, 3]
   */
  hardSwish<Self extends TensorLike>(this: Takes<"hardSwish", Self>): Same<Self>;

  /**
   * x/(1 + |x|) of each element. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([1, -3]).softsign().toArray(); // [0.5, -0.75]
   */
  softsign<Self extends TensorLike>(this: Takes<"softsign", Self>): Same<Self>;
}

/** Elementwise methods with settings. */
export interface SettingMethods {
  /**
   * x above 0, alpha·x below, alpha 0.01 by default. The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([-2, 2]).leakyRelu(0.25).toArray(); // [-0.5, 2]
   */
  leakyRelu<Self extends TensorLike>(this: Accept<"leakyRelu", "float", Self>, alpha?: number): Same<Self>;

  /**
   * x above 0, alpha·(eˣ − 1) below, alpha 1 by default (Clevert et al. 2016). The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 2]).elu().toArray(); // [0, 2]
   */
  elu<Self extends TensorLike>(this: Accept<"elu", "float", Self>, alpha?: number): Same<Self>;

  /**
   * x above 0, alpha·(e^(x/alpha) − 1) below, alpha 1 by default (Barron 2017). The shape stays.
   *
   * @throws DTypeError unless the elements are f32 or f64; ValueError when alpha is 0.
   * @example tensor([0, 2]).celu(2).toArray(); // [0, 2]
   */
  celu<Self extends TensorLike, const Alpha extends number = number>(
    this: Accept<"celu", "float", Self>,
    alpha?: InRange<"celu", "alpha", Alpha, "another number than 0">,
  ): Same<Self>;

  /**
   * Elements below `min` raised to it and elements above `max` lowered to it; null leaves a side open. The shape stays.
   *
   * @throws DTypeError when the elements are bool.
   * @example tensor([-2, 5]).clip(0, null).toArray(); // [0, 5]
   */
  clip<
    Self extends TensorLike,
    const Min extends number | null = null,
    const Max extends number | null = null,
  >(
    this: Accept<"clip", "numeric", Self>,
    min?: NumberBeside<"clip", Self["dtype"], Min>,
    max?: NumberBeside<"clip", Self["dtype"], Max>,
  ): Same<Self>;

  /**
   * Each element 0 with probability `rate`, all others divided by 1 − rate (Srivastava et al. 2014). What is dropped is 0
   * whatever it was; the derivative is the same mask. Another key drops others. The shape stays.
   *
   * @throws ValueError unless the rate is from 0 to 1; DTypeError unless the elements are f32 or f64.
   * @example ones([2, 3]).dropout(0.5, randomKey(1)).shape; // [2, 3]
   */
  dropout<Self extends TensorLike, const Rate extends number>(
    this: Accept<"dropout", "float", Self>,
    rate: InRange<"dropout", "the rate", Rate, "from 0 to 1">,
    key: TensorOf<[2], "i32">,
  ): Same<Self>;
}
