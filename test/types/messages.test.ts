/** What the compilers print for wrong programs, word for word; knows the public names alone. */

import { expect, test } from "vitest";
import { compilersOfThisRun } from "../setup/compilers.ts";
import { allWrong as all } from "./all-wrong.ts";
import { checkProgram } from "./check-program.ts";
import { opening } from "./wrong-opening.ts";

test("the table is large, and every row is another program", () => {
  expect(all.length).toBeGreaterThanOrEqual(500);
  expect(new Set(all.map(([program]) => program)).size).toBe(all.length);
});

test.each(compilersOfThisRun)(
  "%s prints one message for each wrong program",
  (compiler) => {
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
  },
  300_000,
);

const messages = [...new Set(all.flatMap(([, ...printed]) => printed))];

test("the message of a rule stands alone where a type is expected, or as the only entry of a list that is empty", () => {
  const alone =
    /^[^"]*(?:"[^":]*"[^"]*)* of type '\[?"(?:[^"\\]|\\.)*"\]?'\.$|^Type '.*' is not assignable to type '"(?:[^"\\]|\\.)*"'\.$/;
  const speaking = messages.filter((message) => /"[a-zA-Z0-9]+: /.test(message));
  expect(speaking.length).toBeGreaterThan(400);
  expect(speaking.filter((message) => !alone.test(message))).toEqual([]);
});

test("no message prints never, readonly or a union cut short", () => {
  expect(messages.filter((message) => /\b(never|readonly)\b|\d+ more\b|… /.test(message))).toEqual([]);
});

test("every type that is printed can be imported", () => {
  // What stands between double quotes is a rule's message or a name.
  const types = messages.flatMap(
    (message) => message.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/'[^']*'/g) ?? [],
  );
  const names = [...new Set(types.flatMap((type) => type.match(/\b[A-Z][A-Za-z0-9]*\b/g) ?? []))];
  expect(names).toContain("Tensor");
  const entries = ["microml", "microml/nn", "microml/loss", "microml/optim"];
  const imports = names.flatMap((name) =>
    entries.map((entry) => `import type { ${name} as ${name}${entries.indexOf(entry)} } from "${entry}";`),
  );
  const found = checkProgram("TypeScript 7", ["export {};"], imports);
  const missing = names.filter((_, at) =>
    entries.every((__, entry) => found.has(at * entries.length + entry)),
  );
  expect(missing).toEqual([]);
});
