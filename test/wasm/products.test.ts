/** Matrix products at the sizes where their forms change: single rows, remainders of tiles, deep and wide blocks, batches. */

import { describe, it } from "vitest";
import type { DType } from "../../src/base/dtype.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import {
  accessOf,
  apply,
  constant,
  ProgramBuilder,
  reducedOf,
  rowMajor,
} from "../codegen/program-builder.ts";
import { expectWasmAgreement, makePoisonedBackend } from "./agreement.ts";

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

const site = makePoisonedBackend();

function check(product: Product): void {
  const program = productProgram(product);
  const isWhole = product.dtype === "i32";
  const values = program.inputs.map(({ length }, slot) =>
    Array.from({ length }, (_, index) => {
      const noise = (((index + 1) * 7919 + slot * 104_729) % 2003) / 1001.5 - 1;
      return isWhole ? Math.round(noise * 2 ** 31) | 0 : noise;
    }),
  );
  expectWasmAgreement(site, program, values);
}

describe("products", () => {
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
      check({ ...layout, dtype });
      check({ ...layout, dtype, isBare: true });
    }
  });

  it("run over batches, with a right side of their own or a shared one", () => {
    for (const isRightTransposed of flags) {
      check({ batch: [3, 2], size: [5, 6, 7], isRightTransposed });
      check({ batch: [3, 2], size: [5, 6, 7], isRightTransposed, isRightShared: true });
      check({ batch: [3, 2], size: [1, 6, 7], isRightTransposed, isRightShared: true });
      check({ batch: [2], size: [40, 13, 17], isRightTransposed });
      check({ batch: [2, 2], size: [7, 12, 17], isRightTransposed, isBare: true });
    }
  });

  it("read rows backwards", () => {
    check({ size: [13, 10, 9], isReversed: true });
    check({ size: [13, 10, 9], isReversed: true, isRightTransposed: true });
  });

  it("are cut into blocks when wide or deep", () => {
    check({ size: [6, 1030, 33] });
    check({ size: [130, 70, 600], isLeftTransposed: true });
    check({ size: [70, 72, 600], isBare: true });
    check({ size: [130, 72, 60], isBare: true });
  });
});
