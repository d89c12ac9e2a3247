/** Products that read windows of an image where they lie, without a copy: a side's lines and steps in several runs. */

import { describe, it } from "vitest";
import type { Factor } from "../../src/kernel/kernel.ts";
import { accessOf, apply, constant, ProgramBuilder, reducedOf, rowMajor } from "./program-builder.ts";
import { expectAgreement, noise, wasm, wasmThatFuses } from "./sites.ts";

/** Sides of a product that lie in memory as windows of an image do, in several runs. */
interface Windows {
  readonly name: string;
  readonly lines: readonly Factor[];
  readonly steps: readonly Factor[];
}

const sizeOf = (factors: readonly Factor[]): number => factors.reduce((all, { size }) => all * size, 1);
const spanOf = (factors: readonly Factor[]): number =>
  factors.reduce((all, { size, stride }) => all + (size - 1) * Math.abs(stride), 0);
const lowest = (factors: readonly Factor[]): number =>
  factors.reduce((all, { size, stride }) => all - (stride < 0 ? (size - 1) * -stride : 0), 0);

const factor = (size: number, stride: number): Factor => ({ size, stride });

/** Windows of 3 by 3 over images of some width: places by taps, or taps by places; backwards; apart; deep. */
const windows: readonly Windows[] = [
  {
    name: "places by taps",
    lines: [factor(5, 11), factor(9, 1)],
    steps: [factor(3, 80), factor(3, 11), factor(3, 1)],
  },
  {
    name: "taps by places",
    lines: [factor(2, 80), factor(3, 10), factor(3, 1)],
    steps: [factor(6, 10), factor(8, 1)],
  },
  {
    name: "taps by odd places",
    lines: [factor(2, 80), factor(3, 9), factor(3, 1)],
    steps: [factor(6, 9), factor(7, 1)],
  },
  { name: "backward taps", lines: [factor(7, 9)], steps: [factor(4, 63), factor(9, -1)] },
  { name: "places two apart", lines: [factor(4, 22), factor(5, 2)], steps: [factor(2, 90), factor(3, 1)] },
  { name: "lines of one place", lines: [factor(6, 1)], steps: [factor(5, 31), factor(4, 7)] },
  {
    name: "places in fours",
    lines: [factor(3, 14), factor(12, 1)],
    steps: [factor(2, 60), factor(3, 14), factor(3, 1)],
  },
  {
    name: "places in fours, deep, backwards",
    lines: [factor(2, 40), factor(4, 1)],
    steps: [factor(70, 80), factor(9, -1)],
  },
  { name: "many places", lines: [factor(5, 40)], steps: [factor(3, 260), factor(13, 20), factor(17, 1)] },
];

describe("products of windows", () => {
  const pairs = windows.flatMap(({ name, ...side }) =>
    [true, false].map((isLeft) => ({ name: `${isLeft ? "left" : "right"}, ${name}`, isLeft, ...side })),
  );
  it.each(pairs)("$name", ({ lines, steps, isLeft }) => {
    for (const dtype of ["f32", "f64", "i32"] as const) {
      const builder = new ProgramBuilder();
      const [depth, count, other, batch] = [sizeOf(steps), sizeOf(lines), 6, 2];
      const window = spanOf(lines) + spanOf(steps) + 1;
      const space = isLeft ? [batch, count, other] : [batch, other, count];
      const gathered = {
        buffer: builder.input(dtype, batch * window),
        access: accessOf([batch, 1, 1], [window, 0, 0], -lowest(lines) - lowest(steps)),
        factors: { lines, steps },
      };
      const plain = {
        buffer: builder.input(dtype, other * depth),
        access: isLeft
          ? accessOf([batch, depth, other], [0, other, 1])
          : accessOf([batch, other, depth], [0, depth, 1]),
      };
      builder.add({
        ...{ kind: "contraction", dtype, space, depth },
        ...(isLeft ? { left: gathered, right: plain } : { left: plain, right: gathered }),
        stores: [
          {
            buffer: builder.output(dtype, batch * count * other),
            access: rowMajor(space),
            value: apply("maximum", dtype, reducedOf(dtype), constant(0, dtype)),
          },
        ],
      });
      const program = builder.build();
      const scale = dtype === "i32" ? 1000 : 1;
      const values = program.inputs.map(({ length }, slot) =>
        Array.from({ length }, (_, index) => Math.round(noise(slot, index) * scale * 1024) / 1024),
      );
      const given = dtype === "i32" ? values.map((list) => list.map(Math.round)) : values;
      for (const site of [wasm, wasmThatFuses]) expectAgreement(site, program, given);
    }
  });
});
