/** The digits example reaches its accuracy, draws what it says, and answers bad files with one line. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, runScript } from "./run-example.ts";

describe("npm start", () => {
  let outcome: Outcome;
  beforeAll(() => {
    outcome = runScript("start");
  });

  test("ends well", () => {
    expect(outcome.errors).toBe("");
    expect(outcome.code).toBe(0);
  });

  test("reaches 95 % on the held-out fifth", () => {
    const [, accuracy, right, count] =
      /test accuracy ([\d.]+) % {2}\((\d+) of (\d+)\)/.exec(outcome.output) ?? [];
    expect(Number(count)).toBe(Math.floor(1797 / 5));
    expect(Number(accuracy)).toBeGreaterThanOrEqual(95);
    expect(Number(accuracy)).toBeCloseTo((100 * Number(right)) / Number(count), 1);
  });

  test("shows its progress in plain lines, the loss falling", () => {
    const losses = [...outcome.output.matchAll(/^epoch \d+\/\d+ {2}loss ([\d.]+)/gm)].map(([, loss]) =>
      Number(loss),
    );
    expect(losses.length).toBeGreaterThanOrEqual(10);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 5);
    expect(outcome.output).not.toContain("\r");
  });

  test("prints a confusion matrix whose counts are the test set, and whose diagonal is the accuracy", () => {
    const rows = [...outcome.output.matchAll(/^ {3}\d │(.*)$/gm)].map(([, cells]) =>
      (cells ?? "")
        .trim()
        .split(/\s+/)
        .map((cell) => (cell === "·" ? 0 : Number(cell))),
    );
    expect(rows.map((row) => row.length)).toEqual(new Array(10).fill(10));
    const [, right, count] = /\((\d+) of (\d+)\)/.exec(outcome.output) ?? [];
    expect(rows.flat().reduce((sum, cell) => sum + cell, 0)).toBe(Number(count));
    expect(rows.reduce((sum, row, digit) => sum + (row[digit] ?? 0), 0)).toBe(Number(right));
  });

  test("draws digits with their predictions", () => {
    expect(outcome.output).toMatch(/[░▒▓█]{2}/);
    expect(outcome.output.match(/\d → \d {2}\d+ %/g)?.length).toBeGreaterThanOrEqual(5);
  });
});

describe("a bad data file is one line", () => {
  const folder = mkdtempSync(join(tmpdir(), "microml-digits-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const good = `${new Array(64).fill(0).join(",")},3`;
  const write = (name: string, contents: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof contents === "string" ? gzipSync(contents) : contents);
    return path;
  };

  test.each([
    ["missing", () => join(folder, "missing.csv.gz"), /cannot read .*missing\.csv\.gz: ENOENT/],
    [
      "not gzip",
      () => write("plain.gz", Buffer.from(good)),
      /cannot read .*plain\.gz: incorrect header check/,
    ],
    ["empty", () => write("empty.gz", ""), /empty\.gz holds no image/],
    ["short line", () => write("short.gz", `${good}\n1,2,3\n`), /line 2: 65 numbers expected, found 3/],
    [
      "a word",
      () => write("word.gz", good.replace("0,", "grey,")),
      /line 1: an integer from 0 to 16 expected, found "grey"/,
    ],
    [
      "no such digit",
      () => write("label.gz", good.replace(/3$/, "12")),
      /line 1: an integer from 0 to 9 expected, found "12"/,
    ],
    ["too few", () => write("few.gz", `${good}\n`), /few\.gz holds 1 images, at least 160 needed/],
  ] as const)("%s", (_name, make, message) => {
    const { code, output, errors } = runScript("start", make());
    expect(code).toBe(1);
    expect(output).toBe("");
    expect(errors).toMatch(message);
    expect(errors.trimEnd().split("\n")).toHaveLength(1);
  });
});
