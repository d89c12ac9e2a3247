/** Graphs as text for people, and as the text that programs are found again by. */

import { expect, test } from "vitest";
import type { Node } from "../../src/graph/node.ts";
import { formatGraph, formatNode } from "../../src/graph/print.ts";
import { type GraphProgram, spellStructure } from "../../src/kernel/index.ts";
import { contract } from "../../src/ops/contraction.ts";
import { add, cast, constant, mul, pad, permute, reshape, sin, sub, sum } from "../../src/ops/index.ts";
import { leaf } from "./leaf.ts";

test("a graph prints one line a node, inputs first, numbered from 0", () => {
  const [x, w] = [leaf([2, 3], "f32"), leaf([3, 4], "f32")];
  const product = contract(x, w);
  expect(formatGraph([sum(product, [0, 1]), sin(product)])).toBe(
    [
      "%0 = source() : f32 [2, 3]",
      "%1 = source() : f32 [3, 4]",
      "%2 = contract(%0, %1) : f32 [2, 4]",
      "%3 = sum(%2 {axes=[0,1];}) : f32 []",
      "%4 = sin(%2) : f32 [2, 4]",
      "return %3, %4",
    ].join("\n"),
  );
});

test("a node prints its attributes so that they can be told apart", () => {
  expect(formatNode({ ...constant(-0, "f64"), id: 1 })).toBe(
    '%1 = constant( {value=-0;dtype="f64";}) : f64 []',
  );
});

/** The text of a program of one output over its sources. */
const spell = (build: (inputs: Node[]) => Node, count = 1, shape: readonly number[] = [2, 2]): string => {
  const inputs = Array.from({ length: count }, () => leaf(shape));
  return spellStructure({ inputs, outputs: [build(inputs)], updates: [] });
};

test("programs built anew are spelled the same, whatever they run on", () => {
  const build = ([a, b]: Node[]): Node => add(sin(a!), mul(b!, a!));
  expect(spell(build, 2)).toBe(spell(build, 2));
});

test.each<[string, string, string]>([
  ["ops", spell(([a]) => sin(a!)), spell(([a]) => add(a!, a!))],
  ["the order of operands", spell(([a, b]) => sub(a!, b!), 2), spell(([a, b]) => sub(b!, a!), 2)],
  ["which operand is which", spell(([a, b]) => add(a!, b!), 2), spell(([a]) => add(a!, a!), 2)],
  ["attributes", spell(([a]) => permute(a!, [0, 1])), spell(([a]) => permute(a!, [1, 0]))],
  ["shapes", spell(([a]) => sin(a!)), spell(([a]) => sin(a!), 1, [4])],
  ["element types", spell(([a]) => cast(a!, "i32")), spell(([a]) => cast(a!, "f32"))],
  [
    "the sign of zero",
    spell(([a]) =>
      pad(
        a!,
        [
          [1, 0],
          [0, 0],
        ],
        0,
      ),
    ),
    spell(([a]) =>
      pad(
        a!,
        [
          [1, 0],
          [0, 0],
        ],
        -0,
      ),
    ),
  ],
  [
    "constants",
    spell(([a]) => add(sum(a!, [0, 1]), constant(1, "f64"))),
    spell(([a]) => add(sum(a!, [0, 1]), constant(2, "f64"))),
  ],
])("programs that differ in %s are spelled differently", (_, first, second) => {
  expect(first).not.toBe(second);
});

test("sharing, results and updates are part of what a program is", () => {
  const [x, y] = [leaf([2]), leaf([2])];
  const [once, twice] = [sin(x), sin(x)];
  const program = (part: Partial<GraphProgram>): string =>
    spellStructure({ inputs: [x, y], outputs: [], updates: [], ...part });
  const texts = [
    program({ outputs: [once] }),
    program({ outputs: [once, once] }),
    program({ outputs: [once, twice] }),
    program({ outputs: [x] }),
    program({ outputs: [y] }),
    program({ updates: [{ slot: 0, value: once }] }),
    program({ updates: [{ slot: 1, value: once }] }),
    program({ outputs: [reshape(once, [2])] }),
  ];
  expect(new Set(texts).size).toBe(texts.length);
});
