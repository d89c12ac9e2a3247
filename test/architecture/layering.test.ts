/** The house stands as its table says, and each rule can see a breach; knows no tensor. */

import { describe, expect, test } from "vitest";
import { locate } from "./floors.ts";
import * as rules from "./rules.ts";
import { parseSource, readSources, type SourceFile } from "./source-files.ts";

const house = readSources("src", "types");
const types = house.filter(({ path }) => path.startsWith("types/"));
const library = house.filter(({ path }) => path.startsWith("src/"));
const everything = [...house, ...readSources("examples", "bench", "test")];

/** The files of a planted house, from path to text. */
function plant(texts: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(texts).map(([path, text]) => parseSource(path, text));
}

describe("the house", () => {
  test("has files on both sides", () => {
    expect(types.length).toBeGreaterThan(0);
    expect(library.length).toBeGreaterThan(10);
  });

  const checks: readonly [string, rules.Rule, readonly SourceFile[]][] = [
    ["imports point down", rules.importsPointDown, house],
    ["imports name files that exist", rules.importsExist, house],
    ["the core imports no package", rules.importsNoPackage, house],
    ["no import cycle", rules.importsNoCycle, house],
    ["types/ is nothing at run time", rules.typesOnly, types],
    ["importing a file does nothing", rules.importsDoNothing, library],
    ["index files only re-export", rules.indexReexports, house],
    ["every file opens with a sentence", rules.opensWithSentence, everything],
    ["no file is above 400 lines", rules.staysShort, everything],
    ["file names are kebab-case", rules.namesAreKebabCase, everything],
  ];
  test.each(checks)("%s", (_name, rule, files) => {
    expect(rule(files)).toEqual([]);
  });
});

describe("each rule sees a planted breach", () => {
  test("an upward import, whichever way it is written", () => {
    const breaches = [
      'import { run } from "../runtime/run.ts";',
      'import type { Run } from "../runtime/run.ts";',
      'export * from "../runtime/run.ts";',
      'const later = () => import("../runtime/run.ts");',
      'type Run = import("../runtime/run.ts").Run;',
    ];
    for (const text of breaches) {
      const planted = plant({ "src/ops/elementwise.ts": text });
      expect(rules.importsPointDown(planted)).toEqual([
        "src/ops/elementwise.ts (floor 4): imports up, src/runtime/run.ts (floor 8)",
      ]);
    }
  });

  test("a sideways import between two places of one floor, but not within a place", () => {
    const planted = plant({
      "src/optimize/fold.ts": 'import "../autodiff/reverse.ts";',
      "src/autodiff/reverse.ts": 'import "./rules/row.ts";',
      "src/autodiff/rules/row.ts": "",
    });
    expect(rules.importsPointDown(planted)).toEqual([
      "src/optimize/fold.ts (floor 5): imports sideways, src/autodiff/reverse.ts (floor 5)",
    ]);
  });

  test("a file outside the table, and an import of one", () => {
    expect(rules.importsPointDown(plant({ "src/attic/box.ts": "" }))).toEqual([
      "src/attic/box.ts: stands on no floor",
    ]);
    expect(rules.importsPointDown(plant({ "src/nn/box.ts": 'import "../../test/box.ts";' }))).toEqual([
      "src/nn/box.ts: imports test/box.ts, which stands on no floor",
    ]);
    expect(locate("src/opsy/row.ts")).toBeNull();
  });

  test("a cycle of three files, once, and a file that imports itself", () => {
    const planted = plant({
      "src/ops/a.ts": 'import "./b.ts";',
      "src/ops/b.ts": 'import type { C } from "./c.ts";',
      "src/ops/c.ts": 'import "./a.ts"; import "./d.ts";',
      "src/ops/d.ts": "",
      "src/ops/e.ts": 'import "./e.ts"; import "./a.ts";',
    });
    expect(rules.importsNoCycle(planted)).toEqual([
      "import cycle: src/ops/a.ts → src/ops/b.ts → src/ops/c.ts → src/ops/a.ts",
      "import cycle: src/ops/e.ts → src/ops/e.ts",
    ]);
  });

  test("a diamond is no cycle", () => {
    const planted = plant({
      "src/ops/top.ts": 'import "./left.ts"; import "./right.ts";',
      "src/ops/left.ts": 'import "./base.ts";',
      "src/ops/right.ts": 'import "./base.ts";',
      "src/ops/base.ts": "",
    });
    expect(rules.importsNoCycle(planted)).toEqual([]);
  });

  test("a value, and a run-time import, among the types", () => {
    const planted = plant({
      "types/dim.ts": 'import { x } from "./x.ts";\nexport type A = 1;\nexport const a = 1;',
    });
    expect(rules.typesOnly(planted)).toEqual([
      "types/dim.ts: imports ./x.ts at run time",
      "types/dim.ts:3: is not a type",
    ]);
  });

  test("a package, a missing file, an effect, a long file, a full index, a wrong name", () => {
    const planted = plant({
      "src/base/index.ts": 'export * from "./Wrong_Name.ts";\nexport const one = 1;',
      "src/base/Wrong_Name.ts": `import "lodash";\nimport "./gone.ts";\nconsole.log(1);${"\n//".repeat(400)}`,
    });
    expect(rules.importsNoPackage(planted)).toEqual(["src/base/Wrong_Name.ts: imports the package lodash"]);
    expect(rules.importsExist(planted)).toEqual([
      "src/base/Wrong_Name.ts: imports ./gone.ts, which does not exist",
    ]);
    expect(rules.importsDoNothing(planted)).toContain(
      "src/base/Wrong_Name.ts:3: runs when the file is imported",
    );
    expect(rules.staysShort(planted)).toEqual(["src/base/Wrong_Name.ts: has 403 lines, at most 400"]);
    expect(rules.indexReexports(planted)).toEqual(["src/base/index.ts:2: is more than a re-export"]);
    expect(rules.namesAreKebabCase(planted)).toEqual(["src/base/Wrong_Name.ts: is not kebab-case"]);
  });

  test("a peer of one place imported from another, and another package in that place", () => {
    const planted = plant({
      "src/check/draw.ts": 'import * as fc from "fast-check";\nimport "lodash";',
      "src/nn/draw.ts": 'import * as fc from "fast-check";',
    });
    expect(rules.importsNoPackage(planted)).toEqual([
      "src/check/draw.ts: imports the package lodash",
      "src/nn/draw.ts: imports the package fast-check",
    ]);
  });

  test("a missing opening and an opening that says nothing", () => {
    const planted = plant({
      "src/base/none.ts": "export const one = 1;",
      "src/base/empty.ts": "/** */\nexport const one = 1;",
      "src/base/good.ts": "/** What it is; knows no tensor. */\nexport const one = 1;",
    });
    expect(rules.opensWithSentence(planted)).toEqual([
      "src/base/none.ts: does not open with a /** sentence",
      "src/base/empty.ts: its opening comment is not a sentence: ",
    ]);
  });
});
