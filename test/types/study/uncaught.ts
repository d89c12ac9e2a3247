/** Shape faults that no compiler can report, as types: what the run says, or that it says nothing. */

import { type Tensor, zeros } from "microml";
import { crossEntropy } from "microml/loss";
import { linear } from "microml/nn";

/** A fault that compiles. */
export interface Uncaught {
  readonly kind: string;
  /** The program, with sizes of the kind that hide the fault. */
  readonly program: string;
  /** The same program with sizes that show it. */
  readonly run: () => unknown;
  /** The error when it runs, or null when there is none: the shapes are right, only not the meant ones. */
  readonly message: string | null;
}

const labels = zeros([4], { dtype: "i32" });
const unknown = zeros([4, 7]) as Tensor<[number, number]>;

export const uncaught: readonly Uncaught[] = [
  {
    kind: "data whose sizes are `number` reaches a layer",
    program: "linear(8, 2)(zeros([4, 7]) as Tensor<[number, number]>);",
    run: () => linear(8, 2)(unknown),
    message: "linear: needs [..., 8], got [4, 7] (8 ≠ 7 at axis -1)",
  },
  {
    kind: "flattening takes a named batch along",
    program: "linear(64, 10)(pictures.flatten());",
    run: () => linear(64, 10)((zeros([4, 8, 8]) as Tensor<[number, 8, 8]>).flatten()),
    message: "linear: needs [..., 64], got [256] (64 ≠ 256 at axis -1)",
  },
  {
    kind: "squeeze of an unknown batch that happens to be 1",
    program: "(zeros([1, 10]) as Tensor<[number, 10]>).squeeze().sum(1);",
    run: () => (zeros([1, 10]) as Tensor<[number, 10]>).squeeze().sum(1),
    message: "sum: axis 1 is out of range for [10] (axes are -1 to 0)",
  },
  {
    kind: "heads do not divide the features of a named batch",
    program: "batchFirst.reshape([-1, 16, 5, 13]);",
    run: () => (zeros([2, 3, 64]) as Tensor<[number, number, 64]>).reshape([-1, 16, 5, 13]),
    message: "reshape: [2, 3, 64] has 384 elements, [-1, 16, 5, 13] needs a multiple of 1040",
  },
  {
    kind: "class number beyond the last class",
    program: "crossEntropy(zeros([4, 3]), zeros([4], { dtype: 'i32' }).add(3));",
    run: () => crossEntropy(zeros([4, 3]), labels.add(3)).item(),
    message: "crossEntropy: index 3 is out of range for an axis of size 3",
  },
  {
    kind: "[N, 1] − [N] becomes [N, N]",
    program: "column.sub(zeros([32])).square().mean();",
    run: () =>
      zeros([4, 1])
        .sub(zeros([4]))
        .square()
        .mean(),
    message: null,
  },
  {
    kind: "accuracy of predictions [N] against labels [N, 1]",
    program: "logits.argMax(1).equal(zeros([32, 1], { dtype: 'i32' })).cast('f32').mean();",
    run: () =>
      labels
        .equal(zeros([4, 1], { dtype: "i32" }))
        .cast("f32")
        .mean(),
    message: null,
  },
  {
    kind: "reshape where a transposition was meant",
    program: "x.reshape([784, 32]);",
    run: () => zeros([2, 3]).reshape([3, 2]),
    message: null,
  },
  {
    kind: "mean over features instead of samples of a square batch",
    program: "zeros([64, 64]).mean(1);",
    run: () => zeros([4, 4]).mean(1),
    message: null,
  },
];
