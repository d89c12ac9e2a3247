/** Reductions, movements, indexing, contractions and leaves as contract rows, one maker for each kind of op. */

import * as fc from "fast-check";
import type { DType } from "../../src/base/dtype.ts";
import { makeNode, type Node } from "../../src/graph/node.ts";
import type { OpKind } from "../../src/graph/op.ts";
import * as choosing from "../../src/ops/composite/choosing.ts";
import * as products from "../../src/ops/composite/products.ts";
import * as contractions from "../../src/ops/contraction.ts";
import { declareHost } from "../../src/ops/host.ts";
import * as indexing from "../../src/ops/indexing.ts";
import { constant, iota } from "../../src/ops/leaves.ts";
import * as movements from "../../src/ops/movement.ts";
import { reductions } from "../../src/ops/reduction.ts";
import { shear } from "../../src/ops/shear.ts";
import { expand } from "../../src/ops/sum-expand.ts";
import { axesOf, type Content, type DrawShape, type Operand, shapes } from "./draw.ts";
import { elementwiseRows } from "./elementwise-rows.ts";
import { membersOf, type Row, type Subject } from "./subject.ts";

const numbers: Content = { kind: "numbers", domain: { low: -2, high: 2 } };
const sizes = (smooth: boolean): number[] => (smooth ? [1, 2, 3] : [0, 1, 2, 3]);

interface Draft {
  readonly operands: readonly Operand[];
  readonly build: (operands: readonly Node[]) => Node;
  readonly text: unknown;
}

type DrawMain = (smooth: boolean, drawShape: DrawShape) => fc.Arbitrary<number[]>;
type Drafts = (smooth: boolean, drawShape: DrawShape) => fc.Arbitrary<Draft>;

function row(name: string, drafts: Drafts, options: Partial<Pick<Row, "dtypes" | "derivative">> = {}): Row {
  return {
    name,
    dtypes: options.dtypes ?? membersOf("any"),
    derivative: options.derivative ?? "true",
    draw: (dtype: DType, smooth, drawShape) =>
      drafts(smooth, drawShape).map(
        ({ operands, build, text }): Subject => ({
          operands,
          build,
          scalar: null,
          toString: () => `${name} on ${dtype} ${JSON.stringify(text)}`,
        }),
      ),
  };
}

/** One operand of a drawn shape, and what is done with it. */
function onShape<Drawn>(
  drawn: DrawMain,
  choose: (shape: readonly number[], smooth: boolean) => fc.Arbitrary<Drawn>,
  call: (x: Node, chosen: Drawn) => Node,
): Drafts {
  return (smooth, drawShape) =>
    drawn(smooth, drawShape).chain((shape) =>
      choose(shape, smooth).map((chosen) => ({
        operands: [{ shape, content: numbers }],
        build: ([x]) => call(x!, chosen),
        text: [shape, chosen],
      })),
    );
}

const free: DrawMain = (smooth, drawShape) => drawShape(3, sizes(smooth));
const ranked: DrawMain = (smooth, drawShape) => drawShape(3, sizes(smooth), 1);

/** A permutation of the axes. */
const orderOf = (shape: readonly number[]): fc.Arbitrary<number[]> => {
  const axes = shape.map((_, axis) => axis);
  return fc.shuffledSubarray(axes, { minLength: axes.length, maxLength: axes.length });
};

/** The same number of elements under another shape: axes merged, split and units put in. */
const refold = (shape: readonly number[]): fc.Arbitrary<number[]> => {
  const size = shape.reduce((product, each) => product * each, 1);
  const candidates = [
    [...shape].reverse(),
    [size],
    [1, size],
    [...shape, 1],
    size % 2 === 0 ? [2, size / 2] : [size, 1],
    size % 3 === 0 ? [size / 3, 3] : [1, size, 1],
    size % 4 === 0 ? [2, size / 4, 2] : shape.filter((each) => each !== 1),
  ];
  return fc.constantFrom(
    ...candidates.filter((each) => each.reduce((product, next) => product * next, 1) === size),
  );
};

