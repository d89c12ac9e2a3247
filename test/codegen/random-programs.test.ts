/** Random kernel programs mean the same on both backends as when evaluated directly. */

import * as fc from "fast-check";
import { describe, it } from "vitest";
import { loopedBackend, unrolledBackend } from "../../src/codegen/javascript/index.ts";
import { expectAgreement } from "./agreement.ts";
import { randomPrograms } from "./random-program.ts";

const seed = Number(process.env.MICROML_SEED ?? 20_240_601);
const numRuns = Number(process.env.MICROML_RUNS ?? 300);

for (const dtype of ["f64", "f32"] as const) {
  describe(`random ${dtype} programs`, () => {
    it.each([loopedBackend, unrolledBackend])("agree on $name", (backend) => {
      const property = fc.property(randomPrograms(dtype), ({ program, values }) =>
        expectAgreement(backend, program, values),
      );
      fc.assert(property, { seed, numRuns, endOnFailure: true });
    });
  });
}
