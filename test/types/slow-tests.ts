/** How the slow tests of types run: those that start many compilers or language servers; knows no test. */

import { defineConfig } from "vitest/config";
import everyTest from "../../vitest.config.ts";

export default defineConfig({
  ...everyTest,
  test: { ...everyTest.test, include: ["test/types/**/*-slow.ts"] },
});
