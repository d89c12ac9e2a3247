/** One TypeScript program out of many calls: what each returned or threw, claimed of its type; knows no rule. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ShapeError, ValueError } from "../../src/base/errors.ts";
import { compile, type Diagnostic, projectRoot } from "../package/compilers.ts";

/** A claim that a type is equal to what its twin returned or threw. */
export interface Claim {
  /** The type, as source text. */
  readonly type: string;
  /** The shape, bindings or message it should be, as source text. */
  readonly expected: string;
}

/** A value as the source text of its literal type. */
export function writeType(value: unknown): string {
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

const header = (types: string) => [
  `import type * as rules from ${JSON.stringify(types)};`,
  "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;",
  "declare function claim<T extends true>(): T;",
];

/** The claims that a compiler does not confirm, by their place in the list. */
export function refute(compiler: string, claims: readonly Claim[]): Map<number, Diagnostic> {
  const cache = join(projectRoot, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "microml-agreement-"));
  try {
    const lines = header(
      relative(folder, join(projectRoot, "types", "index.ts"))
        .split(sep)
        .join("/"),
    );
    const text = [
      ...lines,
      ...claims.map(({ type, expected }) => `claim<Same<${type}, ${expected}>>();`),
      "",
    ];
    writeFileSync(join(folder, "program.ts"), text.join("\n"));
    const compilerOptions = {
      target: "ES2023",
      module: "NodeNext",
      strict: true,
      noEmit: true,
      types: [],
      allowImportingTsExtensions: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
    const diagnostics = compile(compiler, folder);
    const elsewhere = diagnostics.find(({ file, line }) => file !== "program.ts" || line <= lines.length);
    if (elsewhere !== undefined) throw new Error(`${elsewhere.file}:${elsewhere.line}: ${elsewhere.message}`);
    return new Map(diagnostics.map((diagnostic) => [diagnostic.line - lines.length - 1, diagnostic]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
