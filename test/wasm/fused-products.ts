/** Run as a program: products whose multiplications and additions are one instruction, against plain loops; prints what it found. */

import { dtypes, type TypedArray } from "../../src/base/dtype.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { accessOf, ProgramBuilder, reducedOf, rowMajor } from "../codegen/program-builder.ts";
import { noise } from "../codegen/sites.ts";

const backend = makeWasmBackend(new Heap());

/** The largest error of a product as a share of the depth, and whether the code fuses. */
function run(dtype: "f32" | "f64", m: number, n: number, k: number, isTransposed: boolean) {
  const builder = new ProgramBuilder();
  const [left, right] = [builder.input(dtype, m * k), builder.input(dtype, k * n)];
  builder.add({
    ...{ kind: "contraction", dtype, space: [m, n], depth: k },
    left: { buffer: left, access: accessOf([m, k], isTransposed ? [1, m] : [k, 1]) },
    right: { buffer: right, access: accessOf([k, n], isTransposed ? [1, k] : [n, 1]) },
    stores: [{ buffer: builder.output(dtype, m * n), access: rowMajor([m, n]), value: reducedOf(dtype) }],
  });
  const program = builder.build();
  const executable = backend.compile(program);
  const [a, b] = [m * k, k * n].map((length, slot) => {
    const numbers = dtypes[dtype].allocate(length);
    for (let index = 0; index < length; index++) numbers[index] = noise(slot, index);
    return numbers;
  }) as [TypedArray, TypedArray];
  const result = dtypes[dtype].allocate(m * n);
  executable.run([a, b], [result]);
  let worst = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let step = 0; step < k; step++) {
        sum +=
          a[isTransposed ? step * m + i : i * k + step]! * b[isTransposed ? j * k + step : step * n + j]!;
      }
      worst = Math.max(worst, Math.abs(sum - result[i * n + j]!) / k);
    }
  }
  return { dtype, worst, fuses: executable.source.includes("relaxed_madd") };
}

const sizes = [
  [8, 8, 8],
  [5, 7, 9],
  [37, 18, 23],
  [9, 30, 1100],
] as const;
const found = sizes.flatMap(([m, n, k]) =>
  (["f32", "f64"] as const).flatMap((dtype) =>
    [false, true].map((isTransposed) => run(dtype, m, n, k, isTransposed)),
  ),
);
console.log(JSON.stringify(found));
