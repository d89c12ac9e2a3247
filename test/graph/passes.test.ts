/** Each optimization pass does its rewrite and leaves alone what would change NaN, infinities or the sign of zero. */

import { describe, expect, test } from "vitest";
import type { Node } from "../../src/graph/node.ts";
import { formatGraph } from "../../src/graph/print.ts";
import { substituteNodes } from "../../src/graph/substitute.ts";
import {
  abs,
  add,
  cast,
  constant,
  cos,
  div,
  equal,
  exp,
  expand,
  fill,
  fillLike,
  log,
  maximum,
  mul,
  neg,
  pad,
  permute,
  pow,
  reshape,
  select,
  sigmoid,
  sin,
  slice,
  softplus,
  stopGradient,
  sub,
  sum,
} from "../../src/ops/index.ts";
import { decompose } from "../../src/optimize/decompose.ts";
import { foldConstants } from "../../src/optimize/fold-constants.ts";
import type { Pass, Target } from "../../src/optimize/pass.ts";
import { optimizeGraph, passes } from "../../src/optimize/pipeline.ts";
import { shareSubexpressions } from "../../src/optimize/share.ts";
import { simplify } from "../../src/optimize/simplify.ts";
import { evaluate, store } from "../contract/evaluate.ts";
import { leaf } from "./leaf.ts";

const everything: Target = { lacks: new Set() };
const run = (pass: Pass, root: Node, target = everything): Node => pass.run([root], target)[0]!;

/** A graph as text without the identities of its nodes. */
const text = (root: Node): string => formatGraph([root]);

const x = leaf([2, 3]);
const number = (value: number): Node => fillLike(value, x);

describe("folding constants", () => {
  test.each<[string, Node, number]>([
    ["2 + 3", add(constant(2, "f64"), constant(3, "f64")), 5],
    ["sin 1", sin(constant(1, "f64")), Math.sin(1)],
    ["1 / 0", div(constant(1, "f64"), constant(0, "f64")), Infinity],
    ["0 / 0", div(constant(0, "f64"), constant(0, "f64")), Number.NaN],
    ["-0 + -0", add(constant(-0, "f64"), constant(-0, "f64")), -0],
    [
      "0.1 + 0.2 in f32",
      add(constant(0.1, "f32"), constant(0.2, "f32")),
      Math.fround(Math.fround(0.1) + Math.fround(0.2)),
    ],
    ["2147483647 + 1 in i32", add(constant(2 ** 31 - 1, "i32"), constant(1, "i32")), -(2 ** 31)],
    ["65537 · 65537 in i32", mul(constant(65537, "i32"), constant(65537, "i32")), Math.imul(65537, 65537)],
    ["2.7 as i32", cast(constant(2.7, "f64"), "i32"), 2],
    ["NaN as bool", cast(constant(Number.NaN, "f64"), "bool"), 1],
  ])("%s", (_, root, expected) => {
    const folded = run(foldConstants, root);
    expect([folded.op.kind, folded.attributes.value, folded.dtype]).toEqual([
      "constant",
      expected,
      root.dtype,
    ]);
  });

  test("reaches through shapes, and keeps them", () => {
    const folded = run(foldConstants, mul(fill(2, [2, 3], "f64"), fill(4, [2, 3], "f64")));
    expect([folded.op.name, folded.inputs[0]!.attributes.value, folded.shape]).toEqual(["expand", 8, [2, 3]]);
  });

  test("leaves what has an input alone", () => {
    const root = add(x, number(2));
    expect(text(run(foldConstants, root))).toBe(text(root));
  });
});

/** Rewrites to the operand itself. */
const removals: readonly (readonly [string, Node, Node])[] = [
  ["x·1 → x", mul(x, number(1)), x],
  ["1·x → x", mul(number(1), x), x],
  ["x/1 → x", div(x, number(1)), x],
  ["x − 0 → x", sub(x, number(0)), x],
  ["x + −0 → x", add(x, number(-0)), x],
  ["−0 + x → x", add(number(-0), x), x],
  ["x¹ → x", pow(x, number(1)), x],
  ["−(−x) → x", neg(neg(x)), x],
  ["stopGradient x → x", stopGradient(x), x],
  ["reshape to the same → x", reshape(x, [2, 3]), x],
  ["permute there and back → x", permute(permute(x, [1, 0]), [1, 0]), x],
  ["reshape there and back → x", reshape(reshape(x, [6]), [2, 3]), x],
  ["slice of everything → x", slice(x, { starts: [0, 0], steps: [1, 1], sizes: [2, 3] }), x],
  [
    "pad by nothing → x",
    pad(
      x,
      [
        [0, 0],
        [0, 0],
      ],
      7,
    ),
    x,
  ],
  [
    "reversed twice → x",
    slice(slice(x, { starts: [1, 2], steps: [-1, -1], sizes: [2, 3] }), {
      starts: [1, 2],
      steps: [-1, -1],
      sizes: [2, 3],
    }),
    x,
  ],
  ["where true → a", select(fill(1, [2, 3], "bool"), x, number(5)), x],
  ["where c, a, a → a", select(equal(x, number(0)), x, x), x],
];

