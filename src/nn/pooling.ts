/** Layers without parameters between convolutions: pools and flattening; know no other layer. */

import { ValueError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import { avgPool, maxPool, reshape } from "../ops/index.ts";
import { flatten as flattenRule } from "../shape/index.ts";
import type { PerAxis, PoolOptions } from "../shape/window.ts";
import { isTensor, type Tensor, type TensorLike } from "../tensor/index.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { makeLayer, type UntypedLayer } from "./module.ts";

/** How a pool moves; the stride is the kernel's size unless given. */
export type PoolLayerOptions = Omit<PoolOptions, "kernel">;

/** How an average pool moves, and whether padding counts as elements that are 0 (true by default). */
export interface AvgPoolLayerOptions extends Omit<PoolLayerOptions, "dilation"> {
  readonly countIncludePad?: boolean;
}

function makeShapeLayer(op: string, apply: (x: Node) => Node): UntypedLayer {
  const layer = (x: TensorLike): TensorLike => {
    if (!isTensor(x)) throw new ValueError(`${op}: needs a tensor (make one with tensor(…))`);
    return typedNode(apply(handleBehind(x as TensorLike).node)) as Tensor;
  };
  return makeLayer(layer, { takes: ["..."], gives: ["..."] });
}

/**
 * The largest element of each window over height and width; of equals the first gets the derivative.
 *
 * @example const layer = maxPool2d(2); // halves height and width
 */
export function maxPool2d(kernel: PerAxis, options: PoolLayerOptions = {}): UntypedLayer {
  return makeShapeLayer("maxPool2d", (x) => maxPool("maxPool2d", x, { kernel, ...options }));
}

/**
 * The average of each window over height and width.
 *
 * @example const layer = avgPool2d(3, { stride: 2, padding: 1 });
 */
export function avgPool2d(kernel: PerAxis, options: AvgPoolLayerOptions = {}): UntypedLayer {
  return makeShapeLayer("avgPool2d", (x) => avgPool("avgPool2d", x, { kernel, ...options }));
}

/**
 * All axes behind the first joined into one: `[n, channels, height, width] → [n, channels·height·width]`.
 *
 * @example const net = sequential(conv2d(1, 8, 3), relu(), flatten(), linear(5408, 10));
 */
export function flatten(): UntypedLayer {
  return makeShapeLayer("flatten", (x) => reshape(x, flattenRule(x.shape, 1)));
}
