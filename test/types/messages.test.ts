/** What the compilers print for wrong programs, word for word; knows the public names alone. */

import { expect, test } from "vitest";
import { compilers } from "../package/compilers.ts";
import { checkProgram } from "./check-program.ts";
import { opening } from "./wrong-opening.ts";
import { wrongProducts } from "./wrong-products.ts";
import { type WrongProgram, wrongPrograms } from "./wrong-programs.ts";
import { wrongRearranging } from "./wrong-rearranging.ts";
import { wrongWindows } from "./wrong-windows.ts";

const all: readonly WrongProgram[] = [
  ...wrongPrograms,
  ...wrongRearranging,
  ...wrongProducts,
  ...wrongWindows,
];

test("the table is large, and every row is another program", () => {
  expect(all.length).toBeGreaterThanOrEqual(250);
  expect(new Set(all.map(([program]) => program)).size).toBe(all.length);
});

test.each(compilers)("%s prints one message for each wrong program", (_name, compiler) => {
  const found = checkProgram(
    compiler,
    opening,
    all.map(([program]) => program),
  );
  const printed = all.map(([program], place) => [
    program,
    ...(found.get(place) ?? []).map((message) => message.replace(/^TS\d+: /, "").replace(/\n[\s\S]*/, "")),
  ]);
  expect(printed).toEqual(all);
});
