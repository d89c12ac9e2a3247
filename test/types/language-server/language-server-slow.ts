/** What both language servers show of a model: hovers, documentation, names behind a dot and red lines. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, compilerNames } from "../../../bench/types/compile.ts";
import { findPlace } from "../../../bench/types/editor/editor.ts";
import { editors } from "../../../bench/types/editor/measure.ts";
import { model } from "../../../bench/types/editor/model.ts";
import * as checks from "../../../src/check/index.ts";
import * as matchers from "../../../src/check/vitest.ts";
import * as tensors from "../../../src/index.ts";
import * as losses from "../../../src/loss/index.ts";
import * as layers from "../../../src/nn/index.ts";
import * as optimizers from "../../../src/optim/index.ts";
import { membersOf } from "../public-ops.ts";
import { keepEditor } from "./kept-editor.ts";

/** What each entry point exports, by its name. */
const entryPoints: Readonly<Record<string, object>> = {
  microml: tensors,
  "microml/nn": layers,
  "microml/loss": losses,
  "microml/optim": optimizers,
  "microml/check": checks,
  "microml/check/vitest": matchers,
};

/** A place in the model, and the type that is shown there. */
const hovers: readonly (readonly [marker: string, shown: string])[] = [
  ["everything = ", "const everything: Tensor<[3, 64]>"],
  ["features = ", 'const features: Tensor<["batch", 64]>'],
  ["logits = ", 'const logits: Tensor<["batch", 10]>'],
  ["hidden7 = ", 'const hidden7: Tensor<["batch", "time", 135]>'],
  ["scores3 = ", 'const scores3: Tensor<["batch", "time", "time"]>'],
  ["centered20 = ", 'const centered20: Tensor<["batch", "time", 148]>'],
  ["labels: ", '(parameter) labels: Tensor<["batch"], "i32">'],
];

/** A change that breaks one line of the model, and the message that stands at that line. */
const faults: readonly (readonly [from: string, to: string, message: string])[] = [
  [
    ".mul(scale5)",
    ".mul(scale6)",
    "mul: shapes do not broadcast, [batch, time, 133] and [134] (133 ≠ 134 at axis -1)",
  ],
  [
    ".matmul(wide9)",
    ".matmul(narrow9)",
    "matmul: inner dimensions differ, [batch, time, 64] × [137, 64] (64 ≠ 137)",
  ],
  [
    "hidden2.swapAxes(1, 2)",
    "hidden2.swapAxes(1, 3)",
    "swapAxes: axis 3 is out of range for [batch, time, 130] (axes are -3 to 2)",
  ],
  [
    "hidden4.swapAxes(1, 2)",
    "hidden4",
    "matmul: inner dimensions differ, [batch, time, 132] × [batch, time, 132] (132 ≠ time)",
  ],
  [
    "seen12.sub(seen12.mean(-1, { keepDims: true }))",
    "seen12.sub(seen12.mean(-1))",
    "sub: shapes do not broadcast, [batch, time, 140] and [batch, time] (140 ≠ time at axis -1)",
  ],
  ["x21.mean(1)", "x21.mean(3)", "mean: axis 3 is out of range for [batch, time, 64] (axes are -3 to 2)"],
  [
    "linear(128, 10)",
    "linear(129, 10)",
    "sequential: layer 3 needs [..., 129], but [..., 128] reaches it (129 ≠ 128 at axis -1)",
  ],
  [
    "ones([1, 64])",
    "ones([1, 65])",
    "concat: sizes differ off axis 0, [2, 64] and [1, 65] (64 ≠ 65 at axis 1)",
  ],
];

const broken = faults.reduce((text, [from, to]) => text.replace(from, to), model);

/** The first lines of complaints, in order. */
const inOrder = (found: readonly { readonly line: number; readonly message: string }[]) =>
  found
    .map(({ line, message }) => ({
      line,
      message: message
        .split("\n")
        .map((each) => each.trim())
        .join("\n"),
    }))
    .sort((a, b) => a.line - b.line || (a.message < b.message ? -1 : 1));

test("the model has 300 lines", () => {
  expect(model.split("\n").length).toBeGreaterThanOrEqual(300);
});

