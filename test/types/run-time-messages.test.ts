/** Wrong programs whose sizes are all known are refused in the same words when they run untyped; knows no compiler. */

import { expect, test } from "vitest";
import * as tensors from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as layers from "../../src/nn/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import { allWrong } from "./all-wrong.ts";
import { opening } from "./wrong-opening.ts";
import type { WrongProgram } from "./wrong-programs.ts";

/** The message in what a compiler prints, when it is one of the rules'. */
function messageIn(printed: readonly string[]): string | undefined {
  return printed
    .map((line) => /'\[?"([a-zA-Z0-9]+: .*)"\]?'\.$/.exec(line)?.[1]?.replaceAll('\\"', '"'))
    .find((message) => message !== undefined);
}

// Sizes that only the compiler names, and types that only the compiler reads.
const isTyped = (program: string) => /\b(batch|time|named|step)\b|: Tensor</.test(program);

const cases = allWrong
  .filter(([program]) => !isTyped(program))
  .flatMap(([program, ...printed]: WrongProgram): [program: string, message: string][] => {
    const message = messageIn(printed);
    return message === undefined ? [] : [[program, message]];
  });

const names = { ...tensors, ...layers, ...losses, ...optimizers };
const made = opening
  .filter((line) => line.startsWith("const ") && !line.startsWith("const step"))
  .map((line) => line.replace(/: Tensor<.*?>(?=[,)])/g, ""));

/** What the program throws, or null when it runs through. */
function refusalOf(program: string): string | null {
  const body = ["{", ...made, program, "}"].join("\n");
  try {
    new Function(...Object.keys(names), body)(...Object.values(names));
    return null;
  } catch (error) {
    return error instanceof tensors.MicromlError ? error.message : `${error}`;
  }
}

test("most programs are compared, and what comes before them runs", () => {
  expect(cases.length).toBeGreaterThan(450);
  expect(refusalOf("")).toBeNull();
});

test.each(cases)("%s", (program, message) => {
  expect(refusalOf(program)).toBe(message);
});
