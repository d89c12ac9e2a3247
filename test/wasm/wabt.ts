/** The WebAssembly Binary Toolkit reading modules: a second opinion on what the emitter writes; knows no kernel. */

import { createRequire } from "node:module";
import { disassemble } from "../../src/codegen/wasm/disassemble.ts";

interface WabtModule {
  validate(features: Features): void;
  toText(options: { readonly foldExprs: boolean; readonly inlineExport: boolean }): string;
  destroy(): void;
}

type Features = Readonly<Record<"simd" | "relaxed_simd" | "threads" | "bulk_memory", boolean>>;

interface Wabt {
  readWasm(
    bytes: Uint8Array,
    options: Features & { readonly check: boolean; readonly readDebugNames: boolean },
  ): WabtModule;
}

// Without its types, so that the project type-checks where this development tool is not installed.
const require = createRequire(import.meta.url);
const startWabt = require("wabt") as () => Promise<Wabt>;
const wabt = await startWabt();

/** A constant's lanes as 32-bit numbers, and other numbers without what is only for people. */
function normalize(line: string): string {
  const words = line
    .replace(/\(;.*?;\)/g, "")
    .replace(/;;.*/, "")
    .replace(/\((?:type|param|result)[^)]*\)/g, "")
    // The bracket that closes a function stands behind its last instruction.
    .replace(/\)+\s*$/, "")
    .trim()
    .split(/\s+/);
  const [name, ...rest] = words;
  if (name === "v128.const") {
    const lanes = new Uint32Array(rest.slice(1).map((word) => Number(word) >>> 0));
    return ["v128.const", ...lanes].join(" ");
  }
  if (name === "call") return "call";
  return [name, ...rest.filter((word) => !word.startsWith("align="))].join(" ");
}

/** The instructions of each function as wabt reads them; throws where the module is not valid. */
export function readByWabt(bytes: Uint8Array, isValid = true): string[][] {
  const features = { simd: true, relaxed_simd: true, threads: true, bulk_memory: true };
  const module = wabt.readWasm(bytes, { check: isValid, readDebugNames: false, ...features });
  try {
    if (isValid) module.validate(features);
    const functions: string[][] = [];
    for (const line of module.toText({ foldExprs: false, inlineExport: false }).split("\n")) {
      if (/^ {2}\(func /.test(line)) functions.push([]);
      else if (/^ {4}/.test(line) && !/^ *\(local/.test(line)) functions.at(-1)!.push(normalize(line));
    }
    return functions;
  } finally {
    module.destroy();
  }
}

/** The code of each function of a module: the bodies of its code section. */
function listBodies(bytes: Uint8Array): Uint8Array[] {
  let position = 8;
  const readSize = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[position++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  while (position < bytes.length) {
    const section = bytes[position++];
    const end = readSize() + position;
    if (section !== 10) {
      position = end;
      continue;
    }
    return Array.from({ length: readSize() }, () => {
      const size = readSize();
      position += size;
      return bytes.subarray(position - size, position);
    });
  }
  return [];
}

/** An `else` with nothing behind it is none. */
const dropEmptyElse = (lines: readonly string[]): string[] =>
  lines.filter((line, at) => line !== "else" || lines[at + 1] !== "end");

/** The instructions of each function as our own disassembly has them. */
export function readByOurselves(bytes: Uint8Array): string[][] {
  return listBodies(bytes).map((body) =>
    dropEmptyElse(
      disassemble(body, () => "")
        .filter((line) => !line.startsWith("(local"))
        .map(normalize),
    ),
  );
}