describe.each(Object.entries(editors))("%s", (name, open) => {
  const compiler = compilerNames.find((each) => name.startsWith(each))!;
  const kept = keepEditor(open, model);

  test("shows no red line in the model", async () => {
    await kept.editor.change(model);
    expect(await kept.editor.complain()).toEqual([]);
  });

  test.each(hovers)("shows the type at %s", async (marker, shown) => {
    await kept.editor.change(model);
    expect((await kept.editor.hover(findPlace(model, marker)))?.signature).toBe(shown);
  });

  test("offers the methods of a tensor behind a dot, before anything else is typed", async () => {
    const typed = model.replace("classes(features)", "classes(features.)");
    await kept.editor.change(typed);
    const names = await kept.editor.complete(findPlace(typed, "classes(features.", true));
    expect(names).toEqual(expect.arrayContaining(["matmul", "add", "reshape", "sum", "softmax", "shape"]));
    expect(names.filter((each) => !/^[a-z][A-Za-z0-9]*$/.test(each))).toEqual([]);
  });

  const behindDot = `${model}everything.;\n`;
  const namesBehindDot = async (): Promise<readonly string[]> => {
    await kept.editor.change(behindDot);
    return kept.editor.complete(findPlace(behindDot, "everything.", true));
  };

  test("offers every method that a tensor has when it runs, and no other", async () => {
    const found = membersOf(tensors.zeros([1]));
    expect([...(await namesBehindDot())].sort()).toEqual(found.sort());
  });

  test("shows the documentation of every member of a tensor on pointing at it, with an example of each method", async () => {
    const names = await namesBehindDot();
    const text = `${model}${names.map((each) => `void everything.${each};\n`).join("")}`;
    await kept.editor.change(text);
    const bare: string[] = [];
    for (const each of names) {
      const { line } = findPlace(text, `everything.${each};`);
      const shown = await kept.editor.hover({ line, character: "void everything.".length });
      const isMethod = shown?.signature.includes("=>") || shown?.signature.startsWith("(method)");
      const wanted = isMethod ? /\S[\s\S]*@example/ : /\S/;
      if (!shown?.signature.includes(each) || !wanted.test(shown.documentation)) bare.push(each);
    }
    expect(bare).toEqual([]);
  });

  test("shows it beside the list of names too", async () => {
    const bare: string[] = [];
    for (const each of await namesBehindDot()) {
      const shown = await kept.editor.documentation(findPlace(behindDot, "everything.", true), each);
      if (shown.trim() === "") bare.push(each);
    }
    expect(bare).toEqual([]);
  });

  test.each(Object.entries(entryPoints))(
    "shows the documentation of everything in %s",
    async (entry, all) => {
      const names = Object.keys(all);
      const text = `${names.map((each) => `void all.${each};\n`).join("")}import * as all from "${entry}";\n`;
      await kept.editor.change(text);
      const bare: string[] = [];
      for (const [line, each] of names.entries()) {
        const shown = await kept.editor.hover({ line, character: "void all.".length });
        if (!shown?.signature.includes(each) || shown.documentation.trim() === "") bare.push(each);
      }
      expect(bare).toEqual([]);
    },
  );

  test("shows the red lines that the compiler prints, word for word", async () => {
    await kept.editor.change(broken);
    const shown = await kept.editor.complain();
    writeFileSync(join(kept.folder, "program.ts"), broken);
    const printed = check(compiler, kept.folder).diagnostics.map((each) => ({
      line: each.line - 1,
      message: each.message.replace(/^TS\d+: /, ""),
    }));
    expect(inOrder(shown)).toEqual(inOrder(printed));
    expect(shown.length).toBeGreaterThanOrEqual(faults.length);
  });

  test.each(faults)(
    "%s → %s: the message stands alone where a type is expected",
    async (from, _to, message) => {
      await kept.editor.change(broken);
      const { line } = findPlace(model, from);
      const red = (await kept.editor.complain()).filter((each) => each.line === line);
      expect(red.map((each) => / of type '"(.*)"'\.$/.exec(each.message)?.[1])).toEqual([message]);
    },
  );
});
