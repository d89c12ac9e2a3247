/** The mean squared error; knows no other loss. */

import type { SameShape } from "../../types/same-shape.ts";
import { optionsOf } from "../base/options.ts";
import type { TensorLike } from "../tensor/index.ts";
import type { LossTarget } from "../tensor/method-types-loss.ts";
import type { TensorOf } from "../tensor/tensor-kinds.ts";
import {
  type Floats,
  type LossOptions,
  type Reduced,
  type Reduction,
  reduceLosses,
  requirePair,
} from "./reduction.ts";

/**
 * (prediction − target)², averaged. Shapes must be equal: broadcasting one against the other is almost always a mistake.
 *
 * @throws ShapeError when the shapes differ.
 * @example mse(tensor([1, 2]), tensor([1, 4])).item(); // 2
 */
export function mse<
  Prediction extends TensorLike,
  Target extends TensorLike,
  const R extends Reduction = "mean",
>(
  prediction: Prediction,
  target: LossTarget<"mse", SameShape<"mse", Prediction["shape"], Target["shape"]>, Prediction, Target>,
  options?: LossOptions<R>,
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
  const { reduction } = optionsOf("mse", options);
  const [guess, truth] = requirePair("mse", prediction, target);
  const losses = guess.sub(truth).square() as Floats;
  const reduced = reduceLosses("mse", losses, reduction ?? "mean");
  return reduced as unknown as TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]>;
}
