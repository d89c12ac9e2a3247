/** How the slow tests of types run: those that start many compilers or language servers, and long checks on TypeScript 6; knows no test. */

import { defineConfig } from "vitest/config";
import everyTest from "../../vitest.config.ts";

export default defineConfig({
  ...everyTest,
  test: {
    ...everyTest.test,
    include: [
      "test/types/**/*-slow.ts",
      "test/agreement/agreement.test.ts",
      "test/agreement/calls.test.ts",
      "test/types/messages.test.ts",
      "test/package/docs-compile.test.ts",
      "test/package/published.test.ts",
    ],
    env: { MICROML_TYPESCRIPT: "6" },
  },
});
