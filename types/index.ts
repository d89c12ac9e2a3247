/** Every shape rule at compile time: its result is a shape, or the message of the error. */

export type { Index } from "./at-index.ts";
export type { Attention } from "./attention.ts";
export type {
  AlongAxes,
  AlongAxis,
  AxesArgument,
  AxisFault,
  ListAxes,
  NormalizeAxis,
  NormalizeNewAxis,
} from "./axis.ts";
export type { Broadcast, BroadcastAll, BroadcastTo, BroadcastUnequal } from "./broadcast.ts";
export type { CellShapes, LstmCell, RecurrentCell } from "./cell.ts";
export type { Concat, Stack } from "./concat.ts";
export type { Conv } from "./conv.ts";
export type { ConvTranspose } from "./conv-transpose.ts";
export type { Diag, DiagonalFault, Trace, Triangle } from "./diagonal.ts";
export type { Dim, Plain, Shape } from "./dims.ts";
export type { DType, FloatDType, NumericDType } from "./dtype.ts";
export type { Einsum } from "./einsum.ts";
export type { FormatShape, FormatShapes } from "./format.ts";
export type { Gather, OneHot, ScatterAdd, Take } from "./gather.ts";
export type { Compose, LayerShapes, Linear, Through } from "./layer.ts";
export type {
  ApplyRule,
  CheckedRule,
  ConvRule,
  ConvWeight,
  FlattenRule,
  PatternRule,
  PoolRule,
  SequenceRule,
} from "./layer-rule.ts";
export type {
  ConvChannelsFault,
  ConvKernelFault,
  ConvLayer,
  CountFault,
  LayerSizes,
  MlpSizes,
  PoolLayer,
  WeightFault,
} from "./layer-settings.ts";
export type { Layout, Literal, NestedArray } from "./literal.ts";
export type { CosineSimilarity, CrossEntropy, Nll } from "./loss.ts";
export type { Matmul } from "./matmul.ts";
export type { BatchNormTrain, ChannelNorm, GroupNorm, TrailingNorm } from "./normalize.ts";
export type { Pad, PadPair } from "./pad.ts";
export type { PadInMode, PadWithin } from "./pad-within.ts";
export type { AdaptivePool2d, GlobalPool, Pool, Upsample2d } from "./pool.ts";
export type { Reduce, ReduceNonEmpty } from "./reduce.ts";
export type { Repeat, Tile } from "./repeat.ts";
export type { Flatten, Reshape } from "./reshape.ts";
export type { Roll } from "./roll.ts";
export type { SameShape } from "./same-shape.ts";
export type {
  NesterovMomentum,
  Range,
  SettingWithin,
  UniformHigh,
  WarmupTotal,
  WholeNumber,
} from "./setting.ts";
export type { SizeOf, ValidateShape } from "./size.ts";
export type { Slice, SliceRange } from "./slice.ts";
export type { Chunk, Split, Unstack } from "./split.ts";
export type { ExpandDims, Squeeze } from "./squeeze.ts";
export type { TopK } from "./top-k.ts";
export type { SwapAxes, Transpose } from "./transpose.ts";
export type { Bindings, Substitute, SubstitutePattern, Unify, UnifyPattern, UnifyShape } from "./unify.ts";
export type { Dot, Embedding, Outer } from "./vectors.ts";
export type { ConvOptions, ConvTransposeOptions, Padding, PerAxis, PoolOptions } from "./window-options.ts";
