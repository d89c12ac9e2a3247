/** What shape rules cost the compiler, in instantiations for each operation of a size never seen before; knows no rule. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compilers, projectRoot } from "../package/compilers.ts";

const native = compilers[1][1];
const operations = 200;

/** One operation for each family, on sizes that no other line has; the tensors are made before they are counted. */
const families: Readonly<Record<string, (n: number) => readonly [made: string, used: string]>> = {
  unary: (n) => [`zeros([${n}, 3])`, "x.relu()"],
  broadcast: (n) => [`zeros([${n}, 3])`, "x.add(row)"],
  matmul: (n) => [`zeros([4, ${n}])`, `x.matmul(y)`],
  reshape: (n) => [`zeros([${n}, 28, 28])`, `x.reshape([${n}, 784])`],
  "reshape with -1": (n) => [`zeros([${n}, 28, 28])`, "x.reshape([-1, 784])"],
  reduce: (n) => [`zeros([${n}, 3])`, "x.sum(0)"],
};

function countInstantiations(family: string, used: boolean): number {
  const cache = join(projectRoot, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "microml-cost-"));
  try {
    const lines = Array.from({ length: operations }, (_, at) => {
      const [made, use] = families[family]!(at + 10);
      const other = family === "matmul" ? ` const y = zeros([${at + 10}, 5]);` : "";
      return `{ const x = ${made};${other}${used ? ` ${use};` : ""} }`;
    });
    const text = [
      'import { zeros } from "../../../src/index.ts";',
      "const row = zeros([3]);",
      ...lines,
      "void row;",
    ];
    writeFileSync(join(folder, "program.ts"), text.join("\n"));
    const compilerOptions = { noUnusedLocals: false };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: "../../../tsconfig.json",
        compilerOptions,
        files: ["program.ts"],
        include: [],
      }),
    );
    const { stdout } = spawnSync(
      process.execPath,
      [native, "-p", folder, "--extendedDiagnostics", "--singleThreaded"],
      { encoding: "utf8" },
    );
    const count = /Instantiations:\s+(\d+)/.exec(stdout)?.[1];
    if (count === undefined || stdout.includes("error TS")) throw new Error(stdout);
    return Number(count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each(Object.keys(families))("%s stays below 350 instantiations", (family) => {
  const each = (countInstantiations(family, true) - countInstantiations(family, false)) / operations;
  expect(each).toBeGreaterThan(1);
  expect(each).toBeLessThan(350);
});
