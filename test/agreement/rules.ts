/** For every run-time shape rule its twin among the types, and how to draw arguments for both; knows no compiler. */

import fc from "fast-check";
import * as shapes from "../../src/shape/index.ts";
import {
  axesOf,
  axisOf,
  broadcastable,
  each,
  nearly,
  rangeOf,
  shape,
  size,
  wildSize,
} from "./arbitraries.ts";
import { giants } from "./giants.ts";
import { rearrangingRules } from "./rearranging-rules.ts";
import type { Rule } from "./rule.ts";
import { windowRules } from "./window-rules.ts";

/** What the folder exports beside rules: each is a step of the rule named beside it, and shown by it. */
export const helpers = {
  convTransposeWindows: "convTranspose",
  convWindows: "conv",
  normalizeAxes: "reduce",
  normalizeEinsum: "einsum",
  normalizeIndex: "index",
  normalizePermutation: "transpose",
  normalizeRoll: "roll",
  normalizeSlice: "slice",
  poolWindows: "pool",
} as const;

/** Every rule's name; a rule that is missing below is an error of the compiler. */
export type RuleName = Exclude<keyof typeof shapes, keyof typeof helpers>;

// Of every size and length, near each other and far apart; minus zero and what is no number have no literal.
const anyNumber = fc.oneof(
  fc.integer({ min: -12, max: 12 }),
  fc.integer(),
  fc.integer({ min: -120, max: 120 }).map((n) => n / 8),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  fc
    .tuple(fc.integer({ min: -15, max: 15 }), fc.integer({ min: -24, max: 24 }))
    .map(([n, e]) => Number(`${n}e${e}`) + 0),
  fc.constantFrom(
    2147483647,
    2147483648,
    -2147483648,
    -2147483649,
    1e21,
    1.5e21,
    1e-6,
    1e-7,
    9e-7,
    1.5e-7,
    1e-10,
  ),
);
const op = fc.constantFrom("add", "sum", "where");
const opAndShape = fc.tuple(op, shape);
const keep = fc.boolean();
const reduceArguments = opAndShape.chain(([name, a]) =>
  fc.tuple(fc.constant(name), fc.constant(a), axesOf(a.length), keep),
);

