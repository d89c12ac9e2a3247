/** Convolutions and pools against their definitions written as plain loops, over drawn sizes and options. */

import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { configure, ShapeError } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { tensor, type Untyped } from "../tensor/untyped.ts";
import { call, numbers, scatter } from "./loose.ts";

const backends = executors;
afterAll(() => configure({ backend: "auto", verify: false }));

interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
}

const axis: fc.Arbitrary<Axis> = fc
  .record({
    size: fc.integer({ min: 1, max: 6 }),
    kernel: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    before: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 2 }),
  })
  .filter(
    ({ size, kernel, dilation, before, after }) => before + size + after >= dilation * (kernel - 1) + 1,
  );

const places = ({ size, kernel, stride, dilation, before, after }: Axis): number =>
  Math.floor((before + size + after - dilation * (kernel - 1) - 1) / stride) + 1;

/** Calls `visit` with every index of a shape. */
function forEachIndex(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  const index = shape.map(() => 0);
  const count = shape.reduce((product, size) => product * size, 1);
  for (let at = 0; at < count; at++) {
    visit(index);
    for (let position = shape.length - 1; position >= 0 && ++index[position]! === shape[position]; position--)
      index[position] = 0;
  }
}

/** Reads an element, 0 outside. */
function reader(x: Untyped): (index: readonly number[]) => number {
  const values = numbers(x);
  return (index) => {
    if (index.some((entry, position) => entry < 0 || entry >= x.shape[position]!)) return 0;
    return values[index.reduce((flat, entry, position) => flat * x.shape[position]! + entry, 0)]!;
  };
}

function convolveByLoops(
  x: Untyped,
  weight: Untyped,
  [down, across]: readonly [Axis, Axis],
  groups: number,
): number[] {
  const [n, channels] = x.shape as [number, number];
  const [out, depth] = weight.shape as [number, number];
  const [pixel, tap] = [reader(x), reader(weight)];
  const result: number[] = [];
  forEachIndex([n, out, places(down), places(across)], ([b, o, i, j]) => {
    let sum = 0;
    const first = Math.floor(o! / (out / groups)) * (channels / groups);
    forEachIndex([depth, down.kernel, across.kernel], ([c, k, l]) => {
      const row = i! * down.stride + k! * down.dilation - down.before;
      const column = j! * across.stride + l! * across.dilation - across.before;
      sum += pixel([b!, first + c!, row, column]) * tap([o!, c!, k!, l!]);
    });
    result.push(sum);
  });
  return result;
}

const close = (got: readonly number[], wanted: readonly number[]): void => {
  expect(got.length).toBe(wanted.length);
  for (const [at, value] of wanted.entries()) expect(Math.abs(got[at]! - value)).toBeLessThan(1e-10);
};

