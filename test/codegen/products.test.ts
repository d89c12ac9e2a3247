/** Matrix products at the sizes where their forms change: single rows, remainders of tiles, deep and wide blocks, batches. */

import { describe, expect, it } from "vitest";
import type { DType } from "../../src/base/dtype.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { accessOf, apply, constant, ProgramBuilder, reducedOf, rowMajor } from "./program-builder.ts";
import { expectAgreement, noise, type Site, sitesOfProducts, wasmThatFuses } from "./sites.ts";

interface Product {
  readonly batch?: readonly number[];
  readonly size: readonly [m: number, n: number, k: number];
  readonly dtype?: DType;
  readonly isLeftTransposed?: boolean;
  readonly isRightTransposed?: boolean;
  /** Whether every batch reads the same right side. */
  readonly isRightShared?: boolean;
  /** Whether the product alone is stored. */
  readonly isBare?: boolean;
  /** Whether the left side's rows are read from the last to the first. */
  readonly isReversed?: boolean;
}

/** out = max(left·right + bias, 0), and the bare product transposed. */
function productProgram(product: Product): KernelProgram {
  const { batch = [], size, dtype = "f32", isLeftTransposed, isRightTransposed, isRightShared } = product;
  const [m, n, k] = size;
  const builder = new ProgramBuilder();
  const count = batch.reduce((all, length) => all * length, 1);
  const steps = (inner: number) => rowMajor([...batch, inner]).strides.slice(0, -1);
  const leftInner = isLeftTransposed ? [1, m] : [product.isReversed ? -k : k, 1];
  const leftStrides = [...steps(m * k), ...leftInner];
  const rightBatch = isRightShared ? batch.map(() => 0) : steps(k * n);
  const rightStrides = [...rightBatch, ...(isRightTransposed ? [1, k] : [n, 1])];
  const left = builder.input(dtype, count * m * k);
  const right = builder.input(dtype, (isRightShared ? 1 : count) * k * n);
  const space = [...batch, m, n];
  const bias = builder.load(builder.input(dtype, n), accessOf(space, [...batch.map(() => 0), 0, 1]));
  const leftOffset = product.isReversed ? (m - 1) * k : 0;
  const biased = apply("add", dtype, reducedOf(dtype), bias);
  const bare = {
    buffer: builder.output(dtype, count * m * n),
    access: rowMajor(space),
    value: reducedOf(dtype),
  };
  builder.add({
    ...{ kind: "contraction", dtype, space, depth: k },
    left: { buffer: left, access: accessOf([...batch, m, k], leftStrides, leftOffset) },
    right: { buffer: right, access: accessOf([...batch, k, n], rightStrides) },
    stores: product.isBare
      ? [bare]
      : [
          bare,
          {
            buffer: builder.output(dtype, count * m * n),
            access: rowMajor(space),
            value: apply("maximum", dtype, biased, constant(0, dtype)),
          },
          {
            buffer: builder.output(dtype, count * m * n),
            access: accessOf(space, [...steps(m * n), 1, m]),
            value: reducedOf(dtype),
          },
        ],
  });
  return builder.build();
}

function check(site: Site, product: Product): void {
  const program = productProgram(product);
  const isWhole = product.dtype === "i32";
  const values = program.inputs.map(({ length }, slot) =>
    Array.from({ length }, (_, index) => {
      const number = noise(slot, index);
      return isWhole ? Math.round(number * 2 ** 31) | 0 : number;
    }),
  );
  expectAgreement(site, program, values);
}

describe.each(sitesOfProducts)("products on $name", (site) => {
  const sizes = [
    ...([4, 8, 4] as const).map((n) => [n, n, n] as const),
    ...[
      [5, 7, 9],
      [37, 18, 23],
      [33, 4, 65],
      [1, 19, 33],
      [3, 45, 12],
      [19, 1, 33],
      [70, 13, 5],
      [6, 10, 3],
      [8, 8, 0],
      [3, 3, 40],
      [9, 30, 1100],
      [67, 75, 40],
    ].map(([m, n, k]) => [m!, n!, k!] as const),
  ];
  const flags = [false, true];
  const layouts = sizes.flatMap((size) =>
    flags.flatMap((isLeftTransposed) =>
      flags.map((isRightTransposed) => ({ size, isLeftTransposed, isRightTransposed })),
    ),
  );
  it.each(layouts)("$size, left transposed $isLeftTransposed, right $isRightTransposed", (layout) => {
    for (const dtype of ["f32", "f64", "i32"] as const) {
      check(site, { ...layout, dtype });
      check(site, { ...layout, dtype, isBare: true });
    }
  });

  it("run over batches, with a right side of their own or a shared one", () => {
    for (const isRightTransposed of flags) {
      check(site, { batch: [3, 2], size: [5, 6, 7], isRightTransposed });
      check(site, { batch: [3, 2], size: [5, 6, 7], isRightTransposed, isRightShared: true });
      check(site, { batch: [3, 2], size: [1, 6, 7], isRightTransposed, isRightShared: true });
      check(site, { batch: [2], size: [40, 13, 17], isRightTransposed });
      check(site, { batch: [2, 2], size: [7, 12, 17], isRightTransposed, isBare: true });
    }
  });

  it("read rows backwards", () => {
    check(site, { size: [13, 10, 9], isReversed: true });
    check(site, { size: [13, 10, 9], isReversed: true, isRightTransposed: true });
  });

  it("are cut into blocks when wide or deep", () => {
    check(site, { size: [6, 1030, 33] });
    check(site, { size: [6, 70, 4000], dtype: "f64" });
    check(site, { size: [130, 70, 600], isLeftTransposed: true });
    check(site, { size: [70, 72, 600], isBare: true });
    check(site, { size: [130, 72, 60], isBare: true });
    check(site, { size: [131, 8, 1100], isBare: true, batch: [2], isLeftTransposed: true });
    check(site, { size: [133, 6, 1030], isBare: true, dtype: "f64", isRightTransposed: true });
  });

  it("have their stores computed from whole tiles, deep ones at the end of the depth", () => {
    check(site, { size: [21, 76, 30] });
    check(site, { size: [70, 20, 600], isLeftTransposed: true });
    check(site, { size: [5, 8, 1100], dtype: "f64", batch: [2] });
    check(site, { size: [66, 36, 40], batch: [3], isRightShared: true });
  });

  it("multiply and add in one instruction only where that is asked for", () => {
    for (const dtype of ["f32", "f64", "i32"] as const) {
      const { source } = site.backend.compile(productProgram({ size: [37, 18, 23], dtype }));
      expect(source.includes("relaxed_madd")).toBe(site === wasmThatFuses && dtype !== "i32");
    }
  });

  it("never skip a zero", () => {
    const { run } = site.backend.compile(productProgram({ size: [4, 4, 4], dtype: "f64", isBare: true }));
    const [left, right] = [new Float64Array(16), new Float64Array(16).fill(1)];
    right[0] = Infinity;
    const output = new Float64Array(16);
    run([left, right, new Float64Array(4)], [output]);
    expect([...output].map(Number.isNaN)).toEqual(Array.from({ length: 16 }, (_, index) => index % 4 === 0));
  });
});
