/** Random kernel programs mean the same on every backend as when evaluated directly, with the memory growing in between. */

import * as fc from "fast-check";
import { describe, it } from "vitest";
import { randomPrograms } from "./random-program.ts";
import { expectAgreement, isSteady, sites } from "./sites.ts";

const seed = Number(process.env.MICROML_SEED ?? 20_240_601);
const numRuns = Number(process.env.MICROML_RUNS ?? 300);

for (const dtype of ["f64", "f32"] as const) {
  describe(`random ${dtype} programs`, () => {
    it.each(sites)("agree on $name", (site) => {
      let count = 0;
      const property = fc.property(randomPrograms(dtype), ({ program, values }) => {
        fc.pre(isSteady(site, program, values));
        if (count++ % 50 === 0) site.heap?.grow(1);
        expectAgreement(site, program, values);
      });
      fc.assert(property, { seed, numRuns, endOnFailure: true });
    });
  });
}
