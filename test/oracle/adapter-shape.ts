/** Neutral names of ops that rearrange, pick and join to the library's; composes nothing. */

import { concat, stack } from "../tensor/untyped.ts";
import { type Adapter, method, methodWith, rename } from "./apply.ts";

export const shapeAdapter: Adapter = {
  reshape: methodWith("reshape", "shape"),
  transpose: methodWith("transpose", "perm"),
  swapaxes: methodWith("swapAxes", "axis1", "axis2"),
  expand_dims: methodWith("expandDims", "axis"),
  squeeze: methodWith("squeeze", "axis"),
  broadcast_to: methodWith("broadcastTo", "shape"),
  flatten: methodWith("flatten", "start_axis", "end_axis"),
  slice: methodWith("slice", "slices"),
  index: methodWith("index", "index"),
  flip: methodWith("flip", "axis"),
  roll: methodWith("roll", "shift", "axis"),
  tile: methodWith("tile", "reps"),
  repeat_interleave: methodWith("repeat", "repeats", "axis"),
  tril: methodWith("tril", "k"),
  triu: methodWith("triu", "k"),
  diag: methodWith("diag", "k"),
  trace: method("trace"),
  pad: ([x], attributes) => x!.pad(attributes.pads, rename(attributes, { mode: "mode", value: "value" })),
  concat: (inputs, { axis }) => concat(inputs, axis),
  stack: (inputs, { axis }) => stack(inputs, axis),
  split: ([x], { sizes, axis }) => x!.split(sizes, axis),
  unstack: ([x], { axis }) => x!.unstack(axis),
  take: methodWith("take", "axis"),
  gather: methodWith("gather", "axis"),
  embedding: method("embedding"),
  one_hot: ([ids], { depth }, { dtype }) => ids!.oneHot(depth, { dtype }),
};