/** Ranges inside a shape, with steps in both directions. */
const ranges = (shape: readonly number[]) =>
  fc
    .tuple(
      ...shape.map((size) =>
        fc.tuple(
          fc.nat({ max: Math.max(0, size - 1) }),
          fc.constantFrom(-2, -1, 1, 2),
          fc.nat({ max: size }),
        ),
      ),
    )
    .map((parts) => ({
      starts: parts.map(([start]) => start),
      steps: parts.map(([, step]) => step),
      sizes: parts.map(([start, step, count], axis) => {
        const reach = step > 0 ? Math.ceil((shape[axis]! - start) / step) : Math.ceil((start + 1) / -step);
        return shape[axis] === 0 ? 0 : Math.min(count, reach);
      }),
    }));

const padding = (shape: readonly number[]) =>
  fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })), {
    minLength: shape.length,
    maxLength: shape.length,
  });

type BuilderOf<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: never[]) => Node ? Name : never;
}[keyof Module];

const movementRows = {
  reshape: row("reshape", onShape(free, refold, movements.reshape)),
  permute: row("permute", onShape(free, orderOf, movements.permute)),
  slice: row("slice", onShape(free, ranges, movements.slice)),
  pad: row(
    "pad",
    onShape(free, padding, (x, pads) => movements.pad(x, pads, 0)),
  ),
} satisfies Record<BuilderOf<typeof movements>, Row>;

/** Windows that stay inside: the axis has room for the size and every step. */
const shears: Drafts = (smooth) =>
  fc
    .tuple(
      shapes(1, [1, 2]),
      fc.constantFrom(-2, -1, 0, 1, 2),
      fc.nat({ max: 2 }),
      ...[0, 1].map(() => fc.constantFrom(...sizes(smooth))),
    )
    .map(([leading, step, slack, size, count]) => {
      const [axis, by] = [leading.length, leading.length + 1];
      const travel = Math.abs(step) * Math.max(0, count! - 1);
      const shape = [...leading, size! + travel + slack, count!];
      return {
        operands: [{ shape, content: numbers }],
        build: ([x]) => shear(x!, { axis, by, step, offset: step < 0 ? travel : slack, size: size! }),
        text: [shape, step, size],
      };
    });

/** Where a position tensor stands in for one axis of a shape. */
const along = (smooth: boolean, drawShape: DrawShape) =>
  drawShape(3, smooth ? [1, 2, 3] : [1, 2, 4], 1).chain((shape) =>
    fc.tuple(fc.constant(shape), fc.nat({ max: shape.length - 1 }), fc.constantFrom(...sizes(smooth), 4)),
  );

const positions = (shape: readonly number[], limit: number): Operand => ({
  shape,
  content: { kind: "positions", limit },
});

const gathers: Drafts = (smooth, drawShape) =>
  along(smooth, drawShape).map(([shape, axis, count]) => ({
    operands: [{ shape, content: numbers }, positions(shape.with(axis, count), shape[axis]!)],
    build: ([x, indices]) => indexing.gather(x!, indices!, axis),
    text: [shape, axis, count],
  }));

const scatters: Drafts = (smooth, drawShape) =>
  along(smooth, drawShape).map(([shape, axis, count]) => {
    const updates = shape.with(axis, count);
    return {
      operands: [
        { shape, content: numbers },
        positions(updates, shape[axis]!),
        { shape: updates, content: numbers },
      ],
      build: ([base, indices, values]) => indexing.scatterAdd(base!, indices!, values!, axis),
      text: [shape, axis, count],
    };
  });

const concats: Drafts = (smooth, drawShape) =>
  along(smooth, drawShape).map(([shape, axis, count]) => {
    const drawn = [shape, shape.with(axis, count), shape.with(axis, 1)];
    return {
      operands: drawn.map((each) => ({ shape: each, content: numbers })),
      build: (parts) => indexing.concat(parts, axis),
      text: [drawn, axis],
    };
  });

