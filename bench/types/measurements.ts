/** Everything that is measured of the type rules, as rows; knows neither ceilings nor tables. */

import { roundLength, writeChain } from "./chain.ts";
import { type CompilerName, type Cost, measureDifference } from "./compile.ts";
import { linesEach, writeOperation } from "./operations.ts";
import { type ProgramName, writeProgram } from "./programs.ts";

/** The instantiations of one use of an operation on sizes never seen before. */
export const measureOperation = (compiler: CompilerName, name: string): number =>
  measureDifference(compiler, ...writeOperation(name)).instantiations / linesEach;

/** What a program takes beyond the library it imports. */
export const measureProgram = (compiler: CompilerName, name: ProgramName, runs = 1): Cost =>
  measureDifference(compiler, ...writeProgram(name), runs);

/** The operations of the long chain, and of the one it is compared with. */
export const chainLengths = [500, 1000] as const;

/** What a whole chain of so many operations takes beyond its operands. */
export const measureChain = (compiler: CompilerName, length: number, runs = 1): Cost =>
  measureDifference(compiler, ...writeChain(length / roundLength), runs);
