/** The packed package, and nothing else of the project, type-checks and runs as a user's dependency. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtPackage } from "../../bench/types/built-package.ts";
import { type CompilerName, check } from "../../bench/types/compile.ts";
import { makeUserFolder, removeFolder } from "../../bench/types/user-folder.ts";
import { compilersOfThisRun } from "../setup/compilers.ts";

const program = `
import { type Tensor, tensor } from "microml";
import { crossEntropy } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";

const product: Tensor<[2, 1]> = tensor([[1, 2, 3], [4, 5, 6]]).matmul(tensor([[1], [0], [2]]));
const net = mlp([3, 4, 2], { seed: 1 });
const loss = crossEntropy(net(tensor([[1, 2, 3]])), tensor([1], { dtype: "i32" }));
adamW(net.parameters(), { learningRate: 1e-3 }).minimize(loss);
export const out: string = JSON.stringify(product.toArray());
`;

let folder = "";
let home = "";

beforeAll(() => {
  folder = makeUserFolder();
  home = join(folder, "node_modules", "microml");
  // A copy, beside which nothing of the project is to be found.
  removeFolder(home);
  cpSync(builtPackage(), home, { recursive: true });
});
afterAll(() => removeFolder(folder));

test("every export names files that were built", () => {
  const { exports, files } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  expect(files).toContain("dist");
  for (const [name, target] of Object.entries<Record<string, string> | string>(exports)) {
    const paths = typeof target === "string" ? [target] : [target.types, target.default];
    for (const path of paths) {
      expect(() => readFileSync(join(home, path ?? "missing")), `${name} → ${path}`).not.toThrow();
    }
  }
});

test("what is built is only the library", () => {
  expect(readdirSync(join(home, "dist")).sort()).toEqual(["src", "types"]);
});

const settings = [
  ["NodeNext", { module: "NodeNext" }],
  ["Bundler", { module: "ESNext", moduleResolution: "Bundler" }],
] as const;

/** What a compiler says of the program in a user's project, where nothing is taken for granted. */
function checkStrictly(compiler: CompilerName, options: object) {
  const place = mkdtempSync(join(folder, "strict-"));
  writeFileSync(join(place, "program.ts"), program);
  const compilerOptions = {
    target: "ES2022",
    strict: true,
    skipLibCheck: false,
    // The compiler's own declarations are no concern of the package.
    skipDefaultLibCheck: true,
    types: [],
    noEmit: true,
    ...options,
  };
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["program.ts"] }));
  return check(compiler, place).diagnostics;
}

for (const compiler of compilersOfThisRun) {
  test.each(settings)(`a strict user's program type-checks, ${compiler}, %s`, (_name, options) => {
    expect(checkStrictly(compiler, options)).toEqual([]);
  });
}

// TypeScript 6 has the browser's types beside the sources in `npm run check:6`.
test("it type-checks with the sources, beside the browser's types, TypeScript 7", () => {
  const sources = { customConditions: ["microml-source"], allowImportingTsExtensions: true };
  const options = { ...sources, module: "NodeNext", target: "ES2023" };
  expect(checkStrictly("TypeScript 7", options)).toEqual([]);
});

test("the user's program runs on plain Node", () => {
  const place = join(folder, "plain");
  mkdirSync(place, { recursive: true });
  const plain = program.replace("type Tensor, ", "").replace(/: (Tensor<.*?>|string) =/g, " =");
  writeFileSync(join(place, "program.mjs"), `${plain}\nconsole.log(out);\n`);
  const child = spawnSync(process.execPath, [join(place, "program.mjs")], { encoding: "utf8" });
  expect(child.stderr).toBe("");
  expect(child.stdout).toBe("[[7],[16]]\n");
});
