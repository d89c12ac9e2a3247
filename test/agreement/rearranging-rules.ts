/** Arguments for the rules that rearrange, pick and multiply by letters, about half of them fitting; knows no compiler. */

import fc from "fast-check";
import { axesOf, axisOf, each, indexNear, nearly, shape, size } from "./arbitraries.ts";
import type { Rule } from "./rule.ts";

const count = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, -7, 94906266) },
);

/** Sizes that add up to the axis, or nearly. */
const splitArguments = shape.chain((a) =>
  fc.tuple(axisOf(a.length), fc.nat(9), fc.nat(9)).chain(([axis, first, second]) => {
    const total = a.at(axis) ?? 1;
    const one = Math.min(first, total);
    const two = Math.min(second, total - one);
    return fc.tuple(
      fc.constant(a),
      fc.oneof(
        { weight: 5, arbitrary: fc.constant([one, two, total - one - two]) },
        { weight: 2, arbitrary: nearly([one, two, total - one - two], 3) },
        { weight: 2, arbitrary: fc.array(count, { maxLength: 3 }) },
      ),
      fc.constant(axis),
    );
  }),
);

const unstackArguments = shape.chain((a) =>
  fc.tuple(
    fc.constant(a.map((own) => own % 23)),
    fc.oneof(axisOf(a.length), fc.constantFrom(a.length, -a.length - 1)),
  ),
);

const chunkArguments = shape.chain((a) =>
  fc
    .tuple(
      fc.constant(a.map((own) => own % 23)),
      fc.oneof(
        { weight: 10, arbitrary: fc.integer({ min: 0, max: 12 }) },
        { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, 23, 24, 1e21) },
      ),
      fc.oneof(axisOf(a.length), fc.constantFrom(a.length, -a.length - 1)),
    )
    // of nothing there are as many parts as asked for, which no list of types holds
    .filter(([own, count]) => count < 1e21 || !own.includes(0)),
);

const indexArguments = shape.chain((a) =>
  fc.tuple(
    fc.constant(a),
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc
          .nat(a.length)
          .chain((given) => each(a.slice(0, given), (own) => fc.oneof(indexNear(own), fc.constant(null)))),
      },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(0, -1, null), { maxLength: 6 }) },
    ),
  ),
);

const rollArguments = shape.chain((a) => {
  const shift = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -9, max: 9 }) },
    { weight: 1, arbitrary: fc.constant(0.5) },
  );
  const pairs = fc.array(fc.tuple(shift, axisOf(a.length)), { maxLength: 3 });
  return fc.oneof(
    fc.tuple(fc.constant(a), shift, axisOf(a.length)),
    pairs.map((list) => [a, list.map(([by]) => by), list.map(([, axis]) => axis)]),
    fc.tuple(fc.constant(a), fc.array(shift, { maxLength: 2 }), fc.array(axisOf(a.length), { maxLength: 2 })),
  );
});

const letters = fc.constantFrom("i", "j", "k", "B", "a", "Z");

/** An equation with tensors that mostly fit it, now and then spoilt by a character, a size or a rank. */
const einsumArguments = fc
  .tuple(
    fc.array(fc.tuple(fc.array(letters, { maxLength: 3 }), fc.nat(3)), { minLength: 1, maxLength: 3 }),
    fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 }),
    fc.array(size, { minLength: 2, maxLength: 2 }),
    fc.nat(5),
    fc.uniqueArray(letters, { maxLength: 3 }),
    fc.oneof(
      { weight: 8, arbitrary: fc.constant("") },
      fc.constantFrom(" ", "1", ".", "->", "-", ",", "...", "ii"),
    ),
  )
  .chain(([terms, sizes, open, kind, chosen, spoilt]) => {
    const sizeOf = (letter: string): number => sizes["ijkBaZ".indexOf(letter)]!;
    const dots = (own: number): boolean => own === 0 && kind % 2 === 0;
    const inputs = terms.map(([own, at]) => (dots(at) ? `...${own.join("")}` : own.join("")));
    const used = new Set(terms.flatMap(([own]) => own));
    const named = chosen.filter((letter) => used.has(letter) || kind === 5);
    const anyDots = inputs.some((input) => input.startsWith("..."));
    const output = `->${anyDots && kind !== 2 ? "..." : ""}${named.join("")}`;
    const equation = `${inputs.join(kind === 1 ? ", " : ",")}${kind < 2 ? "" : output}`;
    const shapes = terms.map(([own, at]) => [
      ...(dots(at)
        ? open.slice(own.length % 3).map((each, axis) => ((own.length + axis) % 2 === 0 ? 1 : each))
        : []),
      ...own.map(sizeOf),
    ]);
    return fc.tuple(
      fc.nat(equation.length).map((at) => equation.slice(0, at) + spoilt + equation.slice(at)),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(shapes) },
        { weight: 1, arbitrary: each(shapes, (own) => nearly(own)) },
        { weight: 1, arbitrary: fc.array(shape, { maxLength: 2 }) },
      ),
    );
  });

