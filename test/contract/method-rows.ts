/** Every row of the method tables as contract rows; a method added to a table is here at once. */

import * as fc from "fast-check";
import type { DType } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import type { Domain, DTypeClass } from "../../src/graph/op.ts";
import * as tables from "../../src/ops/methods.ts";
import { axesOf, type Content, type DrawShape } from "./draw.ts";
import { membersOf, type Row, type Subject } from "./subject.ts";

interface Method<Build> {
  readonly build: Build;
  readonly accepts: DTypeClass;
  readonly domain: readonly Domain[];
  readonly smooth: boolean;
}

/** How one family of methods draws its subjects: the shapes of its operands, and the call. */
type Draw<Build> = (
  build: Build,
  smooth: boolean,
  drawShape: DrawShape,
) => fc.Arbitrary<{
  readonly shapes: readonly (readonly number[])[];
  readonly call: (operands: readonly Node[]) => Node;
  readonly text: string;
}>;

const contentOf = (accepts: DTypeClass, domain: Domain): Content =>
  accepts === "bool" ? { kind: "truth" } : { kind: "numbers", domain };

function rowsOf<Build>(
  table: Readonly<Record<string, Method<Build>>>,
  draw: Draw<Build>,
  gives?: DType,
): Row[] {
  return Object.entries(table).map(([name, { build, accepts, domain, smooth: isSmooth }]) => ({
    name: `.${name}`,
    dtypes: membersOf(accepts),
    derivative: gives === "bool" ? "none" : isSmooth ? "true" : "agreed",
    draw: (dtype, smooth, drawShape) =>
      draw(build, smooth, drawShape).map(
        ({ shapes: drawn, call, text }): Subject => ({
          operands: drawn.map((shape, position) => ({
            shape,
            content: contentOf(accepts, domain[position]!),
          })),
          build: call,
          scalar: null,
          toString: () => `${name} on ${dtype} ${text}`,
        }),
      ),
  }));
}

const sizes = (smooth: boolean): number[] => (smooth ? [1, 2, 3] : [0, 1, 2, 3]);
const print = (shape: readonly number[]): string => `[${shape}]`;

const unary: Draw<(x: Node) => Node> = (build, smooth, drawShape) =>
  drawShape(3, sizes(smooth)).map((shape) => ({
    shapes: [shape],
    call: ([x]) => build(x!),
    text: print(shape),
  }));

/** A shape that broadcasts against another: leading axes left out, and axes of size 1. */
const stretchable = (shape: readonly number[]): fc.Arbitrary<number[]> =>
  fc
    .tuple(
      fc.nat({ max: shape.length }),
      fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
    )
    .map(([start, ones]) => shape.slice(start).map((size, axis) => (ones[start + axis]! ? 1 : size)));

const binary: Draw<(a: Node, b: Node) => Node> = (build, smooth, drawShape) =>
  drawShape(3, sizes(smooth)).chain((shape) =>
    fc.tuple(fc.constant(shape), stretchable(shape), fc.boolean()).map(([full, part, turned]) => {
      const pair = turned ? [part, full] : [full, part];
      return { shapes: pair, call: ([a, b]) => build(a!, b!), text: pair.map(print).join(" and ") };
    }),
  );

const reduction: Draw<(x: Node, axes: readonly number[], correction: number) => Node> = (
  build,
  smooth,
  drawShape,
) =>
  drawShape(3, [1, 2, 3], smooth ? 1 : 0).chain((shape) =>
    fc.tuple(axesOf(shape), fc.constantFrom(0, 1)).map(([axes, correction]) => {
      const folded = axes.reduce((count, axis) => count * shape[axis]!, 1);
      const taken = folded > correction ? correction : 0;
      return {
        shapes: [shape],
        call: ([x]) => build(x!, axes, taken),
        text: `${print(shape)} over ${print(axes)}`,
      };
    }),
  );

const axiswise: Draw<(x: Node, axis: number) => Node> = (build, smooth, drawShape) =>
  drawShape(3, sizes(smooth), 1).chain((shape) =>
    fc.nat({ max: shape.length - 1 }).map((axis) => ({
      shapes: [shape],
      call: ([x]) => build(x!, axis),
      text: `${print(shape)} along ${axis}`,
    })),
  );

const spread: Draw<(x: Node, axes: readonly number[], correction: number) => Node> = reduction;

/** Rows for every table of methods there is; the compiler refuses a table without a way to draw its operands. */
const families = {
  unaryMethods: rowsOf(tables.unaryMethods, unary),
  testMethods: rowsOf(tables.testMethods, unary, "bool"),
  logicalUnaryMethods: rowsOf(tables.logicalUnaryMethods, unary, "bool"),
  binaryMethods: rowsOf(tables.binaryMethods, binary),
  comparisonMethods: rowsOf(tables.comparisonMethods, binary, "bool"),
  logicalMethods: rowsOf(tables.logicalMethods, binary, "bool"),
  reductionMethods: rowsOf(tables.reductionMethods, reduction),
  boolReductionMethods: rowsOf(tables.boolReductionMethods, reduction, "bool"),
  spreadMethods: rowsOf(tables.spreadMethods, spread),
  axisMethods: rowsOf(tables.axisMethods, axiswise),
} satisfies Record<keyof typeof tables, readonly Row[]>;

export const methodRows: readonly Row[] = Object.values(families).flat();