const indexingRows = {
  gather: row("gather", gathers),
  scatterAdd: row("scatterAdd", scatters, { dtypes: membersOf("numeric") }),
  concat: row("concat", concats),
} satisfies Record<Exclude<BuilderOf<typeof indexing>, "checkIndices">, Row>;

/** Batch, rows, depth and columns of a product. */
const product = (smooth: boolean) =>
  fc.tuple(shapes(1, [1, 2]), ...[0, 1, 2].map(() => fc.constantFrom(...sizes(smooth), 5)));

const contracts: Drafts = (smooth) =>
  product(smooth).map(([batch, m, k, n]) => ({
    operands: [
      { shape: [...batch, m!, k!], content: numbers },
      { shape: [...batch, k!, n!], content: numbers },
    ],
    build: ([a, b]) => contractions.contract(a!, b!),
    text: [batch, m, k, n],
  }));

const contractionRows = {
  contract: row("contract", contracts, { dtypes: membersOf("numeric") }),
  transposeLast: row(
    "transposeLast",
    onShape(
      (smooth, drawShape) => drawShape(3, sizes(smooth), 2),
      () => fc.constant(null),
      contractions.transposeLast,
    ),
  ),
} satisfies Record<BuilderOf<typeof contractions>, Row>;

const matrices: Drafts = (smooth) =>
  fc
    .tuple(product(smooth), fc.constantFrom("both", "left", "right", "vectors"))
    .map(([[batch, m, k, n], which]) => {
      const left = which === "vectors" ? [k!] : which === "right" ? [m!, k!] : [...batch, m!, k!];
      const right = which === "vectors" ? [k!] : which === "left" ? [k!, n!] : [...batch, k!, n!];
      return {
        operands: [left, right].map((shape) => ({ shape, content: numbers })),
        build: ([a, b]) => products.matmul(a!, b!),
        text: [left, right],
      };
    });

/** Two vectors. */
const vectors =
  (isEqual: boolean, call: (a: Node, b: Node) => Node): Drafts =>
  (smooth) =>
    fc.tuple(fc.constantFrom(...sizes(smooth), 5), fc.constantFrom(...sizes(smooth), 4)).map(([m, n]) => ({
      operands: [[m], [isEqual ? m : n]].map((shape) => ({ shape, content: numbers })),
      build: ([a, b]) => call(a!, b!),
      text: [m, n],
    }));

const productRows = {
  matmul: row("matmul", matrices, { dtypes: membersOf("numeric") }),
  dot: row("dot", vectors(true, products.dot), { dtypes: membersOf("numeric") }),
  outer: row("outer", vectors(false, products.outer), { dtypes: membersOf("numeric") }),
} satisfies Record<BuilderOf<typeof products>, Row>;

const whole = { dtypes: membersOf("i32"), derivative: "none" } as const;
const axisOf = (shape: readonly number[]) => fc.nat({ max: shape.length - 1 });
const filled: DrawMain = (_, drawShape) => drawShape(3, [1, 2, 3], 1);

const takes: Drafts = (smooth, drawShape) =>
  fc.tuple(along(smooth, drawShape), shapes(2, [1, 2])).map(([[shape, axis], indices]) => ({
    operands: [{ shape, content: numbers }, positions(indices, shape[axis]!)],
    build: ([x, at]) => choosing.take(x!, at!, axis),
    text: [shape, axis, indices],
  }));

const embeddings: Drafts = (smooth) =>
  fc
    .tuple(shapes(2, sizes(smooth)), fc.integer({ min: 1, max: 4 }), shapes(2, [1, 2]))
    .map(([rest, count, ids]) => ({
      operands: [{ shape: [count, ...rest], content: numbers }, positions(ids, count)],
      build: ([table, at]) => choosing.embedding(table!, at!),
      text: [count, rest, ids],
    }));