test.each(backends)("conv2d is its sum of products, on %s", (backend) => {
  const settings = fc.record({
    down: axis,
    across: axis,
    groups: fc.constantFrom(1, 2),
    depth: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(settings, ({ down, across, groups, depth }) => {
      configure({ backend, verify: true });
      const x = scatter([2, groups * depth, down.size, across.size], { seed: 3 });
      const weight = scatter([2 * groups, depth, down.kernel, across.kernel], { seed: 4 });
      const y = call(x, "conv2d", weight, {
        stride: [down.stride, across.stride],
        dilation: [down.dilation, across.dilation],
        padding: [
          [down.before, down.after],
          [across.before, across.after],
        ],
        groups,
      });
      expect(y.shape).toEqual([2, 2 * groups, places(down), places(across)]);
      close(numbers(y), convolveByLoops(x, weight, [down, across], groups));
    }),
    { numRuns: 40, seed: 5 },
  );
});

test.each(backends)("convTranspose2d is the transpose of conv2d, on %s", (backend) => {
  const symmetric = axis.map((each) => ({ ...each, after: each.before }));
  fc.assert(
    fc.property(symmetric, symmetric, fc.constantFrom(1, 2), (down, across, groups) => {
      configure({ backend, verify: true });
      const options = {
        stride: [down.stride, across.stride],
        dilation: [down.dilation, across.dilation],
        padding: [down.before, across.before],
        groups,
      };
      const x = scatter([2, 2 * groups, down.size, across.size], { seed: 3 });
      const weight = scatter([groups, 2, down.kernel, across.kernel], { seed: 4 });
      const y = call(x, "conv2d", weight, options);
      const other = scatter(y.shape, { seed: 6 });
      const left = (each: Axis, made: number): number =>
        each.size - ((made - 1) * each.stride + each.dilation * (each.kernel - 1) + 1 - 2 * each.before);
      const outputPadding = [left(down, y.shape[2]!), left(across, y.shape[3]!)];
      const isAllowed = outputPadding.every(
        (extra, at) => extra < Math.max([down, across][at]!.stride, [down, across][at]!.dilation),
      );
      fc.pre(isAllowed);
      const back = call(other, "convTranspose2d", weight, { ...options, outputPadding });
      expect(back.shape).toEqual(x.shape);
      const [there, here] = [y.mul(other).sum().item(), back.mul(x).sum().item()];
      expect(Math.abs(there - here)).toBeLessThan(1e-9);
    }),
    { numRuns: 40, seed: 6 },
  );
});

test.each(backends)("pools fold the elements of each window that exist, on %s", (backend) => {
  const pool = axis
    .filter(({ kernel, before }) => 2 * before <= kernel)
    .map((each) => ({ ...each, dilation: 1, after: each.before }));
  fc.assert(
    fc.property(pool, fc.boolean(), fc.boolean(), (each, ceilMode, countIncludePad) => {
      const { size, kernel, stride, before } = each;
      fc.pre(2 * before + size >= kernel);
      configure({ backend, verify: true });
      const x = scatter([1, 2, size], { seed: 9 });
      const pixel = reader(x);
      const free = 2 * before + size - kernel;
      let count = Math.floor(free / stride) + 1;
      if (ceilMode && free % stride > 0 && count * stride < before + size) count += 1;
      const largest: number[] = [];
      const average: number[] = [];
      forEachIndex([2, count], ([channel, place]) => {
        const taps = Array.from({ length: kernel }, (_, tap) => place! * stride + tap - before);
        const inside = taps.filter((at) => at >= 0 && at < size);
        const values = inside.map((at) => pixel([0, channel!, at]));
        largest.push(Math.max(...values));
        const counted = countIncludePad ? taps.filter((at) => at < size + before).length : inside.length;
        average.push(values.reduce((sum, value) => sum + value, 0) / counted);
      });
      const options = { kernel, stride, padding: before, ceilMode };
      close(numbers(call(x, "maxPool1d", options)), largest);
      close(numbers(call(x, "avgPool1d", { ...options, countIncludePad })), average);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test("a pool's tie gives its derivative to the first element", () => {
  configure({ backend: "interpreter", verify: true });
  const x = tensor([[[1, 1, 0, 2, 2, 2]]], { dtype: "f64" });
  const pooled = call(x, "maxPool1d", { kernel: 3 });
  pooled.sum().backward();
  expect(x.grad!.toArray()).toEqual([[[1, 0, 0, 1, 0, 0]]]);
});

const refusals: readonly (readonly [string, () => Untyped, string])[] = [
  [
    "channels",
    () => call(scatter([1, 3, 4, 4]), "conv2d", scatter([2, 2, 3, 3])),
    "conv2d: channels differ, input [1, 3, 4, 4] and weight [2, 2, 3, 3] (3 ≠ 2 × 1)",
  ],
  [
    "groups",
    () => call(scatter([1, 3, 4]), "conv1d", scatter([2, 1, 3]), { groups: 2 }),
    "conv1d: 3 input channels do not divide into 2 groups",
  ],
  [
    "stride",
    () => call(scatter([1, 1, 4]), "maxPool1d", { kernel: 2, stride: 0 }),
    "maxPool1d: stride 0 is not allowed",
  ],
  [
    "rank",
    () => call(scatter([4, 4]), "conv2d", scatter([1, 1, 3, 3])),
    "conv2d: needs input [n, channels, height, width]",
  ],
  [
    "padding",
    () => call(scatter([1, 1, 4]), "maxPool1d", { kernel: 2, padding: 2 }),
    "more than half of kernel 2",
  ],
];

test.each(refusals)("wrong %s are one clear line", (_, build, message) => {
  expect(build).toThrow(ShapeError);
  expect(build).toThrow(message);
});
