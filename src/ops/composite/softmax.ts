/** Softmax and its logarithm along one axis, composed from primitives. */

import type { Node } from "../../graph/node.ts";
import { stopGradient } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { div, exp, log, mul, sub } from "../elementwise.ts";
import { reals } from "../elementwise-row.ts";
import { onFloat } from "../method-row.ts";
import { max } from "../reduction.ts";
import { fillLike, sum } from "../sum-expand.ts";
import { spreadOver } from "./statistics.ts";

/** x − max x along the axis; softmax does not change under a shift, so none of it is differentiated. */
function centre(input: Node, axis: number): Node {
  return sub(input, spreadOver(stopGradient(max(input, [axis])), input, [axis]));
}

/** eˣ · (1 / Σ eˣ) along the axis: one division for each sum, which is 1 or more. */
function softmax(input: Node, axis: number): Node {
  checkDType("softmax", "float", input.dtype);
  if (input.shape.includes(0)) return input;
  const powers = exp(centre(input, axis));
  const total = sum(powers, [axis]);
  return mul(powers, spreadOver(div(fillLike(1, total), total), input, [axis]));
}

/** x − log Σ eˣ along the axis. */
function logSoftmax(input: Node, axis: number): Node {
  checkDType("logSoftmax", "float", input.dtype);
  if (input.shape.includes(0)) return input;
  const centred = centre(input, axis);
  return sub(centred, spreadOver(log(sum(exp(centred), [axis])), input, [axis]));
}

/** Functions along one axis that keep the shape. */
export const axiswise = {
  /** eˣ / Σ eˣ along the axis. */
  softmax: onFloat(softmax, [reals]),
  /** x − log Σ eˣ along the axis. */
  logSoftmax: onFloat(logSoftmax, [reals]),
};
