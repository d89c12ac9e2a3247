/** The study of shape faults: what happens when those run that no compiler reports, and what the document says of all. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../bench/types/built-package.ts";
import { caught } from "./caught.ts";
import { uncaught } from "./uncaught.ts";

test("the study is wide, and no program stands in it twice", () => {
  const programs = [...caught.map(([, program]) => program), ...uncaught.map(({ program }) => program)];
  expect(programs.length).toBeGreaterThanOrEqual(30);
  expect(new Set(programs).size).toBe(programs.length);
});

test.each(uncaught)("uncaught: $kind", ({ run, message }) => {
  if (message === null) expect(run).not.toThrow();
  else expect(run).toThrow(message);
});

test("the document gives the figures and every fault that is not caught", () => {
  const text = readFileSync(join(projectRoot, "docs", "shapes.md"), "utf8");
  const all = caught.length + uncaught.length;
  expect(text).toContain(`${caught.length} of ${all}`);
  for (const [kind, , message] of caught) expect(text).toContain(`| ${kind} | ${message} |`);
  for (const { kind, message } of uncaught) expect(text).toContain(`| ${kind} | ${message ?? "nothing"} |`);
});
