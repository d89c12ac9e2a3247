/** The types of convolutions, pools and upsampling; knows no builder. */

import type {
  AdaptivePool2d,
  Conv,
  ConvTranspose,
  GlobalPool,
  PerAxis,
  Pool,
  Upsample2d,
} from "../../types/index.ts";
import type { Padding } from "../../types/window-options.ts";
import type { Accept, AcceptFit, OptionalDTypeFault, SameDTypeFault } from "./method-types-dtype.ts";
import type { Fits, Resolve, ShapeOfOptional, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** How a kernel moves over its input. */
export interface ConvSettings<S, P, D, G, B> {
  /** `[channels]`, added to every place. */
  readonly bias?: B;
  /** How far the kernel moves, 1 by default: one number, or one for each axis. */
  readonly stride?: S;
  /** Zeros around: a number, one for each axis, `[before, after]` for each axis, "same" or "valid"; none by default. */
  readonly padding?: P;
  /** How far apart the kernel's elements stand, 1 by default. */
  readonly dilation?: D;
  /** How many groups the channels are divided into, 1 by default. */
  readonly groups?: G;
}

/** How a transposed convolution lays its kernel. */
export interface ConvTransposeSettings<S, P, E, D, G, B> extends ConvSettings<S, P, D, G, B> {
  /** Added at the end of each axis, for sizes that more than one input size would give; 0 by default. */
  readonly outputPadding?: E;
}

/** The weight, if it has the element type of the input and fits it, or the message. */
type Weight<Op extends string, Self extends TensorLike, W extends TensorLike, B, R> =
  SameDTypeFault<Op, Self["dtype"], W["dtype"]> extends infer Fault extends string
    ? Fault
    : OptionalDTypeFault<Op, Self["dtype"], B> extends infer Fault extends string
      ? Fault
      : Fits<R, W>;

interface ConvOf<S, P, D, G> {
  stride: S;
  padding: P;
  dilation: D;
  groups: G;
}

interface ConvMethod<Op extends string> {
  method<
    Self extends TensorLike,
    W extends TensorLike,
    const S extends PerAxis = 1,
    const P extends Padding = 0,
    const D extends PerAxis = 1,
    const G extends number = 1,
    B extends TensorLike | undefined = undefined,
  >(
    this: Accept<Op, "float", Self>,
    weight: Weight<
      Op,
      Self,
      W,
      B,
      Conv<Op, Self["shape"], W["shape"], ConvOf<S, P, D, G>, ShapeOfOptional<B>>
    >,
    options?: ConvSettings<S, P, D, G, B>,
  ): TensorOf<
    Resolve<Conv<Op, Self["shape"], W["shape"], ConvOf<S, P, D, G>, ShapeOfOptional<B>>>,
    Self["dtype"]
  >;
}

interface ConvTransposeOf<S, P, E, D, G> extends ConvOf<S, P, D, G> {
  outputPadding: E;
}

interface ConvTransposeMethod<Op extends string> {
  method<
    Self extends TensorLike,
    W extends TensorLike,
    const S extends PerAxis = 1,
    const P extends PerAxis = 0,
    const E extends PerAxis = 0,
    const D extends PerAxis = 1,
    const G extends number = 1,
    B extends TensorLike | undefined = undefined,
  >(
    this: Accept<Op, "float", Self>,
    weight: Weight<
      Op,
      Self,
      W,
      B,
      ConvTranspose<Op, Self["shape"], W["shape"], ConvTransposeOf<S, P, E, D, G>, ShapeOfOptional<B>>
    >,
    options?: ConvTransposeSettings<S, P, E, D, G, B>,
  ): TensorOf<
    Resolve<ConvTranspose<Op, Self["shape"], W["shape"], ConvTransposeOf<S, P, E, D, G>, ShapeOfOptional<B>>>,
    Self["dtype"]
  >;
}

/** How a pool's windows lie. */
export interface PoolSettings<K, S, P, D, C> {
  /** The window's size: one number, or one for each axis. */
  readonly kernel: K;
  /** How far the window moves; its own size by default. */
  readonly stride?: S;
  /** How far windows may begin outside the input, at most half the kernel; 0 by default. */
  readonly padding?: P;
  /** How far apart a window's elements stand, 1 by default. */
  readonly dilation?: D;
  /** Whether a last window that hangs over the end counts; false by default. */
  readonly ceilMode?: C;
}

/** The same for averages. */
export interface AveragePoolSettings<K, S, P, C> extends Omit<PoolSettings<K, S, P, 1, C>, "dilation"> {
  /** Whether padding counts as elements that are 0; true by default. */
  readonly countIncludePad?: boolean;
}

interface PoolOf<K, S, P, D, C> {
  kernel: K;
  stride: S;
  padding: P;
  dilation: D;
  ceilMode: C;
}

interface MaxPoolMethod<Op extends string> {
  method<
    Self extends TensorLike,
    const K extends PerAxis,
    const S extends PerAxis = K,
    const P extends PerAxis = 0,
    const D extends PerAxis = 1,
    const C extends boolean = false,
  >(
    this: AcceptFit<Op, "float", Pool<Op, Self["shape"], PoolOf<K, S, P, D, C>>, Self>,
    options: PoolSettings<K, S, P, D, C>,
  ): TensorOf<Resolve<Pool<Op, Self["shape"], PoolOf<K, S, P, D, C>>>, Self["dtype"]>;
}

interface AveragePoolMethod<Op extends string> {
  method<
    Self extends TensorLike,
    const K extends PerAxis,
    const S extends PerAxis = K,
    const P extends PerAxis = 0,
    const C extends boolean = false,
  >(
    this: AcceptFit<Op, "float", Pool<Op, Self["shape"], PoolOf<K, S, P, 1, C>>, Self>,
    options: AveragePoolSettings<K, S, P, C>,
  ): TensorOf<Resolve<Pool<Op, Self["shape"], PoolOf<K, S, P, 1, C>>>, Self["dtype"]>;
}

interface GlobalPoolMethod<Op extends string, Picks extends boolean> {
  method<Self extends TensorLike>(
    this: AcceptFit<Op, "float", GlobalPool<Op, Self["shape"], Picks>, Self>,
  ): TensorOf<Resolve<GlobalPool<Op, Self["shape"], Picks>>, Self["dtype"]>;
}

/** Methods on sequences `[n, channels, length]` and pictures `[n, channels, height, width]`. */
export interface WindowMethods {
  /**
   * Cross-correlation of `[n, c, length]` with a weight `[o, c/groups, kernel]`: `[n, o, places]`.
   *
   * @throws ShapeError when the channels differ or the kernel is larger than the padded input.
   * @example zeros([8, 3, 100]).conv1d(zeros([16, 3, 5]), { padding: "same" }).shape; // [8, 16, 100]
   */
  conv1d: ConvMethod<"conv1d">["method"];
  /**
   * Cross-correlation of `[n, c, height, width]` with a weight `[o, c/groups, height, width]`: `[n, o, places, places]`.
   *
   * @throws ShapeError when the channels differ or the kernel is larger than the padded input.
   * @example zeros([8, 1, 28, 28]).conv2d(zeros([16, 1, 3, 3]), { stride: 2 }).shape; // [8, 16, 13, 13]
   */
  conv2d: ConvMethod<"conv2d">["method"];
  /**
   * The transpose of `conv1d`: `[n, c, length]` with a weight `[c, o/groups, kernel]` gives `[n, o, …]`.
   *
   * @throws ShapeError when the channels differ or nothing is left of the length.
   * @example zeros([8, 3, 10]).convTranspose1d(zeros([3, 16, 4]), { stride: 2 }).shape; // [8, 16, 22]
   */
  convTranspose1d: ConvTransposeMethod<"convTranspose1d">["method"];
  /**
   * The transpose of `conv2d`: `[n, c, height, width]` with a weight `[c, o/groups, height, width]` gives `[n, o, …]`.
   *
   * @throws ShapeError when the channels differ or nothing is left of an axis.
   * @example zeros([8, 3, 7, 7]).convTranspose2d(zeros([3, 16, 2, 2]), { stride: 2 }).shape; // [8, 16, 14, 14]
   */
  convTranspose2d: ConvTransposeMethod<"convTranspose2d">["method"];
  /**
   * The largest element of each window of `[n, c, length]`: `[n, c, places]`.
   *
   * @throws ShapeError unless the input has these axes and the window fits; DTypeError unless it is of floats.
   * @example zeros([8, 3, 100]).maxPool1d({ kernel: 2 }).shape; // [8, 3, 50]
   */
  maxPool1d: MaxPoolMethod<"maxPool1d">["method"];
  /**
   * The largest element of each window of `[n, c, height, width]`: `[n, c, places, places]`.
   *
   * @throws ShapeError unless the input has these axes and the window fits; DTypeError unless it is of floats.
   * @example zeros([8, 3, 28, 28]).maxPool2d({ kernel: 2 }).shape; // [8, 3, 14, 14]
   */
  maxPool2d: MaxPoolMethod<"maxPool2d">["method"];
  /**
   * The average of each window of `[n, c, length]`: `[n, c, places]`.
   *
   * @throws ShapeError unless the input has these axes and the window fits; DTypeError unless it is of floats.
   * @example tensor([[[1, 3, 5, 7]]]).avgPool1d({ kernel: 2 }).toArray(); // [[[2, 6]]]
   */
  avgPool1d: AveragePoolMethod<"avgPool1d">["method"];
  /**
   * The average of each window of `[n, c, height, width]`: `[n, c, places, places]`.
   *
   * @throws ShapeError unless the input has these axes and the window fits; DTypeError unless it is of floats.
   * @example zeros([8, 3, 28, 28]).avgPool2d({ kernel: 3, padding: 1 }).shape; // [8, 3, 10, 10]
   */
  avgPool2d: AveragePoolMethod<"avgPool2d">["method"];
  /**
   * The average over all axes behind the channels: `[n, c, …] → [n, c, 1, …]`.
   *
   * @throws ShapeError when there is no axis behind the channels; DTypeError unless the elements are floats.
   * @example tensor([[[1, 3], [5, 7]]]).globalAveragePool().toArray(); // [[[2], [6]]]
   */
  globalAveragePool: GlobalPoolMethod<"globalAveragePool", false>["method"];
  /**
   * The largest element over all axes behind the channels: `[n, c, …] → [n, c, 1, …]`.
   *
   * @throws ShapeError when there is no axis behind the channels, or one of no size; DTypeError unless the elements are floats.
   * @example tensor([[[1, 3], [5, 7]]]).globalMaxPool().toArray(); // [[[3], [7]]]
   */
  globalMaxPool: GlobalPoolMethod<"globalMaxPool", true>["method"];
  /**
   * Averages of regions that cover the picture evenly: `[n, c, height, width] → [n, c, …outputSize]`.
   *
   * @throws ShapeError unless this is `[n, c, height, width]` and both sizes are positive whole numbers.
   * @example zeros([8, 3, 7, 9]).adaptiveAveragePool2d([2, 2]).shape; // [8, 3, 2, 2]
   */
  adaptiveAveragePool2d<Self extends TensorLike, const Size extends readonly number[]>(
    this: Accept<"adaptiveAveragePool2d", "float", Self>,
    outputSize: Fits<AdaptivePool2d<"adaptiveAveragePool2d", Self["shape"], Size>, Size>,
  ): TensorOf<Resolve<AdaptivePool2d<"adaptiveAveragePool2d", Self["shape"], Size>>, Self["dtype"]>;
  /**
   * Every pixel repeated along height and width: `[n, c, height, width] → [n, c, scale·height, scale·width]`.
   *
   * @throws ShapeError unless this is `[n, c, height, width]` and the scale a positive whole number.
   * @example zeros([8, 3, 7, 7]).upsampleNearest2d(2).shape; // [8, 3, 14, 14]
   */
  upsampleNearest2d<Self extends TensorLike, const Scale extends PerAxis>(
    this: Self,
    scale: Fits<Upsample2d<"upsampleNearest2d", Self["shape"], Scale>, Scale>,
  ): TensorOf<Resolve<Upsample2d<"upsampleNearest2d", Self["shape"], Scale>>, Self["dtype"]>;
}
