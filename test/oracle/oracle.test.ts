/** The reference cases, family by family, on every executor; prints how many passed, failed and are not yet supported. */

import { afterAll, describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { type Executor, executors } from "../setup/executors.ts";
import { expectTable, type TableRow } from "../setup/generated-table.ts";
import { tensor } from "../tensor/untyped.ts";
import { adapter } from "./adapter.ts";
import { isOwnData, listFamilies, readFamily } from "./case.ts";
import { compositions } from "./compositions.ts";
import { findMissing } from "./needs.ts";
import { isFor, type Run, runCase } from "./run-case.ts";
import { unsupported } from "./unsupported.ts";

const families = listFamilies();
const cases = new Map(families.map((family) => [family, readFamily(family)]));

const allRuns: readonly Run[] = [
  { backend: "interpreter", precision: "f64", ways: ["grad", "backward"], stepWays: ["minimize", "step"] },
  { backend: "javascript-looped", precision: "f32", ways: ["jit"], stepWays: ["jit"] },
  { backend: "javascript-unrolled", precision: "f32", ways: ["jit"], stepWays: ["jit"] },
  { backend: "wasm", precision: "f32", ways: ["jit"], stepWays: ["jit"] },
];

const runs = allRuns.filter(({ backend }) => executors.includes(backend));

/** One line of the table that is printed at the end. */
interface Tally {
  passed: number;
  failed: number;
  lacking: number;
}

/** What the table in the documents says of each family. */
const rows: TableRow[] = [];

const tallies = new Map<string, Tally>(
  families.map((family) => [family, { passed: 0, failed: 0, lacking: 0 }]),
);

describe.each(families)("%s", (family) => {
  const all = cases.get(family)!;
  const able = all.filter((each) => findMissing(each).length === 0);
  tallies.get(family)!.lacking = all.length - able.length;
  const failing = new Set<string>();
  const held = new Map<Executor, string>();

  test.each(runs)("$precision on $backend", (run) => {
    configure({ backend: run.backend, verify: true });
    const chosen = able.filter((each) => isFor(run, each));
    const faults = chosen.flatMap((each, index) => {
      const found = runCase(each, run, index);
      if (found.length > 0) failing.add(each.id);
      return found.map((fault) => `${each.id}: ${fault}`);
    });
    expect(faults).toEqual([]);
    held.set(run.backend, String(chosen.length));
  });

  afterAll(() => {
    const tally = tallies.get(family)!;
    tally.failed = failing.size;
    tally.passed = able.length - failing.size;
    rows.push({ name: family, cells: Object.fromEntries(held) });
  });
});

describe("what is not yet supported", () => {
  const missing = new Set([...cases.values()].flat().flatMap(findMissing));

  test("is listed, and nothing is listed that no case lacks", () => {
    if (isOwnData) expect([...missing].sort()).toEqual([...unsupported].sort());
    else expect(missing.size).toBeGreaterThanOrEqual(0);
  });

  test("is no method of tensors", () => {
    const methods = new Set(
      Object.getOwnPropertyNames(Object.getPrototypeOf(tensor(1))).map((name) => name.toLowerCase()),
    );
    const plain = (name: string): string => name.replaceAll("_", "");
    expect(unsupported.filter((name) => methods.has(plain(name)))).toEqual([]);
    expect(Object.keys(compositions).filter((name) => methods.has(plain(name)))).toEqual([]);
  });

  test("and no op is both in the library and composed from it", () => {
    expect(Object.keys(compositions).filter((name) => Object.hasOwn(adapter, name))).toEqual([]);
  });
});

test("the table in the documents says what ran", () => {
  if (isOwnData) expectTable("operations.md", "references", "family", rows);
  else expect(rows.length).toBe(families.length);
});

afterAll(() => {
  const counts = [...tallies].map(([family, { passed, failed, lacking }]) => [
    family,
    passed,
    failed,
    lacking,
  ]);
  const lines = [["family", "passed", "failed", "not yet supported"], ...counts].map(([name, ...numbers]) =>
    [String(name).padEnd(10), ...numbers.map((count) => String(count).padStart(8))].join(" "),
  );
  console.log(lines.join("\n"));
});