const oneHots: Drafts = (smooth) =>
  fc.tuple(shapes(2, sizes(smooth)), fc.integer({ min: 1, max: 4 })).map(([shape, depth]) => ({
    operands: [positions(shape, depth)],
    build: ([indices]) => choosing.oneHot(indices!, depth, "f32"),
    text: [shape, depth],
  }));

const stacks: Drafts = (smooth, drawShape) =>
  drawShape(2, sizes(smooth)).chain((shape) =>
    fc.nat({ max: shape.length }).map((axis) => ({
      operands: [0, 1, 2].map(() => ({ shape, content: numbers })),
      build: (parts) => choosing.stack(parts, axis),
      text: [shape, axis],
    })),
  );

const choosingRows = {
  take: row("take", takes),
  embedding: row("embedding", embeddings),
  oneHot: row("oneHot", oneHots, whole),
  argMax: row("argMax", onShape(filled, axisOf, choosing.argMax), {
    dtypes: membersOf("numeric"),
    derivative: "none",
  }),
  argMin: row("argMin", onShape(filled, axisOf, choosing.argMin), {
    dtypes: membersOf("numeric"),
    derivative: "none",
  }),
  stack: row("stack", stacks),
  swapAxes: row(
    "swapAxes",
    onShape(ranked, axisOf, (x, axis) => choosing.swapAxes(x, axis, -1)),
  ),
} satisfies Record<BuilderOf<typeof choosing>, Row>;

/** Folds over axes that have elements, and over none. */
const reductionRows = Object.entries(reductions).map(([name, op]) =>
  row(
    name,
    onShape(
      filled,
      (shape) => axesOf(shape, 1),
      (x, axes) => makeNode(op, [x], { axes }),
    ),
    { dtypes: membersOf("numeric") },
  ),
);

/** Grown shapes: axes of size 1 and missing leading axes repeated. */
const expansions: Drafts = (smooth, drawShape) =>
  onShape(
    (each, draw) => draw(2, sizes(each)),
    (shape) =>
      fc
        .tuple(
          shapes(1, sizes(smooth)),
          fc.array(fc.constantFrom(...sizes(smooth)), { minLength: shape.length, maxLength: shape.length }),
        )
        .map(([leading, grown]) => [
          ...leading,
          ...shape.map((size, axis) => (size === 1 ? grown[axis]! : size)),
        ]),
    expand,
  )(smooth, drawShape);

const leaf = (name: string, build: () => Node): Row =>
  row(name, () => fc.constant({ operands: [{ shape: [], content: numbers }], build, text: [] }), {
    dtypes: ["f64"],
    derivative: "none",
  });

/** All elements in reverse order, by a function over arrays. */
const reverse: (inputs: readonly Node[]) => Node = declareHost({
  name: "reverse",
  run: ([input], output) => {
    output.set(input!.toReversed());
  },
  takesBatches: false,
  infer: ([input]) => ({ shape: input!.shape, dtype: input!.dtype }),
  vjp: (cotangent) => [reverse([cotangent])],
});

/** Rows for every kind of op there is; the compiler refuses a kind without any. */
export const rowsByKind = {
  source: [
    row(
      "source",
      onShape(
        free,
        () => fc.constant(null),
        (x) => x,
      ),
    ),
  ],
  constant: membersOf("any").map((dtype) => leaf(`constant ${dtype}`, () => constant(1.5, dtype))),
  iota: membersOf("numeric").map((dtype) => leaf(`iota ${dtype}`, () => iota(5, dtype))),
  elementwise: elementwiseRows,
  reduction: reductionRows,
  movement: [...Object.values(movementRows), row("shear", shears), row("expand", expansions)],
  concat: [indexingRows.concat],
  gather: [indexingRows.gather],
  scatter: [indexingRows.scatterAdd],
  contraction: [...Object.values(contractionRows), ...Object.values(productRows)],
  host: [
    row(
      "host function",
      onShape(
        free,
        () => fc.constant(null),
        (x) => reverse([x]),
      ),
    ),
  ],
} satisfies Record<OpKind, readonly Row[]>;

export const compositeRows: readonly Row[] = Object.values(choosingRows);
