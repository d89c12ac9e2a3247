/** How the tests run: two workers, the package imported by its own name from source; knows no test. */

import { defineConfig } from "vitest/config";

const conditions = ["microml-source", "module", "node", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup/every-file.ts"],
    pool: "forks",
    // files of one worker share the package and what the engine has compiled of it
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
    allowOnly: false,
  },
});
