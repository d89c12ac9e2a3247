/** Every example in the documentation of what users call type-checks, runs, and gives what the comment behind it says. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { expect, test } from "vitest";
import { projectRoot } from "../../bench/types/built-package.ts";
import * as tensors from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as layers from "../../src/nn/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import { checkProgram } from "../types/check-program.ts";

interface Example {
  readonly place: string;
  readonly code: string;
  /** What the last line is said to give, if it says so. */
  readonly gives: string | undefined;
}

const files = [
  "src/jit.ts",
  ...["src/tensor", "src/loss", "src/nn", "src/optim"].flatMap((folder) =>
    readdirSync(join(projectRoot, folder)).map((name) => `${folder}/${name}`),
  ),
];

const examples: readonly Example[] = files.flatMap((file) => {
  const text = readFileSync(join(projectRoot, file), "utf8");
  return [...text.matchAll(/@example\s([\s\S]*?)\*\//g)].map((found) => {
    const lines = found[1]!.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
    const written = lines.filter((line) => line.trim() !== "").join("\n");
    const [, code = written, gives] = /^([\s\S]*?);\s*\/\/ (.*)$/.exec(written) ?? [];
    return { place: `${file}:${text.slice(0, found.index).split("\n").length}`, code, gives };
  });
});

/** What examples take for granted. */
const given = [
  "const x = parameter(tensor([1, -2, 3]));",
  "const weight = parameter(zeros([3]));",
  "const bias = parameter(zeros([3]));",
  "const direction = ones([3]);",
  "const loss = weight.mul(x).add(bias).sum();",
  "const layer = linear(64, 64);",
  "const net = mlp([2, 3]);",
  "const inputs = zeros([4, 2]);",
  'const labels = zeros([4], { dtype: "i32" });',
  "const logits = net(inputs);",
  "const target = full([4, 3], 0.3);",
  "const [a, b] = [parameter(zeros([2])), parameter(ones([2]))];",
  "const [input, state, memory] = [zeros([2, 3]), zeros([2, 4]), zeros([2, 4])];",
  "const [wIh, wHh, bIh, bHh] = [zeros([16, 3]), zeros([16, 4]), zeros([16]), zeros([16])];",
];

const scope = { ...tensors, ...layers, ...losses, ...optimizers };

/** Runs an example and returns what its last statement gives. */
function run({ code }: Example): unknown {
  const lines = code.replace(/;$/, "").split(/\n|; (?=\w)/);
  const last = lines.pop()!;
  const ending = last.startsWith("const ") ? last : `return (${last});`;
  const text = [...given, "{", ...lines, ending, "}"].join("\n");
  const compilerOptions = { target: ScriptTarget.ES2022, module: ModuleKind.ESNext };
  const { outputText } = transpileModule(`function example() {\n${text}\n}`, { compilerOptions });
  return new Function(...Object.keys(scope), `${outputText}\nreturn example();`)(...Object.values(scope));
}

/** A pattern for a value as JSON, in which digits behind "…" are open. */
const patternFor = (gives: string): RegExp =>
  new RegExp(`^${gives.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", "\\d*")}$`);

const write = (value: unknown): string =>
  JSON.stringify(ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value).replace(/,(?! )/g, ", ");

const announcesValue = ({ gives }: Example) => gives !== undefined && /^[-[\d"]/.test(gives);
const announcesType = ({ gives }: Example) => gives?.startsWith("Tensor<") ?? false;

test("there is an example for more than a hundred methods and functions", () => {
  expect(examples.length).toBeGreaterThan(150);
  expect(examples.filter(announcesValue).length).toBeGreaterThan(100);
});

test.each(examples.map((example) => [example.place, example.code, example] as const))(
  "%s: %s",
  (_place, _code, example) => {
    const value = run(example);
    if (announcesValue(example)) expect(write(value)).toMatch(patternFor(example.gives!));
  },
);

test("TypeScript 7 accepts them and gives the types they name", () => {
  const opening: readonly string[] = [
    ...["microml", "microml/loss", "microml/nn", "microml/optim"].map(
      (path, at) => `import * as m${at} from "${path}";`,
    ),
    'import type { Tensor } from "microml";',
    ...[tensors, losses, layers, optimizers].map(
      (names, at) => `const { ${Object.keys(names).join(", ")} } = m${at};`,
    ),
    ...given,
  ];
  const lines = examples.map((example) =>
    announcesType(example)
      ? `{ const shown: ${example.gives!.replace(/>,.*$/, ">")} = ${example.code}; }`
      : `{ ${example.code.replaceAll("\n", " ")} }`,
  );
  const found = checkProgram("TypeScript 7", opening, lines);
  expect([...found].map(([at, messages]) => [examples[at]!.place, lines[at], ...messages])).toEqual([]);
});
