/** Whole programs as a user writes them, as something to measure; knows no compiler. */

import { rootFromProgram } from "./compile.ts";

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

const packages = ["microml", "microml/loss", "microml/nn", "microml/optim"];

// One use of a method and of each package, so that a program is not charged for reading the library.
const library = [
  ...packages.map((name, at) => `import * as package${at} from "${name}";`),
  `void [${packages.map((_, at) => `package${at}`).join(", ")}];`,
  "package0.zeros([2, 3]).relu();",
  "",
].join("\n");

/** A program: the library alone, and with the program. */
export function writeProgram(name: ProgramName): readonly [made: string, used: string] {
  const file = `${rootFromProgram}/bench/types/programs/${programFiles[name]}.ts`;
  return [library, `import "${file}";\n${library}`];
}
