/** Gradients, losses, optimizers and traces asked for what they cannot give, each with its one line; runs nothing. */

import { grad, jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";
import {
  adamW,
  binaryCrossEntropy,
  crossEntropy,
  held,
  hvp,
  jvp,
  mse,
  type Refusal,
  sgd,
  table,
  vmap,
  whole,
  zeros,
} from "./loose.ts";

export const derivativeRefusals: readonly Refusal[] = [
  [
    "backward of [2, 3]",
    "GraphError",
    "backward: needs a scalar, got [2, 3] (reduce it first, for example with .sum())",
    () => table().backward(),
  ],
  [
    "backward of i32",
    "GraphError",
    "backward: needs f32 or f64, got i32 (whole numbers and truth values have no gradient)",
    () => whole().sum().backward(),
  ],
  [
    "grad of [2, 3]",
    "GraphError",
    "grad: needs a scalar, got [2, 3] (reduce it first, for example with .sum())",
    () => grad(table(), [table()]),
  ],
  [
    "grad by i32",
    "GraphError",
    'grad: needs f32 or f64 to differentiate by, got i32 (cast it with .cast("f32") first)',
    () => grad(table().sum(), [whole()]),
  ],
  ["item of [2, 3]", "ShapeError", "item: needs one element, [2, 3] has 6", () => table().item()],
  ["item of nothing", "ShapeError", "item: needs one element, [0] has 0", () => zeros([0]).item()],
  [
    "parameter(3)",
    "GraphError",
    "parameter: needs a tensor, got the number 3 (make one with tensor(…))",
    () => parameter(3 as unknown as Untyped),
  ],
  [
    "assign of [3]",
    "ShapeError",
    "assign: shapes differ, [2] and [3] (2 ≠ 3 at axis 0)",
    () => held().assign(tensor([1, 2, 3])),
  ],
  [
    "assign of i32",
    "DTypeError",
    'assign: dtypes differ, f32 and i32 (cast the value with .cast("f32"))',
    () => held().assign(whole()),
  ],
  [
    "adamW of a function",
    "ValueError",
    "adamW: needs a list of parameters, such as net.parameters(), got a function",
    () => adamW(() => [held()], { learningRate: 1 }),
  ],
  [
    "a learning rate in quotes",
    "ValueError",
    'sgd: learningRate is the string "0.1", and has to be at least 0 and finite',
    () => sgd([held()], { learningRate: "0.1" }),
  ],
  [
    "clip by a number",
    "ValueError",
    "sgd: clip is { norm } or { value }, got the number 1",
    () => sgd([held()], { learningRate: 1, clip: 1 }),
  ],
  [
    "clip by both",
    "ValueError",
    "sgd: clip is { norm } or { value }, got { norm, value }",
    () => sgd([held()], { learningRate: 1, clip: { norm: 1, value: 1 } }),
  ],
  [
    "sgd of a tensor",
    "ValueError",
    "sgd: parameter 0 is no parameter (make one with parameter(…))",
    () => sgd([tensor([1])], { learningRate: 1 }),
  ],
  [
    "a negative learning rate",
    "ValueError",
    "sgd: learningRate is -1, and has to be at least 0 and finite",
    () => sgd([held()], { learningRate: -1 }),
  ],
  [
    "no learning rate",
    "ValueError",
    "sgd: learningRate is NaN, and has to be at least 0 and finite",
    () => sgd([held()], { learningRate: Number.NaN }),
  ],
  [
    "beta1 of 1",
    "ValueError",
    "adamW: beta1 is 1, and has to be at least 0 and below 1",
    () => adamW([held()], { beta1: 1 }),
  ],
  [
    "nesterov without momentum",
    "ValueError",
    "sgd: nesterov needs momentum and no dampening, got momentum 0, dampening 0",
    () => sgd([held()], { learningRate: 1, nesterov: true }),
  ],
  [
    "a step without gradients",
    "GraphError",
    "sgd: no parameter has a gradient (call backward on a loss that depends on them)",
    () => sgd([held()], { learningRate: 1 }).step(),
  ],
  [
    "minimize of a vector",
    "GraphError",
    "backward: needs a scalar, got [2] (reduce it first, for example with .sum())",
    () => sgd([held()], { learningRate: 1 }).minimize(held()),
  ],
];

export const lossRefusals: readonly Refusal[] = [
  [
    "one class for two samples",
    "ShapeError",
    "crossEntropy: logits [2, 3] need classes [2] or probabilities [2, 3], got [1]",
    () => crossEntropy(table(), tensor([0], { dtype: "i32" })),
  ],
  [
    "classes as f32",
    "DTypeError",
    'crossEntropy: classes are i32, got f32 (cast them with .cast("i32"))',
    () => crossEntropy(table(), tensor([0, 1])),
  ],
  [
    "an unknown reduction",
    "ValueError",
    'crossEntropy: unknown reduction "avg" (one of mean, sum, none)',
    () => crossEntropy(table(), whole(), { reduction: "avg" }),
  ],
  [
    "mse of [2, 3] and [2]",
    "ShapeError",
    "mse: shapes differ, [2, 3] and [2] (rank 2 ≠ 1)",
    () => mse(table(), tensor([1, 2])),
  ],
  [
    "an unknown source",
    "ValueError",
    'binaryCrossEntropy: unknown source "odds" (one of logits, probabilities)',
    () => binaryCrossEntropy(table(), table(), { from: "odds" }),
  ],
];

let escaped: Untyped = table();
const escape = (pick: (x: Untyped) => Untyped): Untyped => {
  jit((x) => {
    escaped = pick(x);
    return x.mul(2);
  })(table());
  return escaped;
};

export const traceRefusals: readonly Refusal[] = [
  [
    "an argument that is no tensor",
    "ValueError",
    "jit: argument 1 is the number 3, needs a tensor (pass tensors, and let the function capture everything else)",
    () => jit((x) => x)(3),
  ],
  [
    "a dim bound twice",
    "ShapeError",
    '"n" is 2 in argument 1 but 3 in argument 2',
    () => jit((a, b) => a!.sum().add(b!.sum()), { shapes: [["n", 3], ["n"]] })(table(), tensor([1, 2, 3])),
  ],
  [
    "another literal size",
    "ShapeError",
    "argument 1 is [2, 3], expected [n, 4] (3 ≠ 4 at axis 1)",
    () => jit((x) => x, { shapes: [["n", 4]] })(table()),
  ],
  [
    "another rank",
    "ShapeError",
    "argument 1 is [2, 3], expected [n] (rank 2 ≠ 1)",
    () => jit((x) => x, { shapes: [["n"]] })(table()),
  ],
  [
    "another number of arguments",
    "ShapeError",
    "expected 2 tensors, got 1",
    () => jit((x) => x, { shapes: [["n"], ["n"]] })(tensor([1])),
  ],
  [
    "an async function",
    "GraphError",
    "jit: the function returned a promise (make it synchronous: it runs once, to be traced)",
    () => jit(async (x) => x)(table()),
  ],
  [
    "a Map as result",
    "GraphError",
    "jit: the function returned a Map (return tensors, arrays or objects)",
    () => jit((x) => new Map([["x", x]]))(table()),
  ],
  [
    "an object that holds itself as result",
    "GraphError",
    "jit: the function returned an object that holds itself (return tensors, and arrays or objects without a cycle)",
    () =>
      jit((x) => {
        const result: Record<string, unknown> = { x };
        result.parts = [{ result }];
        return result;
      })(table()),
  ],
  [
    "an array that holds itself as result",
    "GraphError",
    "vmap: the function returned an array that holds itself (return tensors, and arrays or objects without a cycle)",
    () =>
      vmap((x) => {
        const result: unknown[] = [x];
        result.push(result);
        return result;
      })(table()),
  ],
  [
    "step outside the function that calls backward",
    "GraphError",
    "sgd: step is outside the jit function that called backward, where the gradients stay (call step in it too, or minimize in place of both)",
    () => {
      const weight = held();
      const optimizer = sgd([weight], { learningRate: 1 });
      jit((x) => {
        const loss = weight.mul(x!).sum();
        loss.backward();
        return loss;
      })(tensor([1, 2]));
      optimizer.step();
    },
  ],
  [
    "step inside a function, backward outside",
    "GraphError",
    "sgd: step is inside a jit function and backward was called outside, where the gradients stay (call backward in it too, or minimize in place of both)",
    () => {
      const weight = held();
      const optimizer = sgd([weight], { learningRate: 1 });
      weight.sum().backward();
      jit((x) => {
        optimizer.step();
        return x;
      })(tensor([1, 2]));
    },
  ],
  [
    "item() inside a trace",
    "GraphError",
    "item: no values exist while a jit function is traced (return the tensor and read it outside)",
    () => jit((x) => x!.sum().item())(table()),
  ],
  [
    "toArray() inside a trace",
    "GraphError",
    "toArray: no values exist while a jit function is traced (return the tensor and read it outside)",
    () => jit((x) => x!.toArray())(table()),
  ],
  [
    "data() inside a trace",
    "GraphError",
    "data: no values exist while a jit function is traced (return the tensor and read it outside)",
    () => jit((x) => x!.data())(table()),
  ],
  [
    "parameter() inside a trace",
    "GraphError",
    "parameter: no values exist while a jit function is traced (make it outside, and let the function capture it)",
    () => jit((x) => parameter(x!))(table()),
  ],
  [
    "a tensor that left its trace",
    "GraphError",
    "this tensor was made inside a function under jit or vmap and has no value outside it (return it from the function)",
    () => escape((x) => x.mul(3)).toArray(),
  ],
  [
    "a tensor that left its trace, in another",
    "GraphError",
    "this tensor was made inside a function under jit or vmap and has no value outside it (return it from the function)",
    () => {
      const left = escape((x) => x.mul(3));
      return jit((x) => x!.add(left))(table());
    },
  ],
  [
    "an argument that left its trace",
    "GraphError",
    "this tensor was made inside a function under jit or vmap and has no value outside it (return it from the function)",
    () =>
      escape((x) => x)
        .sum()
        .item(),
  ],
  [
    "named dims of a function called in a trace",
    "ShapeError",
    "argument 1 is [2, 3], expected [n, 4] (3 ≠ 4 at axis 1)",
    () => {
      const inner = jit((x) => x!.mul(2), { shapes: [["n", 4]] });
      return jit((x) => inner(x!))(table());
    },
  ],
  [
    "backward of what a jit function returned",
    "GraphError",
    "backward: the loss is bare numbers, made from nothing that has a gradient (in a jit function, call backward there)",
    () => {
      const weight = held();
      return jit((x) => x!.sum().mul(weight.sum()))(table()).backward();
    },
  ],
  [
    "backward inside vmap",
    "GraphError",
    "backward: the loss was made of slices under vmap, which have no values (return it, and call backward outside)",
    () => vmap((x) => x.sum().mul(held().sum()).backward())(table()),
  ],
  [
    "jvp along no list",
    "ValueError",
    "jvp: needs a list of arguments and a list of tangents, got object and object",
    () => jvp((x) => x, table(), table()),
  ],
  [
    "hvp by no list",
    "ValueError",
    "hvp: needs a list of targets and a list of vectors, got object and object",
    () => hvp(table().sum(), table(), table()),
  ],
  [
    "a tensor compared by an operator",
    "GraphError",
    "a tensor is not a number (read it with .item(), or compare tensors with less, greater, equal)",
    () => table().sum() > table().max(),
  ],
  [
    "no function",
    "ValueError",
    "jit: needs a function, got the number 3",
    () => jit(3 as unknown as () => Untyped),
  ],
];
