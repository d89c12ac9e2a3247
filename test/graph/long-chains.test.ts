/** Graphs of 100,000 nodes in a row, and graphs with more paths than could be walked, go through every part. */

import { describe, expect, test } from "vitest";
import { type Node, withBuildScope } from "../../src/graph/node.ts";
import { formatGraph } from "../../src/graph/print.ts";
import { substituteNodes } from "../../src/graph/substitute.ts";
import { verifyGraph } from "../../src/graph/verify.ts";
import { sortTopologically } from "../../src/graph/walk.ts";
import { configure } from "../../src/index.ts";
import { spellStructure } from "../../src/kernel/index.ts";
import { add, fillLike, mul, neg, tanh } from "../../src/ops/index.ts";
import { optimizeGraph } from "../../src/optimize/pipeline.ts";
import { gradientsOf } from "../../src/tensor/gradient.ts";
import { grad, jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";
import { leaf } from "./leaf.ts";

const length = 100_000;

/** length ops one after the other, each needing the one before. */
function chain(x: Node): Node {
  let y = x;
  for (let step = 0; step < length; step += 2) y = mul(add(y, fillLike(step / length, y)), fillLike(0.75, y));
  return y;
}

describe("a chain of 100,000 ops", () => {
  const x = leaf();
  const y = chain(x);

  test("is walked, printed, spelled, verified and substituted", () => {
    expect(sortTopologically([y]).length).toBeGreaterThan(length);
    expect(formatGraph([y]).split("\n").length).toBeGreaterThan(length);
    expect(spellStructure({ inputs: [x], outputs: [y], updates: [] }).length).toBeGreaterThan(length);
    expect(() => verifyGraph([y], "building")).not.toThrow();
    const [moved] = substituteNodes([y], (node) => (node === x ? leaf() : undefined));
    expect(moved === y).toBe(false);
  });

  test("is differentiated twice and optimized", () => {
    const [slope] = gradientsOf("grad", y, [x]);
    expect(sortTopologically([slope!]).length).toBeGreaterThan(length / 2);
    let z = x;
    for (let step = 0; step < 20_000; step++) z = tanh(z);
    const [first] = gradientsOf("grad", z, [x]);
    const [second] = gradientsOf("grad", first!, [x]);
    expect(sortTopologically([second!]).length).toBeGreaterThan(40_000);
    configure({ verify: true });
    expect(sortTopologically(optimizeGraph([y, slope!], { lacks: new Set() })).length).toBeGreaterThan(
      length,
    );
  });

  test("collapses where every op undoes the one before", () => {
    let z = x;
    for (let step = 0; step < length; step++) z = neg(z);
    const [left] = optimizeGraph([z], { lacks: new Set() });
    expect(left === x).toBe(true);
  });
});

/** The same through the public API: value and derivative of a chain of sines. */
function publicChain(x: Untyped, count: number): Untyped {
  let y = x;
  for (let step = 0; step < count; step++) y = y.mul(0.5).add(0.25);
  return y;
}

test.each(["interpreter", "auto"])(
  "100,000 ops are built, differentiated and run by the %s backend",
  (backend) => {
    configure({ backend: backend as "interpreter", verify: false });
    const count = length / 2;
    const x = parameter(tensor(1, { dtype: "f64" }));
    const y = publicChain(x, count);
    y.backward();
    expect(y.item()).toBeCloseTo(0.5, 12);
    expect(x.grad!.item()).toBe(0.5 ** count);
  },
);

test("30,000 ops are one compiled step that trains", () => {
  configure({ backend: "auto", verify: false });
  const x = parameter(tensor(1, { dtype: "f64" }));
  const step = jit(() => {
    let y: Untyped = x;
    for (let at = 0; at < 10_000; at++) y = y.mul(0.999).add(0.001).sin();
    const [slope] = grad(y, [x]);
    x.assign(x.sub(slope!.mul(0.5)));
    return y;
  });
  let expected = 1;
  for (let at = 0; at < 10_000; at++) expected = Math.sin(expected * 0.999 + 0.001);
  expect(step().item()).toBeCloseTo(expected, 12);
  expect(step().item()).toBeLessThanOrEqual(expected);
});

test("2^60 paths are 60 nodes", () => {
  configure({ backend: "interpreter", verify: true });
  const x = parameter(tensor(1, { dtype: "f64" }));
  let y: Untyped = x;
  for (let step = 0; step < 60; step++) y = y.add(y);
  y.backward();
  expect([y.item(), x.grad!.item()]).toEqual([2 ** 60, 2 ** 60]);
});

test("equal chains built twice in one scope are one chain", () => {
  const x = leaf();
  const [first, second] = withBuildScope(() => [chain(x), chain(x)]);
  expect(first === second).toBe(true);
});