/** What looks alike and is not: the operands that tell. */
const keeps: readonly (readonly [string, Node])[] = [
  ["x + 0, for x = −0", add(x, number(0))],
  ["0 + x, for x = −0", add(number(0), x)],
  ["0 − x, for x = 0", sub(number(0), x)],
  ["x − −0, for x = −0", sub(x, number(-0))],
  ["x·0, for NaN, ∞ and negative x", mul(x, number(0))],
  ["0·x", mul(number(0), x)],
  ["x·−1", mul(x, number(-1))],
  ["x − x, for NaN and ∞", sub(x, x)],
  ["x / x, for 0, NaN and ∞", div(x, x)],
  ["0 / x, for 0 and NaN", div(number(0), x)],
  ["x = x, for NaN", equal(x, x)],
  ["max(x, −∞), for NaN payloads", maximum(x, number(-Infinity))],
  ["√x written as x^½, for −0 and −∞", pow(x, number(0.5))],
  ["log(exp x), for large x", log(exp(x))],
  ["|−x|", abs(neg(x))],
  ["x + 1 − 1, for large x", sub(add(x, number(1)), number(1))],
  [
    "pad then slice",
    slice(
      pad(
        x,
        [
          [1, 0],
          [0, 0],
        ],
        0,
      ),
      { starts: [0, 0], steps: [1, 1], sizes: [2, 3] },
    ),
  ],
];

/** The same graph over another leaf. */
const replaceLeaf = (root: Node, input: Node): Node =>
  substituteNodes([root], (node) => (node === x ? input : undefined))[0]!;

const tricky = [Number.NaN, Infinity, -Infinity, 0, -0, 1e308];

describe("simplifying", () => {
  test.each(removals)("%s", (_, root, expected) => {
    expect(run(simplify, root)).toBe(expected);
  });

  test.each(keeps)("keeps %s", (_, root) => {
    const [optimized] = optimizeGraph([root], everything);
    const wanted = evaluate("interpreter", [store("f64", [2, 3], tricky)], ([input]) => [
      replaceLeaf(root, input!),
    ]);
    const got = evaluate("interpreter", [store("f64", [2, 3], tricky)], ([input]) => [
      replaceLeaf(optimized!, input!),
    ]);
    expect(Array.from(got[0]!.data)).toEqual(Array.from(wanted[0]!.data));
    expect(optimized).not.toBe(x);
    expect(optimized!.op.kind).not.toBe("constant");
  });

  test("x² → x·x, x⁻¹ → 1/x, x⁰ → 1, as pow rounds them", () => {
    expect(text(run(simplify, pow(x, number(2))))).toBe(text(mul(x, x)));
    expect(text(run(simplify, pow(x, number(-1))))).toBe(text(div(number(1), x)));
    expect(text(run(simplify, pow(x, number(0))))).toBe(text(number(1)));
  });

  test("rearrangements of a kind become one", () => {
    const twice = reshape(reshape(x, [3, 2]), [6]);
    expect(text(run(simplify, twice))).toBe(text(reshape(x, [6])));
    const expanded = expand(expand(leaf([1]), [3]), [2, 3]);
    expect(run(simplify, expanded).inputs[0]!.op.kind).toBe("source");
  });
});

describe("sharing", () => {
  const count = (root: Node): number => formatGraph([root]).split("\n").length;

  test("makes equal subgraphs one", () => {
    const root = mul(sin(x), sin(x));
    expect(count(run(shareSubexpressions, root))).toBe(count(root) - 1);
  });

  test("a + b and b + a are one, a − b and b − a are not", () => {
    const y = leaf([2, 3]);
    const same = run(shareSubexpressions, mul(add(x, y), add(y, x)));
    expect(same.inputs[0]).toBe(same.inputs[1]);
    const different = run(shareSubexpressions, mul(sub(x, y), sub(y, x)));
    expect(different.inputs[0]).not.toBe(different.inputs[1]);
  });

  test("drops what no root needs", () => {
    const dead = cos(x);
    expect(formatGraph(shareSubexpressions.run([sin(x)], everything))).not.toContain(dead.op.name);
  });
});

describe("decomposing", () => {
  test.each<[string, (node: Node) => Node]>([
    ["sigmoid", sigmoid],
    ["softplus", softplus],
  ])("%s becomes what a backend has, and only where it lacks it", (name, build) => {
    const root = build(x);
    expect(run(decompose, root)).toBe(root);
    const target: Target = { lacks: new Set([name as "sigmoid"]) };
    expect(formatGraph([run(decompose, root, target)])).not.toContain(`${name}(`);
  });
});

test("the list of passes names each step, and running it twice changes nothing more", () => {
  expect(passes.every(({ name }) => name.length > 0)).toBe(true);
  const root = sum(mul(add(x, number(-0)), pow(sigmoid(x), number(2))), [0]);
  const once = optimizeGraph([root], everything);
  expect(formatGraph(optimizeGraph(once, everything))).toBe(formatGraph(once));
});
