/** Sorting, scanning, selecting and rearranging against their definitions, NaN, ties and empty axes included. */

import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { tensor, type Untyped } from "../tensor/untyped.ts";
import { call, callFree, callList, callTree, numbers, scatter } from "./loose.ts";

const value = fc.constantFrom(
  -2,
  -0.5,
  0,
  0.5,
  3,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
);
const values = fc.array(value, { maxLength: 9 });
const make = (list: readonly number[]): Untyped => tensor(list, { shape: [list.length], dtype: "f64" });

/** Ascending, NaN as the largest. */
const compare = (a: number, b: number): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a - b;
};

describe.each(executors)("%s", (backend) => {
  afterAll(() => configure({ backend: "auto", verify: false }));
  const check = (run: (list: readonly number[], flag: boolean) => void): void => {
    configure({ backend, verify: true });
    fc.assert(fc.property(values, fc.boolean(), run), { numRuns: 30, seed: 4 });
  };

  test("sort keeps equal elements in their order, and NaN is the largest", () => {
    check((list, descending) => {
      const places = list.map((_, at) => at);
      places.sort((a, b) => (descending ? -1 : 1) * compare(list[a]!, list[b]!) || a - b);
      const sorted = callTree<"values" | "indices">(make(list), "sort", 0, { descending });
      expect(numbers(sorted.indices)).toEqual(places);
      expect(numbers(sorted.values)).toEqual(places.map((at) => list[at]!));
    });
  });

  test("topK is the beginning of the sorted list", () => {
    check((list, largest) => {
      const k = Math.ceil(list.length / 2);
      const sorted = callTree<"values" | "indices">(make(list), "sort", 0, { descending: largest });
      const top = callTree<"values" | "indices">(make(list), "topK", k, 0, { largest });
      expect(numbers(top.indices)).toEqual(numbers(sorted.indices).slice(0, k));
      expect(numbers(top.values)).toEqual(numbers(sorted.values).slice(0, k));
    });
  });

  test.each([
    ["cumsum", 0, (a: number, b: number) => a + b],
    ["cumprod", 1, (a: number, b: number) => a * b],
  ] as const)("%s folds everything up to each place", (name, neutral, fold) => {
    check((list, reverse) => {
      for (const exclusive of [false, true]) {
        const expected = list.map((_, at) => {
          const seen = reverse ? list.slice(exclusive ? at + 1 : at) : list.slice(0, exclusive ? at : at + 1);
          return seen.reduce(fold, neutral);
        });
        const got = numbers(call(make(list), name, 0, { exclusive, reverse }));
        for (const [at, wanted] of expected.entries()) {
          if (Number.isFinite(wanted)) expect(got[at]).toBeCloseTo(wanted, 10);
          else expect(got[at]).toBe(wanted);
        }
      }
    });
  });

  test("truth values fold to any and all", () => {
    configure({ backend, verify: true });
    const x = tensor(
      [
        [1, 0],
        [0, 0],
        [1, 1],
      ],
      { dtype: "bool" },
    );
    expect(call(x, "any", 1).toArray()).toEqual([1, 0, 1]);
    expect(call(x, "all", 1, { keepDims: true }).toArray()).toEqual([[0], [0], [1]]);
    expect(call(x.slice([[0, 0]]), "any", 0).toArray()).toEqual([0, 0]);
    expect(call(x.slice([[0, 0]]), "all", 0).toArray()).toEqual([1, 1]);
  });

  test("rearrangements of any element type", () => {
    configure({ backend, verify: true });
    const x = tensor(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { dtype: "i32" },
    );
    expect(call(x, "flip", 1).toArray()).toEqual([
      [3, 2, 1],
      [6, 5, 4],
    ]);
    expect(call(x, "roll", -1, 1).toArray()).toEqual([
      [2, 3, 1],
      [5, 6, 4],
    ]);
    expect(call(x, "tile", [1, 2]).toArray()).toEqual([
      [1, 2, 3, 1, 2, 3],
      [4, 5, 6, 4, 5, 6],
    ]);
    expect(call(x, "repeat", 2, 0).toArray()).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [4, 5, 6],
      [4, 5, 6],
    ]);
    expect(call(x, "tril").toArray()).toEqual([
      [1, 0, 0],
      [4, 5, 0],
    ]);
    expect(call(x, "triu", 1).toArray()).toEqual([
      [0, 2, 3],
      [0, 0, 6],
    ]);
    expect(call(x, "diag", 1).toArray()).toEqual([2, 6]);
    expect(call(x, "trace").item()).toBe(6);
    expect(call(x, "index", [-1]).toArray()).toEqual([4, 5, 6]);
    expect(
      call(
        x,
        "pad",
        [
          [0, 0],
          [2, 1],
        ],
        { mode: "reflect" },
      ).toArray(),
    ).toEqual([
      [3, 2, 1, 2, 3, 2],
      [6, 5, 4, 5, 6, 5],
    ]);
    expect(
      call(
        x,
        "pad",
        [
          [0, 1],
          [1, -1],
        ],
        { mode: "edge" },
      ).toArray(),
    ).toEqual([
      [1, 1, 2],
      [4, 4, 5],
      [4, 4, 5],
    ]);
    expect(callList(x, "split", [1, 2], 1).map((part) => part.toArray())).toEqual([
      [[1], [4]],
      [
        [2, 3],
        [5, 6],
      ],
    ]);
    expect(callList(x, "unstack", 1).map((part) => part.toArray())).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    const bits = tensor([1, 0, 0], { dtype: "bool" });
    expect(call(bits, "flip").toArray()).toEqual([0, 0, 1]);
  });

  test("einsum is the sum over all letters that are not in the output", () => {
    configure({ backend, verify: true });
    const [a, b, c] = [
      scatter([2, 3], { seed: 1 }),
      scatter([3, 4], { seed: 2 }),
      scatter([4, 2], { seed: 3 }),
    ];
    const expected = a.matmul(b).matmul(c);
    const chain = numbers(callFree("einsum", "ij,jk,kl->il", a, b, c));
    for (const [at, wanted] of numbers(expected).entries()) expect(chain[at]).toBeCloseTo(wanted, 12);
    const trace = callFree("einsum", "ij,jk,ki", a, b, c).item();
    expect(trace).toBeCloseTo(call(expected, "trace").item(), 12);
    expect(numbers(callFree("einsum", "ii->i", expected))).toEqual(numbers(call(expected, "diag")));
    expect(callFree("einsum", "...j->...", b).shape).toEqual([3]);
    expect(callFree("einsum", "ba", a).shape).toEqual([3, 2]);
    const rows = scatter([1, 3], { seed: 4 });
    const stretched = callFree("einsum", "ni,nj->ij", call(rows, "broadcastTo", [2, 3]), a);
    const summed = numbers(callFree("einsum", "...i,...j->ij", rows, a));
    for (const [at, wanted] of numbers(stretched).entries()) expect(summed[at]).toBeCloseTo(wanted, 12);
    expect(callFree("einsum", "...->", b).item()).toBeCloseTo(b.sum().item(), 12);
  });
});

