/** Whole programs as a user writes them, as something to measure; knows no compiler. */

import { readFileSync } from "node:fs";

/** The programs by name, each the file beside this one that holds it. */
export const programFiles = {
  "multilayer perceptron": "mlp",
  "convolutional network": "cnn",
  "image model": "image-model",
  "transformer encoder": "transformer",
} as const;

/** The name of a program. */
export type ProgramName = keyof typeof programFiles;

export const programNames = Object.keys(programFiles) as ProgramName[];

/** The text of a program. */
export const readProgram = (name: ProgramName): string =>
  readFileSync(new URL(`programs/${programFiles[name]}.ts`, import.meta.url), "utf8");
