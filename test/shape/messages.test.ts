/** What the run-time shape rules say of what does not fit, word for word; knows no tensor. */

import { describe, expect, test } from "vitest";
import { MicromlError, ShapeError, ValueError } from "../../src/base/errors.ts";
import * as shapes from "../../src/shape/index.ts";

const faults: readonly (readonly [message: string, call: () => unknown])[] = [
  ["zeros: size -3 at axis 0 of [-3, 2] is negative", () => shapes.validateShape("zeros", [-3, 2])],
  [
    "zeros: size 2.5 at axis 1 of [2, 2.5] is not a whole number",
    () => shapes.validateShape("zeros", [2, 2.5]),
  ],
  [
    "zeros: size NaN at axis 0 of [NaN] is not a whole number",
    () => shapes.validateShape("zeros", [Number.NaN]),
  ],
  [
    "zeros: size Infinity at axis 0 of [Infinity] is larger than 9007199254740991",
    () => shapes.validateShape("zeros", [Number.POSITIVE_INFINITY]),
  ],
  [
    "zeros: size 9007199254740992 at axis 0 of [9007199254740992] is larger than 9007199254740991",
    () => shapes.validateShape("zeros", [2 ** 53]),
  ],
  [
    "zeros: [94906267, 94906267] has more than 9007199254740991 elements",
    () => shapes.validateShape("zeros", [94906267, 94906267]),
  ],
  ["sum: axis 2 is out of range for [2, 3] (axes are -2 to 1)", () => shapes.normalizeAxis("sum", [2, 3], 2)],
  ["sum: axis -3 is out of range for rank 2 (axes are -2 to 1)", () => shapes.normalizeAxis("sum", 2, -3)],
  ["sum: axis 0 is out of range for [] (a scalar has no axes)", () => shapes.normalizeAxis("sum", [], 0)],
  ["sum: axis 0.5 is not a whole number", () => shapes.normalizeAxis("sum", [2], 0.5)],
  ["sum: axis 1 is named twice in [1, -1]", () => shapes.normalizeAxes("sum", [2, 3], [1, -1])],
  [
    "softmax: axis -1 is out of range for [] (a scalar has no axes)",
    () => shapes.alongAxis("softmax", [], -1),
  ],
  [
    "add: shapes do not broadcast, [2, 3] and [5, 2] (3 ≠ 2 at axis -1)",
    () => shapes.broadcast("add", [2, 3], [5, 2]),
  ],
  [
    "where: shapes do not broadcast, [2], [1] and [3] (2 ≠ 3 at axis -1)",
    () => shapes.broadcastAll("where", [[2], [1], [3]]),
  ],
  ["sub: shapes do not broadcast, [0] and [2] (0 ≠ 2 at axis -1)", () => shapes.broadcast("sub", [0], [2])],
  ["broadcastTo: [3] does not broadcast to [2, 4] (3 ≠ 4 at axis -1)", () => shapes.broadcastTo([3], [2, 4])],
  [
    "broadcastTo: [2, 3] does not broadcast to [3] (rank 2 exceeds rank 1)",
    () => shapes.broadcastTo([2, 3], [3]),
  ],
  ["matmul: inner dimensions differ, [2, 3] × [2, 2] (3 ≠ 2)", () => shapes.matmul([2, 3], [2, 2])],
  ["matmul: inner dimensions differ, [3] × [4] (3 ≠ 4)", () => shapes.matmul([3], [4])],
  [
    "matmul: batch dimensions do not broadcast, [2, 2, 3] × [3, 3, 2] (2 ≠ 3 at axis -3)",
    () => shapes.matmul([2, 2, 3], [3, 3, 2]),
  ],
  ["matmul: a scalar has no axis to contract, [] × [3] (use mul)", () => shapes.matmul([], [3])],
  [
    "reshape: [32, 28, 28] has 25088 elements, [32, 785] has 25120",
    () => shapes.reshape([32, 28, 28], [32, 785]),
  ],
  ["reshape: [] has 1 element, [0] has 0", () => shapes.reshape([], [0])],
  ["reshape: [6] has 6 elements, [-1, 4] needs a multiple of 4", () => shapes.reshape([6], [-1, 4])],
  ["reshape: [-1, -1] has more than one -1", () => shapes.reshape([6], [-1, -1])],
  ["reshape: [0] has 0 elements, so -1 in [0, -1] could be any size", () => shapes.reshape([0], [0, -1])],
  ["reshape: size -2 at axis 0 of [-2, 3] is negative", () => shapes.reshape([6], [-2, 3])],
  ["flatten: start axis 2 comes after end axis 0 of [2, 3, 4]", () => shapes.flatten([2, 3, 4], -1, 0)],
  ["transpose: [0] does not order the axes of [2, 3] (rank 1 ≠ 2)", () => shapes.transpose([2, 3], [0])],
  ["transpose: axis 0 is named twice in [0, 0]", () => shapes.transpose([2, 3], [0, 0])],
  ["swapAxes: axis 2 is out of range for [2, 3] (axes are -2 to 1)", () => shapes.swapAxes([2, 3], 0, 2)],
  ["expandDims: axis 2 is out of range for [2] (axes are -2 to 1)", () => shapes.expandDims([2], 2)],
  ["squeeze: axis 0 of [2, 1] has size 2, not 1", () => shapes.squeeze([2, 1], 0)],
  [
    "max: axis 0 of [0] is empty, and max of nothing is undefined",
    () => shapes.reduceNonEmpty("max", [0], null),
  ],
  ["concat: needs at least one tensor, got none", () => shapes.concat([], 0)],
  ["concat: a scalar has no axis to join along (use stack)", () => shapes.concat([[], []], 0)],
  ["concat: ranks differ, [2, 3] and [3]", () => shapes.concat([[2, 3], [3]], 0)],
  [
    "concat: sizes differ off axis 0, [2, 3] and [2, 4] (3 ≠ 4 at axis 1)",
    () =>
      shapes.concat(
        [
          [2, 3],
          [2, 4],
        ],
        -2,
      ),
  ],
  ["stack: shapes differ, [2] and [3] (2 ≠ 3 at axis 0)", () => shapes.stack([[2], [3]], 0)],
  ["stack: shapes differ, [2] and [2, 3] (ranks differ)", () => shapes.stack([[2], [2, 3]], 0)],
  ["slice: [3] has rank 1, the number of ranges is 2", () => shapes.slice([3], [null, null])],
  ["slice: step at axis 0 of [3] is 0", () => shapes.slice([3], [[0, 1, 0]])],
  ["slice: 0.5 at axis 0 of [3] is not a whole number", () => shapes.slice([3], [[0.5]])],
  ["pad: [2, 3] has rank 2, the number of pairs is 1", () => shapes.pad([2, 3], [[1, 1]])],
  ["pad: [-3, 0] leaves size -1 at axis 0 of [2]", () => shapes.pad([2], [[-3, 0]])],
  ["pad: 0.5 at axis 0 of [2] is not a whole number", () => shapes.pad([2], [[0, 0.5]])],
  ["gather: ranks differ, [2, 3] and indices [1]", () => shapes.gather([2, 3], [1], 1)],
  [
    "gather: sizes differ off axis 1, [2, 3] and indices [1, 2] (2 ≠ 1 at axis 0)",
    () => shapes.gather([2, 3], [1, 2], 1),
  ],
  ["take: axis 1 is out of range for [3] (axes are -1 to 0)", () => shapes.take([3], [2], 1)],
  ["oneHot: size -1 at axis 1 of [2, -1] is negative", () => shapes.oneHot([2], -1)],
  ["crossEntropy: logits are [samples, classes, ...], got [3]", () => shapes.crossEntropy([3], [3])],
  [
    "crossEntropy: logits [2, 3] need classes [2] or probabilities [2, 3], got [1]",
    () => shapes.crossEntropy([2, 3], [1]),
  ],
  ["mse: shapes differ, [2, 3] and [2, 2] (3 ≠ 2 at axis 1)", () => shapes.sameShape("mse", [2, 3], [2, 2])],
  ["linear: needs [..., 784], got [32, 10] (784 ≠ 10 at axis -1)", () => shapes.linear(784, [32, 10])],
  ["linear: needs [..., 784], got [] (ranks do not match)", () => shapes.linear(784, [])],
  [
    "sequential: layer 3 needs [..., 65], but [..., 64] reaches it (65 ≠ 64 at axis -1)",
    () =>
      shapes.compose([
        { takes: ["...", 784], gives: ["...", 64] },
        { takes: ["..."], gives: ["..."] },
        { takes: ["...", 65], gives: ["...", 10] },
      ]),
  ],
  ["sequential: needs at least one layer, got none", () => shapes.compose([])],
  [
    '"batch" is 64 in argument 1 but 32 in argument 2',
    () => shapes.unify([["batch", 784], ["batch"]], [[64, 784], [32]]),
  ],
  [
    "argument 1 is [64, 783], expected [batch, 784] (783 ≠ 784 at axis 1)",
    () => shapes.unify([["batch", 784]], [[64, 783]]),
  ],
  ["argument 1 is [64], expected [batch, 784] (rank 1 ≠ 2)", () => shapes.unify([["batch", 784]], [[64]])],
  ["expected 2 tensors, got 1", () => shapes.unify([["batch"], ["batch"]], [[64]])],
];

test.each(faults)("%s", (message, call) => {
  expect(call).toThrow(new ShapeError(message));
});

test.each(faults)("one line, of one family: %s", (message, call) => {
  expect(message).not.toMatch(/\n|undefined at|\[object/);
  expect(call).toThrow(MicromlError);
});

describe("data that is no nested array", () => {
  test.each<readonly [string, unknown]>([
    ["tensor: ragged data, [0] has shape [2] and [1] has [1]", [[1, 2], [3]]],
    [
      "tensor: ragged data, [1][0] has shape [] and [1][1] has [0]",
      [
        [1, 2],
        [3, []],
      ],
    ],
    ["tensor: ragged data, [0] has shape [] and [1] has [1]", [1, [2]]],
    ["tensor: element [1] is string, expected a number or an array", [1, "2"]],
    ["tensor: element [0][0] is null, expected a number or an array", [[null]]],
    ["tensor: element [] is undefined, expected a number or an array", undefined],
  ])("%s", (message, data) => {
    expect(() => shapes.literal(data as shapes.NestedArray)).toThrow(new ValueError(message));
  });
});
