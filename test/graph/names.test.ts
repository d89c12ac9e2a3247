/** Strings that users choose never become code, keys of shared objects or anything but themselves. */

import { expect, test } from "vitest";
import { configure, MicromlError } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";

const nasty = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "'); process.exit(1); ('",
  "`$" + "{process.exit(1)}`",
  "\n*/process.exit(1)/*",
  "",
];
const backends = [...executors, "auto"] as const;

test.each(nasty)("%j as a dim name is a name", (name) => {
  for (const backend of backends) {
    configure({ backend, verify: true });
    const double = jit((x: Untyped, y: Untyped) => x.mul(2).add(y), { shapes: [[name], [name]] });
    expect(double(tensor([1, 2]), tensor([1, 1])).toArray()).toEqual([3, 5]);
    expect(() => double(tensor([1, 2, 3]), tensor([1, 1]))).toThrow(MicromlError);
    if (name.length > 0) expect(double.explain()).not.toContain(name);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test.each(nasty)("%j as a key of a result is a key", (name) => {
  for (const backend of backends) {
    configure({ backend, verify: true });
    const step = jit(
      (x: Untyped) => ({ [name]: x.mul(2), other: [x, { [name]: x.add(1) }] }) as Record<string, unknown>,
    );
    const result = step(tensor([1, 2]));
    expect(Object.keys(result).sort()).toEqual([name, "other"].sort());
    const found = Object.getOwnPropertyDescriptor(result, name)!.value as Untyped;
    expect(found.toArray()).toEqual([2, 4]);
    expect(({} as Record<string, unknown>).other).toBeUndefined();
    if (name.length > 0) expect(step.explain()).not.toContain(name);
  }
});

test.each(nasty)("%j as an element type or a backend is refused", (name) => {
  const line = JSON.stringify(name);
  expect(() => tensor([1], { dtype: name as "f32" })).toThrow(
    `tensor: unknown dtype ${line} (one of f32, f64, i32, bool)`,
  );
  expect(() => tensor([1]).cast(name)).toThrow(`cast: unknown dtype ${line} (one of f32, f64, i32, bool)`);
  expect(() => configure({ backend: name as "auto" })).toThrow(`configure: unknown backend ${line} (one of `);
});

test("parameters in an object are found by their own keys alone", () => {
  configure({ backend: "auto", verify: true });
  const weights = Object.fromEntries(nasty.map((name, at) => [name, parameter(tensor([at]))]));
  const step = jit(() => {
    for (const name of nasty) weights[name]!.assign(weights[name]!.add(1));
    return Object.fromEntries(nasty.map((name) => [name, weights[name]!.mul(1)]));
  });
  const result = step();
  expect(
    nasty.map((name) => (Object.getOwnPropertyDescriptor(result, name)!.value as Untyped).item()),
  ).toEqual(nasty.map((_, at) => at + 1));
});
