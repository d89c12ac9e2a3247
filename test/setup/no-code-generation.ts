/** How the tests of values run once more where code from text is forbidden: WebAssembly and the interpreter serve; knows no test. */

import { defineConfig } from "vitest/config";
import everyTest from "../../vitest.config.ts";

/** The folders whose tests ask for no executor that is not to be had. */
export const folders = ["contract", "errors", "graph", "ops", "oracle", "random-programs", "tensor"];

export default defineConfig({
  ...everyTest,
  test: {
    ...everyTest.test,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    // Runs the documents' code from text.
    exclude: ["test/tensor/documented-examples.test.ts"],
    // Fewer of each than where more executors are compared.
    env: { CONTRACT_RUNS: "2", PROGRAM_RUNS: "6" },
    execArgv: ["--disallow-code-generation-from-strings"],
  },
});