/** A shape of as many elements, or nearly. */
const reshapeArguments = shape.chain((a) => {
  const total = shapes.sizeOf(a);
  const factor = fc.constantFrom(...[1, 2, 3, 4, 6, 7, 8, 12].filter((n) => total % n === 0), 1);
  const exact = fc.tuple(factor, factor).map(([first, second]) => {
    const rest = total / first;
    return rest % second === 0 ? [first, second, rest / second] : [first, rest];
  });
  const open = fc
    .tuple(exact, fc.nat(2))
    .map(([target, at]) => target.map((each, axis) => (axis === at ? -1 : each)));
  const target = fc.oneof(
    { weight: 4, arbitrary: exact },
    { weight: 4, arbitrary: open },
    { weight: 2, arbitrary: exact.chain((fit) => nearly(fit, 3)) },
    { weight: 2, arbitrary: fc.array(wildSize, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constantFrom([-1], [-1, -1], [0, -1], [], [2, -1, 3]) },
  );
  return fc.tuple(fc.constant(a), target);
});

const matmulArguments = fc
  .tuple(shape, fc.array(size, { maxLength: 2 }), size, size, size, fc.nat(9))
  .chain(([batch, , m, k, n, kind]) => {
    const left = kind === 0 ? [k] : kind === 1 ? [] : [...batch.slice(0, 3), m, k];
    return fc.tuple(
      nearly(left),
      broadcastable(batch.slice(0, 3)).map((other) =>
        kind === 2 ? [k] : kind === 3 ? [] : [...other, k, n],
      ),
    );
  });

const sameRankList = shape.chain((a) =>
  fc.array(nearly(a), { minLength: 0, maxLength: 3 }).map((others) => [a, ...others]),
);

const concatArguments = shape.chain((a) =>
  fc.tuple(axisOf(a.length), fc.array(size, { maxLength: 3 })).chain(([axis, sizes]) =>
    fc.tuple(
      each(sizes, (other) =>
        nearly(a.map((own, index) => (index === axis || index === axis + a.length ? other : own))),
      ).map((others) => [a, ...others] as number[][]),
      fc.constant(axis),
    ),
  ),
);

const names = fc.constantFrom("batch", "time", "__proto__", "constructor", "'); process.exit(");

/** Declared shapes with names, and shapes that mostly fit them. */
const unifyArguments = fc
  .array(
    fc
      .tuple(fc.nat(3), fc.array(fc.oneof(names, size), { maxLength: 4 }))
      .map(([open, dims]) => (open === 0 ? ["...", ...dims] : dims)),
    { minLength: 0, maxLength: 4 },
  )
  .chain((declared) => {
    const bound = new Map([...new Set(declared.flat())].map((dim, at) => [dim, (at * 7 + 3) % 23]));
    const fitting = declared.map((dims) =>
      dims.flatMap((dim) => {
        if (dim === "...") return [5, 7].slice(declared.length % 3);
        return typeof dim === "number" ? [dim] : [bound.get(dim) ?? 0];
      }),
    );
    return fc.tuple(
      fc.constant(declared),
      fc.oneof(
        { weight: 9, arbitrary: each(fitting, (dims) => nearly(dims)) },
        { weight: 1, arbitrary: fc.array(shape, { maxLength: 3 }) },
      ),
    );
  });

const pattern = fc
  .tuple(fc.boolean(), fc.array(fc.oneof(names, size, fc.constant("number")), { maxLength: 3 }))
  .map(([open, dims]) => (open ? ["...", ...dims] : dims));

const throughArguments = fc.tuple(pattern, pattern, shape).chain(([takes, gives, rest]) => {
  const fit = takes.flatMap((dim) =>
    dim === "..." ? rest.slice(0, 2) : [typeof dim === "string" ? 5 : dim],
  );
  return fc.tuple(
    fc.constant("relu"),
    fc.constant(takes),
    fc.constant(gives),
    fc
      .tuple(nearly(fit), fc.nat(4))
      .map(([x, open]): (number | string)[] =>
        x.length > 2 ? ["seq", ...x.slice(1)] : x.map((each, axis) => (axis === open ? "number" : each)),
      ),
  );
});

const composeArguments = fc.array(fc.tuple(pattern, fc.nat(3)), { maxLength: 4 }).map((layers) => [
  layers.map(([own, kind], at) => ({
    takes: kind === 0 || at === 0 ? own : (layers[at - 1]?.[0] ?? own),
    gives: kind === 1 ? ["..."] : own,
  })),
]);

const nested: fc.Arbitrary<shapes.NestedArray> = fc.oneof(
  fc.constantFrom<shapes.NestedArray>(1, true, [], [[]], [[], []], [1, [2]], [[1], 2], [[[1]], [[1, 2]]]),
  shape.chain((sizes) => {
    const small = sizes.slice(0, 3).map((each) => each % 4);
    const build = (rest: readonly number[]): shapes.NestedArray =>
      rest.length === 0 ? 1 : Array.from({ length: rest[0] ?? 0 }, () => build(rest.slice(1)));
    return fc.constant(build(small));
  }),
  fc.array(fc.array(fc.constantFrom(0.5, -2, false), { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
);

const usualRules: Readonly<Record<RuleName, Rule>> = {
  formatShape: { type: "FormatShape", draw: fc.tuple(shape) },
  formatShapes: { type: "FormatShapes", draw: fc.tuple(fc.array(shape, { maxLength: 4 })) },
  sizeOf: { type: "SizeOf", draw: fc.tuple(shape) },
  validateShape: { type: "ValidateShape", draw: fc.tuple(op, fc.array(wildSize, { maxLength: 5 })) },
  normalizeAxis: {
    type: "NormalizeAxis",
    draw: opAndShape.chain(([name, a]) => fc.tuple(fc.constant(name), fc.constant(a), axisOf(a.length))),
  },
  normalizeNewAxis: {
    type: "NormalizeNewAxis",
    draw: opAndShape.chain(([name, a]) => fc.tuple(fc.constant(name), fc.constant(a), axisOf(a.length + 1))),
  },
  listAxes: {
    type: "ListAxes",
    draw: opAndShape.chain(([name, a]) =>
      fc.tuple(fc.constant(name), fc.constant(a), fc.array(axisOf(a.length), { maxLength: 4 })),
    ),
  },
  alongAxis: {
    type: "AlongAxis",
    draw: opAndShape.chain(([name, a]) => fc.tuple(fc.constant(name), fc.constant(a), axisOf(a.length))),
  },
  broadcast: {
    type: "Broadcast",
    draw: opAndShape.chain(([name, base]) =>
      fc.tuple(fc.constant(name), broadcastable(base), broadcastable(base)),
    ),
  },
  broadcastAll: {
    type: "BroadcastAll",
    draw: opAndShape.chain(([name, base]) =>
      fc.tuple(fc.constant(name), fc.array(broadcastable(base), { maxLength: 4 })),
    ),
  },
  broadcastTo: {
    type: "BroadcastTo",
    draw: shape.chain((target) =>
      fc.tuple(
        broadcastable(target),
        fc.oneof(
          { weight: 8, arbitrary: nearly(target) },
          { weight: 1, arbitrary: fc.array(wildSize, { maxLength: 3 }) },
        ),
      ),
    ),
  },
  matmul: { type: "Matmul", draw: matmulArguments },
  reshape: { type: "Reshape", draw: reshapeArguments },
  flatten: {
    type: "Flatten",
    draw: shape.chain((a) =>
      fc.oneof<fc.Arbitrary<readonly unknown[]>[]>(
        fc.tuple(fc.constant(a)),
        fc.tuple(fc.constant(a), axisOf(a.length)),
        fc.tuple(fc.constant(a), axisOf(a.length), axisOf(a.length)),
      ),
    ),
  },
  transpose: {
    type: "Transpose",
    draw: shape.chain((a) => {
      const axes = a.map((_, axis) => axis);
      const permuted = fc
        .shuffledSubarray(axes, { minLength: axes.length })
        .map((order) => order.map((axis) => (axis % 3 === 2 ? axis - a.length : axis)));
      return fc.tuple(
        fc.constant(a),
        fc.oneof(
          { weight: 1, arbitrary: fc.constantFrom(undefined, null) },
          { weight: 4, arbitrary: permuted },
          { weight: 1, arbitrary: fc.array(axisOf(a.length), { maxLength: 4 }) },
          { weight: 1, arbitrary: each(axes, () => axisOf(a.length)) },
        ),
      );
    }),
  },
  swapAxes: {
    type: "SwapAxes",
    draw: shape.chain((a) => fc.tuple(fc.constant(a), axisOf(a.length), axisOf(a.length))),
  },
  expandDims: {
    type: "ExpandDims",
    draw: shape.chain((a) => fc.tuple(fc.constant(a), axisOf(a.length + 1))),
  },
  squeeze: {
    type: "Squeeze",
    draw: shape.chain((base) => broadcastable(base).chain((a) => fc.tuple(fc.constant(a), axesOf(a.length)))),
  },
  reduce: { type: "Reduce", draw: reduceArguments },
  reduceNonEmpty: { type: "ReduceNonEmpty", draw: reduceArguments },
  concat: { type: "Concat", draw: fc.oneof(concatArguments, fc.tuple(fc.constantFrom([], [[]], [[], []]))) },
  stack: {
    type: "Stack",
    draw: fc.oneof(
      {
        weight: 9,
        arbitrary: sameRankList.chain((list) => fc.tuple(fc.constant(list), axisOf(list[0]!.length + 1))),
      },
      { weight: 1, arbitrary: fc.tuple(fc.array(shape, { maxLength: 3 })) },
    ),
  },
  slice: {
    type: "Slice",
    draw: shape.chain((a) =>
      fc.tuple(
        fc.constant(a),
        fc.oneof(
          { weight: 9, arbitrary: fc.nat(a.length).chain((given) => each(a.slice(0, given), rangeOf)) },
          { weight: 1, arbitrary: each([...a, 3], rangeOf) },
        ),
      ),
    ),
  },
  pad: {
    type: "Pad",
    draw: shape.chain((a) => {
      const amount = fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: -3, max: 12 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, 0.5, -20, 123456) },
      );
      return fc.tuple(
        fc.constant(a),
        fc.oneof(
          { weight: 9, arbitrary: each(a, () => fc.tuple(amount, amount)) },
          { weight: 1, arbitrary: fc.array(fc.tuple(amount, amount), { maxLength: 3 }) },
        ),
      );
    }),
  },
  gather: {
    type: "Gather",
    draw: shape.chain((a) =>
      fc.tuple(axisOf(a.length), size).chain(([axis, count]) =>
        fc.tuple(
          fc.constant(a),
          fc.oneof(
            {
              weight: 9,
              arbitrary: nearly(a.map((own, at) => (at === axis || at === axis + a.length ? count : own))),
            },
            { weight: 1, arbitrary: shape },
          ),
          fc.constant(axis),
        ),
      ),
    ),
  },
  take: {
    type: "Take",
    draw: shape.chain((a) => fc.tuple(fc.constant(a), shape, axisOf(a.length))),
  },
  oneHot: { type: "OneHot", draw: fc.tuple(shape, wildSize) },
  sameShape: {
    type: "SameShape",
    draw: opAndShape.chain(([name, a]) =>
      fc.tuple(
        fc.constant(name),
        fc.constant(a),
        fc.oneof({ weight: 9, arbitrary: nearly(a, 4) }, { weight: 1, arbitrary: shape }),
      ),
    ),
  },
  crossEntropy: {
    type: "CrossEntropy",
    draw: shape.chain((logits) =>
      fc.tuple(
        fc.constant(logits),
        fc.oneof(nearly(logits.toSpliced(1, 1)), nearly(logits), fc.constant(logits.slice(0, 1))),
      ),
    ),
  },
  linear: {
    type: "Linear",
    draw: fc
      .tuple(size, shape, size)
      .chain(([features, front, outFeatures]) =>
        fc.tuple(
          fc.constant(features),
          fc.oneof({ weight: 9, arbitrary: nearly([...front, features]) }, { weight: 1, arbitrary: shape }),
          fc.constant(outFeatures),
        ),
      ),
  },
  through: { type: "Through", draw: throughArguments },
  compose: { type: "Compose", draw: composeArguments },
  unify: { type: "Unify", draw: unifyArguments },
  literal: { type: "Literal", draw: fc.tuple(nested) },
  layout: {
    type: "Layout",
    // Only of sizes that a shape can have.
    draw: reshapeArguments
      .map(([a, target]) => [a, target.map((each) => Math.floor(Math.abs(each)))] as const)
      .filter(([, target]) => shapes.sizeOf(target) <= Number.MAX_SAFE_INTEGER),
  },
  uniformHigh: { type: "UniformHigh", draw: fc.tuple(anyNumber, anyNumber) },
  warmupTotal: { type: "WarmupTotal", draw: fc.tuple(anyNumber, anyNumber) },
  nesterovMomentum: {
    type: "NesterovMomentum",
    draw: fc.tuple(fc.boolean(), fc.constantFrom(0, 0.9), fc.constantFrom(0, 0, 0.5)),
  },
  wholeNumber: { type: "WholeNumber", draw: fc.tuple(fc.constantFrom("full", "tensor"), anyNumber) },
  ...rearrangingRules,
  ...windowRules,
};

const extremes: Readonly<Record<string, Rule["draw"]>> = giants;

/** Every rule, by the name of its function. */
export const rules = Object.fromEntries(
  Object.entries(usualRules).map(([name, { type, draw }]) => {
    const extreme = extremes[name];
    if (extreme === undefined) return [name, { type, draw }];
    return [
      name,
      { type, draw: fc.oneof({ weight: 9, arbitrary: draw }, { weight: 1, arbitrary: extreme }) },
    ];
  }),
) as Readonly<Record<RuleName, Rule>>;
