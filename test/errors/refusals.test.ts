/** Every mistake in the table is answered by its error and its one line, and nothing is left behind. */

import { afterEach, describe, expect, test } from "vitest";
import { configure, DTypeError, GraphError, MicromlError, ShapeError, ValueError } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { jit, tensor } from "../tensor/untyped.ts";
import { dataRefusals, sizeRefusals } from "./refused-data.ts";
import { derivativeRefusals, lossRefusals, traceRefusals } from "./refused-graphs.ts";
import { axisRefusals, operandRefusals } from "./refused-operands.ts";
import { lateRefusals } from "./refused-values.ts";

const refusals = [
  ...dataRefusals,
  ...sizeRefusals,
  ...axisRefusals,
  ...operandRefusals,
  ...derivativeRefusals,
  ...lossRefusals,
  ...traceRefusals,
];

const classes = { ShapeError, DTypeError, ValueError, GraphError };

function catchError(make: () => unknown): Error {
  try {
    make();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return expect.unreachable("nothing was thrown");
}

function check(name: keyof typeof classes, message: string, make: () => unknown): Error {
  const error = catchError(make);
  expect(`${error.name}: ${error.message}`).toBe(`${name}: ${message}`);
  expect(error).toBeInstanceOf(classes[name]);
  expect(error).toBeInstanceOf(MicromlError);
  expect(error.message).not.toContain("\n");
  return error;
}

afterEach(() => {
  // No trace is left open, and programs still run.
  expect(jit((x) => x!.mul(2))(tensor([1, 2])).toArray()).toEqual([2, 4]);
  expect(tensor([1, 2]).sum().item()).toBe(3);
});

test.each(refusals)("%s", (_, name, message, make) => {
  configure({ backend: "auto", verify: true });
  check(name, message, make);
});

describe.each(executors)("on %s", (backend) => {
  test.each(lateRefusals)("%s", (_, name, message, make) => {
    configure({ backend, verify: true });
    const error = check(name, message, make);
    // The cause is the call that asked for it, in the user's own file.
    expect((error.cause as Error).stack).toContain("test/errors/refused-values.ts");
  });
});
