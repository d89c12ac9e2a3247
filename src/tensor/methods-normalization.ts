/** Normalisations, as functions of a handle. */

import { optionsOf, requireOptions } from "../base/options.ts";
import type { Node } from "../graph/node.ts";
import * as ops from "../ops/index.ts";
import * as rules from "../shape/index.ts";
import type { Methods, TreeMethods } from "./method-table.ts";
import { nodeOf } from "./operand.ts";

interface ScaleOptions {
  readonly gamma?: unknown;
  readonly beta?: unknown;
  readonly epsilon?: number;
}

interface BatchOptions extends ScaleOptions {
  readonly mean?: unknown;
  readonly variance?: unknown;
}

const optional = (op: string, value: unknown): Node | undefined =>
  value === undefined ? undefined : nodeOf(op, value);

/** What the normalised is multiplied by and moved by, where it is, and what is added to the variance. */
function scaleOf(op: string, options: ScaleOptions | undefined) {
  const { gamma, beta, epsilon = 1e-5 } = optionsOf(op, options, { epsilon: "number" });
  return { scale: { gamma: optional(op, gamma), beta: optional(op, beta) }, epsilon };
}

export const normalizationMethods: Methods = {
  layerNorm(axes = 1, options?: ScaleOptions) {
    const { scale, epsilon } = scaleOf("layerNorm", options);
    return ops.layerNorm(this.node, axes, scale, epsilon);
  },
  rmsNorm(options?: ScaleOptions) {
    const { gamma, epsilon = 1e-5 } = optionsOf("rmsNorm", options, { epsilon: "number" });
    return ops.rmsNorm(this.node, optional("rmsNorm", gamma), epsilon);
  },
  groupNorm(groups: number, options?: ScaleOptions) {
    const { scale, epsilon } = scaleOf("groupNorm", options);
    return ops.groupNorm(this.node, groups, scale, epsilon);
  },
  instanceNorm(options?: ScaleOptions) {
    const { scale, epsilon } = scaleOf("instanceNorm", options);
    return ops.instanceNorm(this.node, scale, epsilon);
  },
  batchNorm(options: BatchOptions) {
    const { mean, variance } = requireOptions("batchNorm", options, "{ mean, variance }");
    const { scale, epsilon } = scaleOf("batchNorm", options);
    const [centre, spread] = [nodeOf("batchNorm", mean), nodeOf("batchNorm", variance)];
    return ops.batchNorm(this.node, centre, spread, scale, epsilon);
  },
  l2Normalize(axis = -1, options?: ScaleOptions) {
    const { epsilon = 1e-12 } = optionsOf("l2Normalize", options, { epsilon: "number" });
    const { node } = this;
    ops.checkDType("l2Normalize", "float", node.dtype);
    return ops.l2Normalize(node, rules.normalizeAxis("l2Normalize", node.shape, axis), epsilon);
  },
};

export const normalizationTreeMethods: TreeMethods = {
  batchNormTrain(options?: ScaleOptions) {
    const { scale, epsilon } = scaleOf("batchNormTrain", options);
    return { ...ops.batchNormTrain(this.node, scale, epsilon) };
  },
};
