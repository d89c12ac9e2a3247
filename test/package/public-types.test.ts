/** The types that public functions give are exactly the shapes they have when they run; knows no rule. */

import {
  type AnyTensor,
  arange,
  concat,
  eye,
  grad,
  jit,
  parameter,
  scalar,
  stack,
  type Tensor,
  tensor,
  where,
  zeros,
} from "microml";
import type { Equals } from "ts-toolbelt/out/Any/Equals.js";
import { expect, test } from "vitest";

const a = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
const flags = a.greater(2);
const sum = a.sum(0, { keepDims: true });
const product = a.matmul(eye(3));
const chosen = where(flags, a, 0);
const joined = concat([a, a], 0);
const stacked = stack([a, a]);
const counts = arange(4, { dtype: "i32" });
const loss = a.mul(a).sum();
const weight = parameter(zeros([3, 2]));
const [slope] = grad(a.matmul(weight).sum(), [weight]);
const half = scalar(0.5);
const widened = jit((x: Tensor<["rows", 3]>) => x.matmul(weight))(a);

/** A tensor, the shape it must have, and the compiler's word that its type is exactly the expected one. */
const rows: readonly (readonly [string, AnyTensor, readonly number[], 1])[] = [
  ["tensor", a, [2, 3], 1 satisfies Equals<typeof a, Tensor<[2, 3]>>],
  ["greater", flags, [2, 3], 1 satisfies Equals<typeof flags, Tensor<[2, 3], "bool">>],
  ["sum", sum, [1, 3], 1 satisfies Equals<typeof sum, Tensor<[1, 3]>>],
  ["matmul", product, [2, 3], 1 satisfies Equals<typeof product, Tensor<[2, 3]>>],
  ["where", chosen, [2, 3], 1 satisfies Equals<typeof chosen, Tensor<[2, 3]>>],
  ["concat", joined, [4, 3], 1 satisfies Equals<typeof joined, Tensor<[4, 3]>>],
  ["stack", stacked, [2, 2, 3], 1 satisfies Equals<typeof stacked, Tensor<[2, 2, 3]>>],
  ["arange", counts, [4], 1 satisfies Equals<typeof counts, Tensor<[4], "i32">>],
  ["sum of all", loss, [], 1 satisfies Equals<typeof loss, Tensor<[]>>],
  ["grad", slope, [3, 2], 1 satisfies Equals<typeof slope, Tensor<[3, 2]>>],
  ["jit", widened, [2, 2], 1 satisfies Equals<typeof widened, Tensor<[2, 2]>>],
  ["scalar", half, [], 1 satisfies Equals<typeof half, Tensor<[]>>],
];

test.each(rows)("%s has the shape of its type", (_name, made, shape) => {
  expect(made.shape).toEqual(shape);
});

test("the comparison behind the rows refuses other types", () => {
  const verdicts = [
    0 satisfies Equals<typeof a, Tensor<[3, 2]>>,
    0 satisfies Equals<typeof a, Tensor<[number, 3]>>,
    0 satisfies Equals<typeof flags, Tensor<[2, 3]>>,
  ];
  expect(verdicts).not.toContain(1);
});
