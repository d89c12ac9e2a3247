/** Normalisations, as functions of a handle. */

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

const scaleOf = (op: string, { gamma, beta }: ScaleOptions) => ({
  gamma: optional(op, gamma),
  beta: optional(op, beta),
});

export const normalizationMethods: Methods = {
  layerNorm(axes = 1, options: ScaleOptions = {}) {
    return ops.layerNorm(this.node, axes, scaleOf("layerNorm", options), options.epsilon ?? 1e-5);
  },
  rmsNorm({ gamma, epsilon = 1e-5 }: ScaleOptions = {}) {
    return ops.rmsNorm(this.node, optional("rmsNorm", gamma), epsilon);
  },
  groupNorm(groups: number, options: ScaleOptions = {}) {
    return ops.groupNorm(this.node, groups, scaleOf("groupNorm", options), options.epsilon ?? 1e-5);
  },
  instanceNorm(options: ScaleOptions = {}) {
    return ops.instanceNorm(this.node, scaleOf("instanceNorm", options), options.epsilon ?? 1e-5);
  },
  batchNorm({ mean, variance, epsilon = 1e-5, ...scale }: BatchOptions) {
    const [centre, spread] = [nodeOf("batchNorm", mean), nodeOf("batchNorm", variance)];
    return ops.batchNorm(this.node, centre, spread, scaleOf("batchNorm", scale), epsilon);
  },
  l2Normalize(axis = -1, { epsilon = 1e-12 }: ScaleOptions = {}) {
    const { node } = this;
    ops.checkDType("l2Normalize", "float", node.dtype);
    return ops.l2Normalize(node, rules.normalizeAxis("l2Normalize", node.shape, axis), epsilon);
  },
};

export const normalizationTreeMethods: TreeMethods = {
  batchNormTrain(options: ScaleOptions = {}) {
    const scale = scaleOf("batchNormTrain", options);
    return { ...ops.batchNormTrain(this.node, scale, options.epsilon ?? 1e-5) };
  },
};
