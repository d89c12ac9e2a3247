/** Contract rows from calls of the public API, one or a few for each function; knows no function. */

import * as fc from "fast-check";
import type { Node } from "../../src/graph/node.ts";
import type { Domain } from "../../src/graph/op.ts";
import { objectOf } from "../../src/tensor/tensor-object.ts";
import { handleBehind } from "../../src/tensor/typed.ts";
import { concat, type Untyped } from "../tensor/untyped.ts";
import type { Operand } from "./draw.ts";
import type { Derivative, Row, Subject } from "./subject.ts";

type Call = (
  operands: readonly Untyped[],
) => Untyped | readonly Untyped[] | Readonly<Record<string, Untyped>>;

export interface Try {
  readonly operands: readonly Operand[];
  readonly call: Call;
}

export const plain: Domain = { low: -2, high: 2 };

/** Operands of these shapes, filled with numbers of a domain. */
export const on = (
  shapes: readonly (readonly number[])[],
  call: Call,
  domains: readonly Domain[] = [],
): Try => ({
  operands: shapes.map((shape, at) => ({
    shape,
    content: { kind: "numbers", domain: domains[at] ?? plain },
  })),
  call,
});

export const positions = (shape: readonly number[], limit: number): Operand => ({
  shape,
  content: { kind: "positions", limit },
});
export const truths = (shape: readonly number[]): Operand => ({ shape, content: { kind: "truth" } });

/** The operands of a call, with others than numbers behind the first. */
export const withOthers = (shape: readonly number[], others: readonly Operand[], call: Call): Try => ({
  operands: [...on([shape], call).operands, ...others],
  call,
});

/** Several results as one, so that every one of them takes part. */
function joined(made: ReturnType<Call>): Untyped {
  const list = "dtype" in made ? [made as Untyped] : Object.values(made as Readonly<Record<string, Untyped>>);
  return list.length === 1 ? list[0]! : concat(list.map((each) => each.flatten()));
}

const nodeOf = (made: Untyped): Node =>
  handleBehind(made as unknown as Parameters<typeof handleBehind>[0]).node;

function rowOf(name: string, { operands, call }: Try, at: number, derivative: Derivative): Row {
  return {
    name: at === 0 ? `.${name}` : `.${name}, another way`,
    dtypes: ["f32", "f64"],
    derivative,
    draw: (dtype) =>
      fc.constant<Subject>({
        operands,
        build: (nodes) => nodeOf(joined(call(nodes.map((node) => objectOf(node) as unknown as Untyped)))),
        scalar: null,
        toString: () => `${name} on ${dtype}`,
      }),
  };
}

/** A row for every call of every function; `special` names those whose derivative is not the function's own. */
export const rowsOfTries = (
  tries: Readonly<Record<string, readonly Try[]>>,
  special: Readonly<Record<string, Derivative>> = {},
): Row[] =>
  Object.entries(tries).flatMap(([name, list]) =>
    list.map((each, at) => rowOf(name, each, at, special[name] ?? "true")),
  );
