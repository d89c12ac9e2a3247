/** Function code as readable text in the WebAssembly text format's words, for people; knows no kernel. */

import { typeCodes } from "./function-writer.ts";
import { type Immediates, type Instruction, instructions } from "./instructions.ts";

const typeNames = new Map(Object.entries(typeCodes).map(([name, code]) => [code, name]));

/** Reads code from the front. */
class Reader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#position >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#position++]!;
  }

  bytes(count: number): Uint8Array {
    this.#position += count;
    return this.#bytes.slice(this.#position - count, this.#position);
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  signed(): number {
    let value = 0;
    for (let shift = 0; ; ) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      shift += 7;
      if (byte >= 128) continue;
      return shift < 32 && (byte & 64) !== 0 ? value | (-1 << shift) : value;
    }
  }
}

function readImmediates(reader: Reader, kind: Immediates): string {
  switch (kind) {
    case "none":
      return "";
    case "index":
      return ` ${reader.unsigned()}`;
    case "memory":
    case "memoryLane": {
      reader.byte();
      const offset = reader.unsigned();
      const lane = kind === "memoryLane" ? ` ${reader.byte()}` : "";
      return `${offset === 0 ? "" : ` offset=${offset}`}${lane}`;
    }
    case "lane":
      return ` ${reader.byte()}`;
    case "shuffle":
      return ` ${[...reader.bytes(16)].join(" ")}`;
    case "i32":
      return ` ${reader.signed()}`;
    case "v128":
      return ` i32x4 ${[...new Int32Array(reader.bytes(16).buffer)].join(" ")}`;
    case "block":
      reader.byte();
      return "";
  }
}

/** One line per instruction, indented by blocks; `nameOf` names the functions that are called. */
export function disassemble(code: Uint8Array, nameOf: (index: number) => string): string[] {
  const byOpcode = new Map(
    (Object.keys(instructions) as Instruction[]).map((name) => [instructions[name][0] as number, name]),
  );
  const reader = new Reader(code);
  const lines: string[] = [];
  for (let runs = reader.unsigned(); runs > 0; runs--) {
    const count = reader.unsigned();
    lines.push(`(local ${count} × ${typeNames.get(reader.byte())})`);
  }
  let depth = 0;
  while (!reader.done) {
    const first = reader.byte();
    const opcode = first >= 0xfc ? (first << 16) | reader.unsigned() : first;
    const name = byOpcode.get(opcode)!;
    if (name === "call") {
      lines.push(`${"  ".repeat(depth)}call $${nameOf(reader.unsigned())}`);
      continue;
    }
    if (name === "end") depth--;
    if (depth < 0) break;
    lines.push(
      "  ".repeat(name === "else" ? depth - 1 : depth) + name + readImmediates(reader, instructions[name][1]),
    );
    if (name === "loop" || name === "if") depth++;
  }
  return lines;
}
