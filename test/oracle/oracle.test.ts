/** The reference cases, family by family, on every executor; prints how many passed, failed and are not yet supported. */

import { afterAll, describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { type Executor, executors } from "../setup/executors.ts";
import { tensor } from "../tensor/untyped.ts";
import { adapter } from "./adapter.ts";
import {
  type Case,
  isClippingCase,
  isGraphCase,
  isOptimizerCase,
  isOwnData,
  listFamilies,
  readFamily,
} from "./case.ts";
import type { Precision } from "./compare.ts";
import { compositions } from "./compositions.ts";
import { allowedCalls, documentedCase } from "./deviations.ts";
import { findMissing } from "./needs.ts";
import { runGraphCase, type Way } from "./run-graph-case.ts";
import { runOptimizerCase, type StepWay } from "./run-optimizer-case.ts";
import { runClippingCase, runScheduleCase } from "./run-training-case.ts";
import { unsupported } from "./unsupported.ts";

const families = listFamilies();
const cases = new Map(families.map((family) => [family, readFamily(family)]));

interface Run {
  readonly backend: Executor;
  readonly precision: Precision;
  readonly ways: readonly Way[];
  readonly stepWays: readonly StepWay[];
}

const allRuns: readonly Run[] = [
  { backend: "interpreter", precision: "f64", ways: ["grad", "backward"], stepWays: ["minimize", "step"] },
  { backend: "javascript-looped", precision: "f32", ways: ["jit"], stepWays: ["jit"] },
  { backend: "javascript-unrolled", precision: "f32", ways: ["jit"], stepWays: ["jit"] },
  { backend: "wasm", precision: "f32", ways: ["jit"], stepWays: ["jit"] },
];

const runs = allRuns.filter(({ backend }) => executors.includes(backend));

/** Unrolled code has a statement for each element: only small cases, and not deep ones. */
function isFor({ backend }: Run, each: Case): boolean {
  if (backend !== "javascript-unrolled" || !isGraphCase(each)) return true;
  const elements = each.inputs.reduce((sum, { data }) => sum + data.length, 0);
  return elements * (each.program?.length ?? 1) <= 300;
}

function runCase(each: Case, { precision, ways, stepWays }: Run, index: number): string[] {
  try {
    if (isOptimizerCase(each)) return runOptimizerCase(each, precision, stepWays[index % stepWays.length]!);
    if (isClippingCase(each)) return runClippingCase(each, precision);
    if (!isGraphCase(each)) return runScheduleCase(each);
    const way = each.hvp === undefined ? ways[index % ways.length]! : ways[0]!;
    const documented = documentedCase(each);
    const isAllowed = each.expect === "throw" && Object.hasOwn(allowedCalls, each.op ?? "");
    const plain = documented === each && !isAllowed ? [] : runGraphCase(each, precision, way);
    if (isAllowed) return plain.length > 0 ? [] : ["is refused after all: take it off the allowed calls"];
    const faults = runGraphCase(documented, precision, way);
    if (documented === each || plain.length > 0) return faults;
    return [...faults, "agrees with PyTorch after all: take its op off the deviations"];
  } catch (error) {
    return [String(error)];
  }
}

/** One line of the table that is printed at the end. */
interface Tally {
  passed: number;
  failed: number;
  lacking: number;
}

const tallies = new Map<string, Tally>(
  families.map((family) => [family, { passed: 0, failed: 0, lacking: 0 }]),
);

describe.each(families)("%s", (family) => {
  const all = cases.get(family)!;
  const able = all.filter((each) => findMissing(each).length === 0);
  tallies.get(family)!.lacking = all.length - able.length;
  const failing = new Set<string>();

  test.each(runs)("$precision on $backend", (run) => {
    configure({ backend: run.backend, verify: true });
    const faults = able.flatMap((each, index) => {
      const found = isFor(run, each) ? runCase(each, run, index) : [];
      if (found.length > 0) failing.add(each.id);
      return found.map((fault) => `${each.id}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });

  afterAll(() => {
    const tally = tallies.get(family)!;
    tally.failed = failing.size;
    tally.passed = able.length - failing.size;
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

afterAll(() => {
  const rows = [...tallies].map(([family, { passed, failed, lacking }]) => [family, passed, failed, lacking]);
  const lines = [["family", "passed", "failed", "not yet supported"], ...rows].map(([name, ...counts]) =>
    [String(name).padEnd(10), ...counts.map((count) => String(count).padStart(8))].join(" "),
  );
  console.log(lines.join("\n"));
});
