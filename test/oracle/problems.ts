/** The small problems the optimizer cases train on, written with the public API; knows no optimizer. */

import * as losses from "../../src/loss/index.ts";
import { tensor, type Untyped } from "../tensor/untyped.ts";

type LossFunction = (
  prediction: Untyped,
  target: Untyped,
  options: Readonly<Record<string, unknown>>,
) => Untyped;
const { mse, binaryCrossEntropy } = losses as unknown as Record<"mse" | "binaryCrossEntropy", LossFunction>;

/** Tensors by name: the data of a problem, or its parameters. */
export type Named = Readonly<Record<string, Untyped>>;

/** One element of a vector, as a scalar. */
const at = (x: Untyped, index: number): Untyped => x.slice([[index, index + 1]]).squeeze(0);

export const problems: Readonly<Record<string, (data: Named, parameters: Named) => Untyped>> = {
  least_squares: ({ A, b }, { p }) => mse(A!.matmul(p), b!, { reduction: "mean" }),
  logistic: ({ X, y }, { w, c }) => binaryCrossEntropy(X!.matmul(w).add(c), y!, { from: "logits" }),
  rosenbrock: (_, { p }) => {
    const [x, y] = [at(p!, 0), at(p!, 1)];
    const one = tensor(1, { dtype: p!.dtype });
    return one.sub(x).square().add(y.sub(x.square()).square().mul(100));
  },
  mlp: ({ X, y }, { w1, b1, w2, b2 }) => {
    const hidden = X!.matmul(w1!.transpose()).add(b1).tanh();
    return mse(hidden.matmul(w2!.transpose()).add(b2), y!, { reduction: "mean" });
  },
};
