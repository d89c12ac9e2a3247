/** One contract for every row of every op table, on every executor and element type; a new row is tested at once. */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DType } from "../../src/base/dtype.ts";
import { nodeMethods, treeMethods } from "../../src/tensor/methods.ts";
import { expectTable } from "../setup/generated-table.ts";
import { checkDerivatives, checkValues, isSteady } from "./check.ts";
import { listCoverage, note } from "./coverage.ts";
import { drawOperand, runs, seed, shapes } from "./draw.ts";
import type { Plain } from "./evaluate.ts";
import { handWrittenNames, handWrittenRows } from "./hand-written-rows.ts";
import { lossRows } from "./loss-rows.ts";
import { methodRows } from "./method-rows.ts";
import { compositeRows, rowsByKind } from "./structure-rows.ts";
import type { Row, Subject } from "./subject.ts";

/** A row's subject with the numbers to try it on. */
interface Sample {
  readonly subject: Subject;
  readonly operands: readonly Plain[];
}

function draw(row: Row, dtype: DType, smooth: boolean): fc.Arbitrary<Sample> {
  return row.draw(dtype, smooth, shapes).chain((subject) => {
    const variety = smooth ? "smooth" : subject.scalar === null ? "any" : "extreme";
    return fc
      .tuple(...subject.operands.map((operand, at) => drawOperand(operand, dtype, at * 0.31, variety)))
      .map((operands) => ({ subject, operands }));
  });
}

function checkRow(row: Row): void {
  test.each([...row.dtypes])("values on %s", (dtype) => {
    fc.assert(
      fc.property(draw(row, dtype, false), ({ subject, operands }) => {
        fc.pre(isSteady(subject, operands));
        checkValues(subject, operands, (executor) => note(row, executor, dtype, "values"));
      }),
      { seed, numRuns: runs * 2 },
    );
  });
  if (row.derivative === "none") return;
  test.each(row.dtypes.filter((dtype) => dtype === "f32" || dtype === "f64"))(
    "derivatives on %s",
    (dtype) => {
      fc.assert(
        fc.property(draw(row, dtype, true), ({ subject, operands }) =>
          checkDerivatives(subject, operands, row.derivative, (executor) =>
            note(row, executor, dtype, "derivatives"),
          ),
        ),
        { seed, numRuns: runs },
      );
    },
  );
}

describe.each(Object.entries(rowsByKind))("primitives of kind %s", (_, rows) => {
  describe.each(rows.map((row) => [row.name, row] as const))("%s", (_name, row) => checkRow(row));
});

describe("methods", () => {
  describe.each(methodRows.map((row) => [row.name, row] as const))("%s", (_name, row) => checkRow(row));
});

describe("methods of no table", () => {
  describe.each(handWrittenRows.map((row) => [row.name, row] as const))("%s", (_name, row) => checkRow(row));
});

describe("losses", () => {
  describe.each(lossRows.map((row) => [row.name, row] as const))("%s", (_name, row) => checkRow(row));
});

test("every method that builds a graph is under this contract", () => {
  const covered = new Set([...methodRows.map(({ name }) => name.slice(1)), ...handWrittenNames]);
  const methods = [...Object.keys(nodeMethods), ...Object.keys(treeMethods)];
  expect(methods.filter((name) => !covered.has(name))).toEqual([]);
});

describe("compositions", () => {
  describe.each(compositeRows.map((row) => [row.name, row] as const))("%s", (_name, row) => checkRow(row));
});

describe("the table in the documents says what ran", () => {
  test.each([
    ["methods", [...methodRows, ...handWrittenRows]],
    ["losses", lossRows],
    ["primitives", [...Object.values(rowsByKind).flat(), ...compositeRows]],
  ] as const)("%s", (name, rows) => {
    expectTable("operations.md", name, "op", listCoverage(rows));
  });
});
