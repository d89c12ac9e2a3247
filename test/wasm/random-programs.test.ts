/** Random kernel programs mean the same in WebAssembly as when evaluated directly, with the memory growing in between. */

import * as fc from "fast-check";
import { describe, it } from "vitest";
import { randomPrograms } from "../codegen/random-program.ts";
import { expectWasmAgreement, makePoisonedBackend } from "./agreement.ts";

const seed = Number(process.env.MICROML_SEED ?? 20_240_601);
const numRuns = Number(process.env.MICROML_RUNS ?? 300);

describe.each(["f64", "f32"] as const)("random %s programs", (dtype) => {
  it("agree on WebAssembly", () => {
    const site = makePoisonedBackend();
    let count = 0;
    const property = fc.property(randomPrograms(dtype), ({ program, values }) => {
      if (count++ % 50 === 0) site.heap.memory.grow(1);
      expectWasmAgreement(site, program, values);
    });
    fc.assert(property, { seed, numRuns, endOnFailure: true });
  });
});