const padWithinArguments = fc.tuple(fc.constantFrom("edge", "reflect"), shape).chain(([mode, a]) =>
  fc.tuple(
    fc.constant(mode),
    fc.constant(a),
    shape,
    each(a, () => fc.tuple(fc.integer({ min: -2, max: 4 }), fc.integer({ min: 0, max: 3 }))),
  ),
);

/** The rules of tensors cut apart, repeated, turned round, picked from and multiplied by letters. */
export const rearrangingRules = {
  tile: {
    type: "Tile",
    draw: fc.tuple(
      shape,
      fc.oneof(
        { weight: 4, arbitrary: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }) },
        { weight: 2, arbitrary: fc.array(count, { minLength: 1, maxLength: 6 }) },
      ),
    ),
  },
  repeat: {
    type: "Repeat",
    draw: shape.chain((a) => fc.tuple(fc.constant(a), count, axisOf(a.length))),
  },
  triangle: { type: "Triangle", draw: fc.tuple(fc.constantFrom("tril", "triu"), shape) },
  diag: {
    type: "Diag",
    draw: fc
      .tuple(
        fc.array(size, { maxLength: 3 }),
        fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(0, 0.5)),
      )
      .map(([a, offset]) => [a, offset]),
  },
  trace: { type: "Trace", draw: fc.tuple(fc.array(size, { minLength: 1, maxLength: 3 })) },
  split: { type: "Split", draw: splitArguments },
  chunk: { type: "Chunk", draw: chunkArguments },
  unstack: { type: "Unstack", draw: unstackArguments },
  index: { type: "Index", draw: indexArguments },
  roll: { type: "Roll", draw: rollArguments },
  alongAxes: {
    type: "AlongAxes",
    draw: shape.chain((a) => fc.tuple(fc.constant("flip"), fc.constant(a), axesOf(a.length))),
  },
  embedding: { type: "Embedding", draw: fc.tuple(fc.array(size, { maxLength: 2 }), shape) },
  dot: {
    type: "Dot",
    draw: fc
      .array(size, { maxLength: 2 })
      .chain((a) => fc.tuple(fc.constant(a.length === 0 ? [3] : a), nearly(a.length === 0 ? [3] : a))),
  },
  outer: {
    type: "Outer",
    draw: fc.tuple(
      fc.array(size, { minLength: 1, maxLength: 2 }),
      fc.array(size, { minLength: 1, maxLength: 1 }),
    ),
  },
  padWithin: { type: "PadWithin", draw: padWithinArguments },
  topK: {
    type: "TopK",
    draw: shape.chain((a) => fc.tuple(fc.constant(a), count, axisOf(a.length))),
  },
  scatterAdd: {
    type: "ScatterAdd",
    draw: shape.chain((a) =>
      fc.tuple(axisOf(a.length), size).chain(([axis, taken]) => {
        const fit = a.map((own, at) => (at === axis || at === axis + a.length ? taken : own));
        return fc.tuple(fc.constant(a), nearly(fit), nearly(fit), fc.constant(axis));
      }),
    ),
  },
  einsum: { type: "Einsum", draw: einsumArguments },
  nll: {
    type: "Nll",
    draw: shape.chain((a) => fc.tuple(fc.constant(a), nearly(a.toSpliced(1, 1), 2))),
  },
  cosineSimilarity: {
    type: "CosineSimilarity",
    draw: shape.chain((a) => fc.tuple(fc.constant(a), nearly(a), axisOf(a.length))),
  },
} satisfies Record<string, Rule>;
