/** Puts functions together to a WebAssembly module: types, imports, functions, one export; knows no kernel. */

import { ByteWriter } from "./bytes.ts";
import { type LocalType, typeCodes } from "./function-writer.ts";

/** A function's parameters and results. */
export interface Signature {
  readonly parameters: readonly LocalType[];
  readonly results: readonly LocalType[];
}

/** What a module asks for under `host`, in the order of its function numbers. */
export interface ImportedFunction extends Signature {
  readonly name: string;
}

/** A function of the module: finished code and the name people see. */
export interface DefinedFunction extends Signature {
  readonly name: string;
  readonly code: ByteWriter;
  /** Whether it is exported under its name. */
  readonly isExported?: boolean;
}

/** The numbers of the globals a module imports; `shared` is there only where memory is shared. */
export const importedGlobals = { scratch: 0, shared: 1 } as const;

/** What a memory's limits say of it: shared ones name their largest size, here all that addresses reach. */
const limits = { growing: [0, 0], shared: [3, 0, 0x80, 0x80, 0x04] } as const;

const sections = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;
const kinds = { function: 0, memory: 2, global: 3 } as const;

/**
 * The module that imports `host.memory`, the globals and functions, and exports its last function as `run`. Where memory is
 * shared among threads, the import says so.
 */
export function assembleModule(
  imports: readonly ImportedFunction[],
  functions: readonly DefinedFunction[],
  isShared = false,
): Uint8Array<ArrayBuffer> {
  const module = new ByteWriter();
  module.bytes([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const types = new Map<string, { readonly number: number; readonly signature: Signature }>();
  const typeOf = (signature: Signature): number => {
    const key = `${signature.parameters.join()}>${signature.results.join()}`;
    const type = types.get(key) ?? { number: types.size, signature };
    types.set(key, type);
    return type.number;
  };
  const importTypes = imports.map(typeOf);
  const functionTypes = functions.map(typeOf);
  const section = (id: number, count: number, write: (content: ByteWriter) => void): void => {
    const content = new ByteWriter();
    content.unsigned(count);
    write(content);
    module.byte(id);
    module.block(content);
  };
  section(sections.type, types.size, (content) => {
    for (const { signature } of types.values()) writeType(content, signature);
  });
  const globals = isShared ? ["scratch", "shared"] : ["scratch"];
  section(sections.import, 1 + globals.length + imports.length, (content) => {
    writeImport(content, "memory", kinds.memory, ...(isShared ? limits.shared : limits.growing));
    for (const name of globals) writeImport(content, name, kinds.global, typeCodes.i32, 0);
    imports.forEach(({ name }, index) => {
      writeImport(content, name, kinds.function);
      content.unsigned(importTypes[index]!);
    });
  });
  section(sections.function, functions.length, (content) => {
    for (const type of functionTypes) content.unsigned(type);
  });
  const named = functions.flatMap(({ name, isExported }, index) =>
    isExported === true ? [{ name, number: imports.length + index }] : [],
  );
  const exported = [...named, { name: "run", number: imports.length + functions.length - 1 }];
  section(sections.export, exported.length, (content) => {
    for (const { name, number } of exported) {
      content.name(name);
      content.byte(kinds.function);
      content.unsigned(number);
    }
  });
  section(sections.code, functions.length, (content) => {
    for (const { code } of functions) content.block(code);
  });
  return module.view().slice();
}

function writeType(content: ByteWriter, { parameters, results }: Signature): void {
  content.byte(0x60);
  for (const names of [parameters, results]) {
    content.unsigned(names.length);
    for (const name of names) content.byte(typeCodes[name]);
  }
}

/** One import of the host's, with the bytes that say what it is. */
function writeImport(content: ByteWriter, name: string, ...description: number[]): void {
  content.name("host");
  content.name(name);
  content.bytes(description);
}
