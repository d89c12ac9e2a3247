/** Equal requests give one node inside a build scope, and only there. */

import { expect, test } from "vitest";
import { makeNode, withBuildScope } from "../../src/graph/node.ts";
import {
  add,
  constant,
  elementwise,
  iota,
  permute,
  reductions,
  reshape,
  slice,
  sub,
  sum,
} from "../../src/ops/index.ts";
import { leaf } from "./leaf.ts";

test("equal nodes are one inside a scope, and two outside", () => {
  const [x, y] = [leaf([2, 3]), leaf([2, 3])];
  const [a, b] = withBuildScope(() => [sum(add(x, y), [0]), sum(add(x, y), [0])]);
  expect(a).toBe(b);
  expect(add(x, y)).not.toBe(add(x, y));
});

test("operands of a commutative op may stand in either order", () => {
  const [x, y] = [leaf([4]), leaf([4])];
  withBuildScope(() => expect(add(x, y)).toBe(add(y, x)));
});

test("an inner scope shares nothing with the outer one, which goes on afterwards", () => {
  const x = leaf([4]);
  withBuildScope(() => {
    const outside = reshape(x, [2, 2]);
    withBuildScope(() => expect(reshape(x, [2, 2])).not.toBe(outside));
    expect(reshape(x, [2, 2])).toBe(outside);
  });
});

test("an error inside a scope closes it", () => {
  expect(() => withBuildScope(() => reshape(leaf([4]), [3]))).toThrow();
  const x = leaf([4]);
  expect(reshape(x, [2, 2])).not.toBe(reshape(x, [2, 2]));
});

test("different inputs, attributes, element types and signs of zero are different nodes", () => {
  const [x, y] = [leaf([2, 2]), leaf([2, 2])];
  withBuildScope(() => {
    const pairs = [
      [sub(x, y), sub(y, x)],
      [sum(x, [0]), sum(x, [1])],
      [permute(x, [0, 1]), permute(x, [1, 0])],
      [constant(0, "f64"), constant(-0, "f64")],
      [constant(1, "f32"), constant(1, "f64")],
      [iota(3, "f32"), iota(4, "f32")],
      [
        slice(x, { starts: [0, 0], steps: [1, 1], sizes: [1, 2] }),
        slice(x, { starts: [0, 0], steps: [1, 2], sizes: [1, 2] }),
      ],
      [leaf(), leaf()],
    ];
    for (const [a, b] of pairs) expect(a).not.toBe(b);
    expect(constant(Number.NaN, "f64")).toBe(constant(Number.NaN, "f64"));
  });
});

test("attributes that spell each other's separators are different", () => {
  const op = { ...elementwise.cast, infer: () => ({ shape: [], dtype: "f32" as const }) };
  const x = leaf();
  withBuildScope(() => {
    expect(makeNode(op, [x], { a: "1;b=2" })).not.toBe(makeNode(op, [x], { a: "1", b: 2 }));
    expect(makeNode(op, [x], { a: [1, [2]] })).not.toBe(makeNode(op, [x], { a: [[1], 2] }));
  });
});

test("no two ops bear one name, which keys them", () => {
  const names = [...Object.values(elementwise), ...Object.values(reductions)].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("nodes cannot be changed", () => {
  const node = reshape(leaf([4]), [2, 2]);
  for (const part of [node, node.inputs, node.shape, node.attributes, node.attributes.shape]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});
