/** One TypeScript program out of many calls: what each returned or threw, claimed of its type; knows no rule. */

import { sep } from "node:path";
import { builtPackage } from "../../bench/types/built-package.ts";
import type { CompilerName } from "../../bench/types/compile.ts";
import { ShapeError, ValueError } from "../../src/base/errors.ts";
import { checkProgram } from "../types/check-program.ts";

/** A claim that a type is equal to what its twin returned or threw. */
export interface Claim {
  /** The type, as source text. */
  readonly type: string;
  /** The shape, bindings or message it should be, as source text. */
  readonly expected: string;
}

/** A value as the source text of its literal type; the name of an unknown size is the type of one. */
export function writeType(value: unknown): string {
  if (value === "number") return value;
  if (Array.isArray(value)) return `[${value.map(writeType).join(", ")}]`;
  if (value instanceof Map) return writeType(Object.fromEntries(value));
  if (typeof value === "object" && value !== null) {
    // Quoted keys, so that "__proto__" is a property like any other.
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `${JSON.stringify(key)}: ${writeType(entry)};`)
      .join(" ")} }`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** The claim of one call. Errors other than those a user can cause are faults of the rule and are thrown on. */
export function claim(type: string, run: (...args: never) => unknown, args: readonly unknown[]): Claim {
  return {
    type: `rules.${type}<${args.map(writeType).join(", ")}>`,
    expected: writeType(outcome(run, args)),
  };
}

function outcome(run: (...args: never) => unknown, args: readonly unknown[]): unknown {
  try {
    return (run as (...args: readonly unknown[]) => unknown)(...args);
  } catch (error) {
    if (error instanceof ShapeError || error instanceof ValueError) return error.message;
    throw error;
  }
}

const opening: readonly string[] = [
  `import type * as rules from "${builtPackage().split(sep).join("/")}/dist/types/index.js";`,
  "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;",
  "declare function claim<T extends true>(): T;",
];

/** The claims that a compiler does not confirm, by their place in the list. */
export function refute(compiler: CompilerName, claims: readonly Claim[]): Map<number, string[]> {
  return checkProgram(
    compiler,
    opening,
    claims.map(({ type, expected }) => `claim<Same<${type}, ${expected}>>();`),
  );
}
