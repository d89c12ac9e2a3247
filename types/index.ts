/** Every shape rule at compile time: its result is a shape, or the message of the error. */

export type { AlongAxis, AxesArgument, ListAxes, NormalizeAxis, NormalizeNewAxis } from "./axis.ts";
export type { Broadcast, BroadcastAll, BroadcastTo } from "./broadcast.ts";
export type { Concat, Stack } from "./concat.ts";
export type { Dim, Plain, Shape } from "./dims.ts";
export type { DType, FloatDType, NumericDType } from "./dtype.ts";
export type { FormatShape, FormatShapes } from "./format.ts";
export type { Gather, OneHot, Take } from "./gather.ts";
export type { Compose, LayerShapes, Linear, Through } from "./layer.ts";
export type { Literal, NestedArray } from "./literal.ts";
export type { CrossEntropy } from "./loss.ts";
export type { Matmul } from "./matmul.ts";
export type { Pad, PadPair } from "./pad.ts";
export type { Reduce, ReduceNonEmpty } from "./reduce.ts";
export type { Flatten, Reshape } from "./reshape.ts";
export type { SameShape } from "./same-shape.ts";
export type { SizeOf, ValidateShape } from "./size.ts";
export type { Slice, SliceRange } from "./slice.ts";
export type { ExpandDims, Squeeze } from "./squeeze.ts";
export type { SwapAxes, Transpose } from "./transpose.ts";
export type { Bindings, Substitute, Unify, UnifyShape } from "./unify.ts";
