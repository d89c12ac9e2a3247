/** Verification finds a node whose op would have derived something else, and says after which pass. */

import { expect, test } from "vitest";
import { InternalError } from "../../src/base/errors.ts";
import type { Node } from "../../src/graph/node.ts";
import { verifyGraph } from "../../src/graph/verify.ts";
import { configure } from "../../src/index.ts";
import { add, matmul, reshape, sin, sum } from "../../src/ops/index.ts";
import { optimizeGraph } from "../../src/optimize/pipeline.ts";
import { leaf } from "./leaf.ts";

const x = leaf([2, 3]);

test("a graph that the ops made passes", () => {
  expect(() => verifyGraph([sum(sin(x), [0]), matmul(x, leaf([3, 2]))], "tracing")).not.toThrow();
});

test.each<[string, Node, string]>([
  ["a wrong shape", { ...sin(x), shape: [3, 2] }, "sin"],
  ["a wrong rank", { ...sum(x, [0]), shape: [] }, "sum"],
  ["a wrong element type", { ...add(x, x), dtype: "f32" }, "add"],
  ["an input of another shape", { ...add(x, x), inputs: [x, leaf([2, 4])] }, "add"],
])("%s is found, even deep below the root", (_, planted, name) => {
  expect(() => verifyGraph([reshape(sin({ ...planted }), [...planted.shape])], "simplify")).toThrow(
    InternalError,
  );
  expect(() => verifyGraph([planted], "simplify")).toThrow(name);
});

test("the message names the pass and both sides", () => {
  const planted: Node = { ...sin(x), id: 7, inputs: [{ ...x, id: 3 }], shape: [3, 2] };
  expect(() => verifyGraph([planted], "simplify")).toThrow(
    "after simplify: %7 = sin(%3) : f64 [3, 2] should be f64 [2, 3]",
  );
});

test("between passes only where it is asked for", () => {
  const planted: Node = { ...sin(x), dtype: "i32" };
  configure({ verify: true });
  expect(() => optimizeGraph([planted], { lacks: new Set() })).toThrow(/^after tracing: /);
  configure({ verify: false });
  expect(() => optimizeGraph([planted], { lacks: new Set() })).not.toThrow();
});
