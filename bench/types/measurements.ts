/** Everything that is measured of the type rules, as rows; knows neither ceilings nor tables. */

import { roundLength, writeChain } from "./chain.ts";
import { type CompilerName, checkText } from "./compile.ts";
import { everyOperationOnce, linesEach, writeOperation } from "./operations.ts";
import { type ProgramName, readProgram } from "./programs.ts";

const counts = new Map<string, number>();

/** How many instantiations a program takes behind one that has used the library; throws when there is an error in it. */
export function countInstantiations(compiler: CompilerName, text: string): number {
  const key = `${compiler}\n${text}`;
  const known = counts.get(key);
  if (known !== undefined) return known;
  const { diagnostics, instantiations } = checkText(compiler, `import "./library.ts";\n${text}`, {
    "library.ts": everyOperationOnce,
  });
  const [fault] = diagnostics;
  if (fault !== undefined) throw new Error(`${compiler}: ${fault.file}:${fault.line}: ${fault.message}`);
  counts.set(key, instantiations);
  return instantiations;
}

/** How many instantiations the second program takes more than the first. */
const countBeyond = (compiler: CompilerName, [without, text]: readonly [string, string]): number =>
  countInstantiations(compiler, text) - countInstantiations(compiler, without);

/** The instantiations of one use of an operation on sizes never seen before. */
export const countOperation = (compiler: CompilerName, name: string): number =>
  countBeyond(compiler, writeOperation(name)) / linesEach;

/** The instantiations of a program. */
export const countProgram = (compiler: CompilerName, name: ProgramName): number =>
  countBeyond(compiler, ["", readProgram(name)]);

/** The operations of the long chain, and of the one it is compared with. */
export const chainLengths = [500, 1000] as const;

/** A chain of so many operations: its operands alone, and the whole. */
export const writeChainOf = (length: number): readonly [made: string, used: string] =>
  writeChain(length / roundLength);

/** The instantiations of a whole chain of so many operations beyond those of its operands. */
export const countChain = (compiler: CompilerName, length: number): number =>
  countBeyond(compiler, writeChainOf(length));
