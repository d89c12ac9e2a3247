/** Convolutions, pools and upsampling, as functions of a handle. */

import type { PoolOptions } from "../../types/window-options.ts";
import { describeValue } from "../base/describe.ts";
import { ValueError } from "../base/errors.ts";
import { type Kinds, optionsOf } from "../base/options.ts";
import type { Node } from "../graph/node.ts";
import * as ops from "../ops/index.ts";
import type { Method, Methods } from "./method-table.ts";
import { nodeOf } from "./operand.ts";

type Convolve<Options> = (
  op: string,
  x: Node,
  weight: Node,
  bias: Node | undefined,
  options: Options,
) => Node;
type WithBias<Options> = Options & { readonly bias?: unknown };

const convMethod = <Options extends object>(op: string, build: Convolve<Options>): Method =>
  function (weight: unknown, given?: WithBias<Options>) {
    const { bias, ...options } = optionsOf(op, given);
    const offset = bias === undefined ? undefined : nodeOf(op, bias);
    return build(op, this.node, nodeOf(op, weight), offset, options as unknown as Options);
  };

const maxKinds = { ceilMode: "boolean" } as const;
const averageKinds = { ...maxKinds, countIncludePad: "boolean" } as const;

const poolMethod = <Options extends PoolOptions>(
  op: string,
  build: (op: string, x: Node, options: Options) => Node,
  kinds: Kinds<Options>,
): Method =>
  function (options: Options) {
    if (options?.kernel === undefined)
      throw new ValueError(
        `${op}: needs the window's size, such as { kernel: 2 }, got ${describeValue(options)}`,
      );
    return build(op, this.node, optionsOf(op, options, kinds));
  };

export const windowMethods: Methods = {
  conv1d: convMethod("conv1d", ops.convolve),
  conv2d: convMethod("conv2d", ops.convolve),
  convTranspose1d: convMethod("convTranspose1d", ops.convolveTransposed),
  convTranspose2d: convMethod("convTranspose2d", ops.convolveTransposed),
  maxPool1d: poolMethod("maxPool1d", ops.maxPool, maxKinds),
  maxPool2d: poolMethod("maxPool2d", ops.maxPool, maxKinds),
  avgPool1d: poolMethod("avgPool1d", ops.avgPool, averageKinds),
  avgPool2d: poolMethod("avgPool2d", ops.avgPool, averageKinds),
  globalAveragePool() {
    return ops.globalAveragePool(this.node);
  },
  globalMaxPool() {
    return ops.globalMaxPool(this.node);
  },
  adaptiveAveragePool2d(outputSize: readonly number[]) {
    return ops.adaptiveAveragePool2d(this.node, outputSize);
  },
  upsampleNearest2d(scale: number | readonly number[]) {
    return ops.upsampleNearest2d(this.node, scale);
  },
};
