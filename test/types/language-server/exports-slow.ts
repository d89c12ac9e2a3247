/** What both language servers show of each exported function: its type, its documentation and the names of its settings. */

import { describe, expect, test } from "vitest";
import { findPlace } from "../../../bench/types/editor/editor.ts";
import { editors } from "../../../bench/types/editor/measure.ts";
import { publicFunctions } from "../public-ops.ts";
import { rightExports } from "../right-exports.ts";
import { rightOpening } from "../right-opening.ts";
import { keepEditor } from "./kept-editor.ts";

const programs = rightExports.map(([expression], at) => `const shown${at} = ${expression};`);
const named = publicFunctions.map((name) => `void ${name};`);
const text = [...rightOpening, ...programs, ...named, ""].join("\n");

/** What takes settings, and all of their names. */
const settings: readonly (readonly [call: string, names: readonly string[]])[] = [
  ["linear(3, 4, { | });", ["bias", "initializer", "seed"]],
  ["conv2d(3, 8, 3, { | });", ["bias", "dilation", "groups", "initializer", "padding", "seed", "stride"]],
  ["maxPool2d(2, { | });", ["ceilMode", "dilation", "padding", "stride"]],
  ["mlp([3, 4], { | });", ["activation", "bias", "initializer", "seed"]],
  ["dropout(0.5, { | });", ["seed"]],
  ["adamW([], { | });", ["beta1", "beta2", "clip", "epsilon", "learningRate", "weightDecay"]],
  ["sgd([], { | });", ["clip", "dampening", "learningRate", "momentum", "nesterov", "weightDecay"]],
  ["cosineDecay(0.1, { | });", ["floor", "total"]],
  ["huber(a, a, { | });", ["delta", "reduction"]],
  ["crossEntropy(batch, batch, { | });", ["ignoreIndex", "labelSmoothing", "reduction", "weight"]],
  ["vmap((x: Tensor<['n']>) => x, { | });", ["axes", "outAxis"]],
  ["attention(sequences, sequences, sequences, { | });", ["causal", "mask"]],
  ["a.sum(0, { | });", ["keepDims"]],
  ["images.conv2d(zeros([8, 3, 3, 3]), { | });", ["bias", "dilation", "groups", "padding", "stride"]],
  ["jit((x: Tensor<['n']>) => x, { | });", ["reuseResults", "shapes"]],
];

// What gives neither a tensor nor a layer, and takes none.
const withoutShapes =
  /^(adagrad|adam|adamW|rmsProp|sgd|\w+Decay|\w+Restarts|\w+Warmup|warmupCosine|constantRate|configure|debugNumerics|isTensor)$/;

describe.each(Object.entries(editors))("%s", (_name, open) => {
  const kept = keepEditor(open, text);

  test("shows the type of what each of them gives", async () => {
    await kept.editor.change(text);
    const shown: (string | undefined)[] = [];
    for (const at of rightExports.keys()) {
      const line = rightOpening.length + at;
      const hover = await kept.editor.hover({ line, character: "const ".length });
      shown.push(hover?.signature.replace(/\s+/g, " "));
    }
    expect(shown).toEqual(rightExports.map(([, type], at) => `const shown${at}: ${type}`));
  });

  test("shows the documentation of each, with its shapes", async () => {
    await kept.editor.change(text);
    const bare: string[] = [];
    for (const [at, name] of publicFunctions.entries()) {
      const line = rightOpening.length + programs.length + at;
      const documentation =
        (await kept.editor.hover({ line, character: "void ".length }))?.documentation ?? "";
      const wanted = withoutShapes.test(name) ? /\S/ : /\[[^\]]*\]|\bshapes?\b|\bscalar\b/;
      if (!wanted.test(documentation)) bare.push(name);
    }
    expect(bare).toEqual([]);
  });

  test.each(settings)("offers the names of the settings in %s", async (call, names) => {
    const [before, after] = call.split("|") as [string, string];
    const typed = `${text}${before}${after}\n`;
    await kept.editor.change(typed);
    // One server marks what may be left out.
    const offered = (await kept.editor.complete(findPlace(typed, before, true))).map((name) =>
      name.replace("?", ""),
    );
    expect(offered.filter((name) => names.includes(name)).sort()).toEqual(names);
  });
});
