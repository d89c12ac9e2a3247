/** The page on shapes shows every op that a rule can refuse, in an example and with its error; other tests ask whether they are so. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../bench/types/built-package.ts";
import { findCodeBlocks } from "../package/code-blocks.ts";
import { allWrong } from "./all-wrong.ts";
import { publicOps } from "./public-ops.ts";
import { isAboutDTypes, opsOf, ruleOf } from "./spoken-rules.ts";

const document = "docs/shapes.md";
const lines = findCodeBlocks(document, readFileSync(join(projectRoot, document), "utf8")).flatMap(
  ({ code }) => code.split("\n"),
);
const announced = lines.flatMap((line) => / \/\/ error: (.*)$/.exec(line)?.[1] ?? []);
const sound = lines.filter((line) => !line.includes(" // error: ")).join("\n");

const refused = new Set(allWrong.flatMap(opsOf));
const speaking = new Set(
  allWrong.flatMap(([, ...messages]) =>
    messages.filter((message) => !isAboutDTypes(message)).map((message) => ruleOf(message)),
  ),
);

test("every op with a rule has an example that fits", () => {
  const ops = publicOps.filter((op) => refused.has(op));
  expect(ops.length).toBeGreaterThan(200);
  expect(ops.filter((op) => !new RegExp(`\\b${op}\\(`).test(sound))).toEqual([]);
});

test("every op that can be refused for more than an element type has its error", () => {
  const ops = publicOps.filter((op) => speaking.has(op));
  expect(ops.length).toBeGreaterThan(130);
  const shown = announced.filter((message) => !isAboutDTypes(message));
  expect(ops.filter((op) => !shown.some((message) => message.startsWith(`${op}: `)))).toEqual([]);
});
