/** Programs whose buffers lie beyond 2 GiB, where an address is no positive 32-bit number, give what they give below. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { poisonFreshMemory } from "../../src/base/fresh-memory.ts";
import { configure } from "../../src/index.ts";
import { replaceHeap } from "../../src/runtime/index.ts";
import { jit, tensor, type Untyped } from "../tensor/untyped.ts";

const owner = {};
beforeAll(() => {
  // never touched, so that it takes addresses and no memory
  poisonFreshMemory(false);
  replaceHeap({}).allocate(2 ** 31, owner);
  poisonFreshMemory(true);
});
afterAll(() => {
  replaceHeap({});
  configure({ backend: "auto" });
});

const table: readonly (readonly [name: string, compute: (x: Untyped) => Untyped])[] = [
  ["elementwise", (x) => x.mul(2).tanh()],
  ["a function of the host's on doubles", (x) => x.cast("f64").exp()],
  ["a product", (x) => x.matmul(x.transpose()).relu()],
  ["a narrow product", (x) => x.matmul(x.slice([[0, 1]]).transpose())],
  ["reductions", (x) => x.softmax(-1).sum(0)],
  ["positions", (x) => x.take(tensor([2, 0], { dtype: "i32" }), 0).flip(1)],
  ["a kernel of the host's", (x) => x.sort(1).values],
  [
    "scans and copies",
    (x) =>
      x.cumsum(0).pad([
        [1, 2],
        [0, 1],
      ]),
  ],
];

test.each(table)("%s", (_, compute) => {
  const run = (backend: "wasm" | "interpreter") => {
    configure({ backend });
    const x = tensor(
      Array.from({ length: 24 }, (_each, at) => ((at * 7) % 11) / 11 - 0.4),
      { shape: [4, 6] },
    );
    return Array.from(jit(compute)(x).data());
  };
  const expected = run("interpreter");
  const found = run("wasm");
  for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 5);
});
