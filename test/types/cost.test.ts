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
  conv2d: (n) => [`zeros([4, 3, ${n}, 28])`, "x.conv2d(kernel)"],
  "conv2d with options": (n) => [`zeros([4, 3, ${n}, 28])`, "x.conv2d(kernel, { stride: 2, padding: 1 })"],
  "conv2d of the same size": (n) => [`zeros([4, 3, ${n}, 28])`, 'x.conv2d(kernel, { padding: "same" })'],
  maxPool2d: (n) => [`zeros([4, 3, ${n}, 28])`, "x.maxPool2d({ kernel: 2 })"],
  einsum: (n) => [`zeros([4, ${n}, 3])`, 'einsum("bij,bik->bjk", x, x)'],
  attention: (n) => [`zeros([4, ${n}, 64])`, "attention(x, x, x)"],
  split: (n) => [`zeros([${n}, 12])`, "x.split([4, 8], 1)"],
  tile: (n) => [`zeros([${n}, 12])`, "x.tile([2, 1])"],
  layerNorm: (n) => [`zeros([${n}, 3])`, "x.layerNorm(1, { gamma: row })"],
  "a convolutional network": (n) => [`zeros([${n}, 1, 28, 28])`, "network(x)"],
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
      'import { attention, einsum, zeros } from "../../../src/index.ts";',
      'import { conv2d, flatten, linear, maxPool2d, relu, sequential } from "../../../src/nn/index.ts";',
      "const row = zeros([3]);",
      "const kernel = zeros([8, 3, 3, 3]);",
      "const network = sequential(conv2d(1, 8, 3), relu(), maxPool2d(2), flatten(), linear(1352, 10));",
      ...lines,
      "void [attention, einsum, row, kernel, network];",
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

/** What a family may cost where that is more than 350. */
const ceilings: Readonly<Record<string, number>> = {
  conv2d: 900,
  "conv2d with options": 1100,
  "conv2d of the same size": 550,
  maxPool2d: 900,
  einsum: 750,
  attention: 450,
  tile: 600,
  "a convolutional network": 1500,
};

test.each(Object.keys(families))("%s stays below its ceiling of instantiations", (family) => {
  const each = (countInstantiations(family, true) - countInstantiations(family, false)) / operations;
  expect(each).toBeGreaterThan(1);
  expect(each).toBeLessThan(ceilings[family] ?? 350);
});
