/** Losses of class numbers against log-probabilities, weighted and with some left out; knows no public loss. */

import { DTypeError } from "../base/errors.ts";
import { checkSameDType, gather } from "../ops/index.ts";
import { sameShape } from "../shape/index.ts";
import { type Tensor, type TensorLike, where } from "../tensor/index.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { type Floats, type Reduction, reduceLosses } from "./reduction.ts";

type Classes = Tensor<readonly number[], "i32">;

/** −log p of each sample's class; a class beyond the last is refused when it runs. */
function pickClasses(op: string, logProbabilities: Floats, classes: Classes): Floats {
  const picked = gather(
    handleBehind(logProbabilities).node,
    handleBehind(classes.expandDims(1) as TensorLike).node,
    1,
    op,
  );
  return (typedNode(picked) as Floats).squeeze(1).neg() as Floats;
}

/** Throws unless there is one weight for each class along axis 1, of the logits' element type. */
function checkWeight(op: string, weight: Floats, logits: Floats): void {
  sameShape(op, weight.shape as readonly number[], [logits.shape[1] as number]);
  checkSameDType(op, logits, weight);
}

/** Class weights laid along axis 1 of the logits. */
export function spreadWeight(op: string, weight: Floats, logits: Floats): Floats {
  const shape = logits.shape as readonly number[];
  checkWeight(op, weight, logits);
  return weight.reshape(shape.map((size, axis) => (axis === 1 ? size : 1))) as Floats;
}

/** Throws unless classes are whole numbers. */
export function checkClasses(op: string, { dtype }: Floats): void {
  if ((dtype as string) !== "i32")
    throw new DTypeError(`${op}: classes are i32, got ${dtype} (cast them with .cast("i32"))`);
}

/** What a loss of classes may be told. */
export interface Settings {
  readonly weight: Floats | undefined;
  readonly smoothing: number;
  readonly reduction: Reduction;
}

/** Losses against class numbers, i32 `[samples, …]`; a weighted mean divides by the weights that took part. */
export function againstClasses(
  op: string,
  logProbabilities: Floats,
  truth: Floats,
  ignored: number | undefined,
  settings: Settings,
): Floats {
  const { weight, smoothing, reduction } = settings;
  checkClasses(op, truth);
  const classes = truth as unknown as Classes;
  const kept = ignored === undefined ? undefined : classes.notEqual(ignored);
  const safe = (kept === undefined ? classes : kept.where(classes, 0)) as Classes;
  let losses = pickClasses(op, logProbabilities, safe);
  let counted: Floats | undefined;
  if (weight !== undefined) {
    checkWeight(op, weight, logProbabilities);
    counted = weight.take(safe) as Floats;
    losses = losses.mul(counted) as Floats;
  }
  if (smoothing > 0) {
    const terms =
      weight === undefined
        ? logProbabilities
        : (logProbabilities.mul(spreadWeight(op, weight, logProbabilities)) as Floats);
    const even = terms.sum(1).mul(-smoothing / (logProbabilities.shape[1] as number)) as Floats;
    losses = losses.mul(1 - smoothing).add(even) as Floats;
  }
  if (kept !== undefined) {
    losses = where(kept, losses, 0) as Floats;
    counted = where(kept, counted ?? 1, 0).cast(losses.dtype) as Floats;
  }
  if (counted === undefined || reduction !== "mean") return reduceLosses(op, losses, reduction);
  return losses.sum().div(counted.sum()) as Floats;
}