/** Σ over every assignment of indices to letters of the product of the operands, added at the output's place. */
function sumByLoops(
  terms: readonly string[],
  output: string,
  operands: readonly Untyped[],
  sizes: ReadonlyMap<string, number>,
): number[] {
  const letters = [...sizes.keys()];
  const at = (labels: string, index: ReadonlyMap<string, number>): number =>
    [...labels].reduce((flat, letter) => flat * sizes.get(letter)! + index.get(letter)!, 0);
  const values = operands.map(numbers);
  const result = new Array<number>([...output].reduce((count, letter) => count * sizes.get(letter)!, 1)).fill(
    0,
  );
  const total = letters.reduce((count, letter) => count * sizes.get(letter)!, 1);
  for (let number = 0; number < total; number++) {
    const index = new Map<string, number>();
    let rest = number;
    for (const letter of letters) {
      index.set(letter, rest % sizes.get(letter)!);
      rest = Math.floor(rest / sizes.get(letter)!);
    }
    result[at(output, index)]! += terms.reduce(
      (product, term, each) => product * values[each]![at(term, index)]!,
      1,
    );
  }
  return result;
}

test("einsum is its loops for drawn equations", () => {
  configure({ backend: "interpreter", verify: true });
  const term = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 3 });
  const drawn = fc.record({
    terms: fc.array(term, { minLength: 1, maxLength: 3 }),
    keep: fc.subarray(["d", "a", "c", "b"]),
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(
    fc.property(drawn, ({ terms, keep, sizes: drawnSizes }) => {
      const used = ["a", "b", "c", "d"].filter((letter) => terms.join("").includes(letter));
      const sizes = new Map(used.map((letter, position) => [letter, drawnSizes[position]!]));
      const output = keep.filter((letter) => sizes.has(letter)).join("");
      const operands = terms.map((each, seed) =>
        scatter(
          [...each].map((letter) => sizes.get(letter)!),
          { seed },
        ),
      );
      const got = callFree("einsum", `${terms.join(",")}->${output}`, ...operands);
      const wanted = sumByLoops(terms, output, operands, sizes);
      expect(got.shape).toEqual([...output].map((letter) => sizes.get(letter)!));
      for (const [place, value] of numbers(got).entries()) expect(value).toBeCloseTo(wanted[place]!, 10);
    }),
    { numRuns: 200, seed: 8 },
  );
  configure({ backend: "auto", verify: false });
});

const refusals: readonly (readonly [string, () => unknown, string])[] = [
  [
    "sizes",
    () => callList(scatter([5]), "split", [2, 2]),
    "split: sizes [2, 2] add up to 4, but axis 0 of [5] has 5",
  ],
  ["k", () => callTree(scatter([3]), "topK", 4, 0), "topK: asks for 4 of 3 elements at axis 0 of [3]"],
  ["an index", () => call(scatter([3]), "index", [3]), "index: 3 is out of range for axis 0 of [3]"],
  ["a mode", () => call(scatter([3]), "pad", [[1, 1]], { mode: "wrap" }), 'pad: unknown mode "wrap"'],
  [
    "a reflection",
    () => call(scatter([2]), "pad", [[2, 0]], { mode: "reflect" }),
    "pad: 2 elements to reflect at axis 0 of [2]",
  ],
  ["a rank", () => call(scatter([2, 2, 2]), "diag"), "diag: needs a vector or a matrix, got [2, 2, 2]"],
  ["repeats", () => call(scatter([2]), "tile", [-1]), "tile: -1 is no number of repeats"],
  [
    "a limit",
    () => call(tensor([1], { dtype: "i32" }), "clip", 0.5, 2),
    "clip: dtypes differ, i32 and the number 0.5",
  ],
];

test.each(refusals)("%s out of place is one clear line", (_, build, message) => {
  expect(build).toThrow(message);
});
