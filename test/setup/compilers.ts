/**
 * The compilers that long checks ask: TypeScript 7 every time, TypeScript 6, which takes several times as long, among the slow
 * tests of types; knows no check.
 */

import type { CompilerName } from "../../bench/types/compile.ts";

export const compilersOfThisRun: readonly CompilerName[] =
  process.env.MICROML_TYPESCRIPT === "6" ? ["TypeScript 6"] : ["TypeScript 7"];
