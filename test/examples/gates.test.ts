/** The two small examples learn what they set out to learn. */

import { expect, test } from "vitest";
import { runScript } from "./run-example.ts";

test("npm run xor learns all four rows", () => {
  const { code, output, errors } = runScript("xor");
  expect(errors).toBe("");
  expect(code).toBe(0);
  const rows = [...output.matchAll(/^ ([01]) {2}([01]) {2}([01]) {8}([\d.]+) ✓$/gm)];
  expect(rows.map(([, a, b, expected]) => `${a}${b}${expected}`)).toEqual(["000", "011", "101", "110"]);
  for (const [, , , expected, learned] of rows) {
    expect(Math.abs(Number(learned) - Number(expected))).toBeLessThan(0.2);
  }
});

test("npm run greater-than is right on at least 97 of 100 pairs it never saw", () => {
  const { code, output, errors } = runScript("greater-than");
  expect(errors).toBe("");
  expect(code).toBe(0);
  const [, accuracy] = /accuracy on 1000 held-out pairs: ([\d.]+) %/.exec(output) ?? [];
  expect(Number(accuracy)).toBeGreaterThanOrEqual(97);
});
