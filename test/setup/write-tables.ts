/** How the tables in documents are written: the tests that fill them, one after the other; knows no test. */

import { defineConfig } from "vitest/config";
import everyTest from "../../vitest.config.ts";

export default defineConfig({
  ...everyTest,
  test: {
    ...everyTest.test,
    include: ["test/contract/contract.test.ts", "test/oracle/oracle.test.ts"],
    maxWorkers: 1,
    env: { WRITE_TABLES: "1" },
  },
});
