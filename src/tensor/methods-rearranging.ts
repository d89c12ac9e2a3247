/** Methods that cut apart, repeat, turn round, pick and order, as functions of a handle. */

import { describeValue } from "../base/describe.ts";
import { ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import * as ops from "../ops/index.ts";
import { scatterAdd as scatterAddRule } from "../shape/gather.ts";
import * as rules from "../shape/index.ts";
import type { Methods, TreeMethods } from "./method-table.ts";
import { nodeOf } from "./operand.ts";

type ScanOptions = Parameters<typeof ops.cumsum>[2];
const scanKinds = { exclusive: "boolean", reverse: "boolean" } as const;

/** A list of whole numbers or nulls, or one clear line. */
function listOf<Entry>(op: string, what: string, value: readonly Entry[]): readonly Entry[] {
  if (Array.isArray(value)) return value;
  throw new ValueError(`${op}: needs a list of ${what}, got ${describeValue(value)}`);
}

/** A whole number, or one clear line. */
function wholeNumber(op: string, what: string, value: number): number {
  if (Number.isInteger(value)) return value;
  throw new ValueError(`${op}: ${what} has to be a whole number, got ${describeValue(value)}`);
}

export const rearrangingMethods: Methods = {
  flip(axes?: rules.AxesArgument) {
    const { node } = this;
    return ops.flip(node, rules.normalizeAxes("flip", node.shape, axes));
  },
  roll(shifts: number | readonly number[], axes: number | readonly number[]) {
    return ops.roll(this.node, shifts, axes);
  },
  tile(repeats: readonly number[]) {
    return ops.tile(this.node, listOf("tile", "repeats", repeats));
  },
  repeat(count: number, axis: number) {
    const { node } = this;
    return ops.repeat(node, count, rules.normalizeAxis("repeat", node.shape, axis));
  },
  tril(diagonal = 0) {
    return ops.tril(this.node, wholeNumber("tril", "the diagonal", diagonal));
  },
  triu(diagonal = 0) {
    return ops.triu(this.node, wholeNumber("triu", "the diagonal", diagonal));
  },
  diag(offset = 0) {
    return ops.diag(this.node, offset);
  },
  trace() {
    return ops.trace(this.node);
  },
  index(entries: readonly (number | null)[]) {
    return ops.index(this.node, listOf("index", "indices", entries));
  },
  embedding(ids: unknown) {
    const rows = nodeOf("embedding", ids);
    ops.checkIndices("embedding", rows);
    return ops.embedding(this.node, rows);
  },
  scatterAdd(indices: unknown, updates: unknown, axis: number) {
    const { node } = this;
    const [places, added] = [nodeOf("scatterAdd", indices), nodeOf("scatterAdd", updates)];
    ops.checkDType("scatterAdd", "numeric", node.dtype);
    ops.checkIndices("scatterAdd", places);
    ops.checkSameDType("scatterAdd", node, added);
    scatterAddRule(node.shape, places.shape, added.shape, axis);
    return ops.scatterAdd(node, places, added, rules.normalizeAxis("scatterAdd", node.shape, axis));
  },
  dot(other: unknown) {
    return ops.dot(this.node, nodeOf("dot", other));
  },
  outer(other: unknown) {
    return ops.outer(this.node, nodeOf("outer", other));
  },
  cumsum(axis: number, options?: ScanOptions) {
    const { node } = this;
    ops.checkDType("cumsum", "numeric", node.dtype);
    const scan = optionsOf("cumsum", options, scanKinds);
    return ops.cumsum(node, rules.normalizeAxis("cumsum", node.shape, axis), scan);
  },
  cumprod(axis: number, options?: ScanOptions) {
    const { node } = this;
    ops.checkDType("cumprod", "numeric", node.dtype);
    const scan = optionsOf("cumprod", options, scanKinds);
    return ops.cumprod(node, rules.normalizeAxis("cumprod", node.shape, axis), scan);
  },
};

interface SortOptions {
  readonly descending?: boolean;
}

interface TopKOptions {
  readonly largest?: boolean;
}

export const rearrangingTreeMethods: TreeMethods = {
  split(sizes: readonly number[], axis = 0) {
    const { node } = this;
    return ops.split(node, listOf("split", "sizes", sizes), rules.normalizeAxis("split", node.shape, axis));
  },
  chunk(count: number, axis = 0) {
    const { node } = this;
    const parts = rules.chunk(node.shape, count, axis);
    const along = rules.normalizeAxis("chunk", node.shape, axis);
    const sizes = parts.map((part) => part[along]!);
    return ops.split(node, sizes, along);
  },
  unstack(axis = 0) {
    const { node } = this;
    return ops.unstack(node, rules.normalizeAxis("unstack", node.shape, axis));
  },
  sort(axis = -1, options?: SortOptions) {
    const { descending = false } = optionsOf("sort", options, { descending: "boolean" });
    const { node } = this;
    ops.checkDType("sort", "numeric", node.dtype);
    return { ...ops.sort(node, rules.normalizeAxis("sort", node.shape, axis), descending) };
  },
  topK(k: number, axis = -1, options?: TopKOptions) {
    const { largest = true } = optionsOf("topK", options, { largest: "boolean" });
    const { node } = this;
    ops.checkDType("topK", "numeric", node.dtype);
    return { ...ops.topK(node, k, rules.normalizeAxis("topK", node.shape, axis), largest) };
  },
};
