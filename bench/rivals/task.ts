/** What every library is asked to do, as data that crosses to other processes as JSON; knows no library. */

/** How an input is laid out, for libraries that lay pictures out in another order than `[n, channels, height, width]`. */
type Layout = "plain" | "pictures" | "kernel" | { readonly flattened: readonly [number, number, number] };

/** An array drawn from [−scale, scale), or one-hot rows. */
export interface InputSpec {
  readonly shape: readonly number[];
  readonly scale: number;
  readonly oneHot?: boolean;
  readonly layout?: Layout;
}

export type ModelName =
  | "matmul"
  | "matmulLeft"
  | "matmulRight"
  | "matmulBoth"
  | "chain"
  | "softmax"
  | "sumRows"
  | "sumColumns"
  | "mlp"
  | "xor"
  | "convolution"
  | "cnn"
  | "block"
  | "blockLoss"
  | "scalars";

export interface Task {
  readonly name: string;
  readonly model: ModelName;
  /** The value alone, the value with its derivatives by the parameters, or a step of Adam. */
  readonly mode: "value" | "gradients" | "train";
  readonly inputs: readonly InputSpec[];
  /** How many of the inputs, from the first, are parameters. */
  readonly parameters: number;
  /** How many runs are compared between libraries before anything is timed. */
  readonly checkedRuns: number;
  /** Largest difference allowed between libraries, relative to the largest number of a result. */
  readonly tolerance: number;
  /** How many times as fast as the best JavaScript rival microml is to be. */
  readonly wanted: number;
  /** Whether the first run, compiling included, is compared too. */
  readonly comparesFirst?: boolean;
  /** How many times as fast as PyTorch, where something is wanted. */
  readonly wantedOfTorch?: number;
  /** The part of the machine's peak that is wanted, and the multiplications and additions of one run. */
  readonly wantedOfPeak?: number;
  readonly operations?: number;
}
