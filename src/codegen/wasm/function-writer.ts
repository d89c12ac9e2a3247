/** Writes one function's code: locals, instructions and a pool of vector constants; knows no kernel. */

import { ByteWriter } from "./bytes.ts";
import {
  instructions,
  type LongInstruction,
  type ShortInstruction,
  type VectorInstruction,
} from "./instructions.ts";

/** A local variable's number. */
export type Local = number;
export type LocalType = "i32" | "f64" | "v128";

export const typeCodes: Record<LocalType, number> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };
const emptyBlock = 0x40;
const [localGet] = instructions["local.get"];
const [localSet] = instructions["local.set"];
const [localTee] = instructions["local.tee"];

export class FunctionWriter {
  #code = new ByteWriter();
  readonly #prologue = new ByteWriter();
  readonly #types: LocalType[] = [];
  readonly #free: Record<LocalType, Local[]> = { i32: [], f64: [], v128: [] };
  /** Locals made since the scope began, to be used again after it. */
  readonly #scopes: Local[][] = [];
  readonly #constants = new Map<string, Local>();
  /** The same constants by number, as most are asked for; −0 under its own name. */
  readonly #splats = {
    f32: new Map<number | string, Local>(),
    f64: new Map<number | string, Local>(),
    i32: new Map<number | string, Local>(),
  };
  readonly #parameters: number;
  readonly #fuses: boolean;
  /** Where the last instruction starts if it is `local.set`, to join it with a `local.get` that follows. */
  #lastSet = -1;
  #lastLocal = -1;

  /** Where it `fuses`, formulas multiply and add in one instruction. */
  constructor(parameters: readonly LocalType[] = [], fuses = false) {
    this.#parameters = parameters.length;
    this.#fuses = fuses;
    this.#types.push(...parameters);
  }

  /** A local that is free until the present scope ends. */
  local(type: LocalType): Local {
    const local = this.#free[type].pop() ?? this.#types.push(type) - 1;
    this.#scopes.at(-1)?.push(local);
    return local;
  }

  /** Locals made from here to `endScope` are used again afterwards. */
  beginScope(): void {
    this.#scopes.push([]);
  }

  endScope(): void {
    for (const local of this.#scopes.pop()!) this.#free[this.#types[local]!].push(local);
  }

  /** Writes one instruction with what follows its opcode; memory instructions take `offset`, then a lane if any. */
  emit(name: ShortInstruction, first = 0, second = 0): void {
    if (name === "local.get") this.get(first);
    else if (name === "local.set") this.set(first);
    else {
      this.#lastSet = -1;
      writeInstruction(this.#code, name, first, second);
    }
  }

  /** Writes one instruction with sixteen bytes behind its opcode. */
  emitBytes(name: LongInstruction, bytes: ArrayLike<number>): void {
    this.#lastSet = -1;
    writeLong(this.#code, name, bytes);
  }

  /** `local.get`, written straight: more than half of all instructions read or write locals. */
  get(local: Local): void {
    if (local === this.#lastLocal && this.#lastSet >= 0) {
      this.#code.truncate(this.#lastSet);
      this.#code.indexed(localTee, local);
    } else {
      this.#code.indexed(localGet, local);
    }
    this.#lastSet = -1;
  }

  set(local: Local): void {
    this.#lastSet = this.#code.length;
    this.#lastLocal = local;
    this.#code.indexed(localSet, local);
  }

  /** What is on the stack, in a new local. */
  keep(type: LocalType): Local {
    const local = this.local(type);
    this.set(local);
    return local;
  }

  /** Applies a vector instruction to locals and keeps the result. */
  vector(name: VectorInstruction, first: Local, second?: Local, third?: Local): Local {
    this.get(first);
    if (second !== undefined) this.get(second);
    if (third !== undefined) this.get(third);
    this.emit(name);
    return this.keep("v128");
  }

  /** a·b + c, rounded once or twice. */
  multiplyAdd(kind: "f32x4" | "f64x2", a: Local, b: Local, c: Local): Local {
    if (this.#fuses) return this.vector(`${kind}.relaxed_madd`, a, b, c);
    return this.vector(`${kind}.add`, c, this.vector(`${kind}.mul`, a, b));
  }

  /** Shifts all lanes by a constant. */
  shift(
    name: "i32x4.shl" | "i32x4.shr_s" | "i32x4.shr_u" | "i64x2.shl" | "i64x2.shr_u",
    x: Local,
    by: number,
  ): Local {
    this.get(x);
    this.emit("i32.const", by);
    this.emit(name);
    return this.keep("v128");
  }

  /** Picks four-byte groups out of eight: 0–3 are `a`'s, 4–7 `b`'s. */
  shuffle(a: Local, b: Local, words: readonly [number, number, number, number]): Local {
    this.get(a);
    this.get(b);
    this.emitBytes(
      "i8x16.shuffle",
      words.flatMap((word) => [0, 1, 2, 3].map((byte) => word * 4 + byte)),
    );
    return this.keep("v128");
  }

  /** A vector constant, loaded once at the function's start. */
  constant(lanes: Float32Array | Float64Array | Int32Array): Local {
    const key = new Int32Array(lanes.buffer).join();
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const local = this.#types.push("v128") - 1;
    writeLong(this.#prologue, "v128.const", new Uint8Array(lanes.buffer));
    writeInstruction(this.#prologue, "local.set", local);
    this.#constants.set(key, local);
    return local;
  }

  f32(value: number): Local {
    return this.#splat("f32", value, () => new Float32Array(4).fill(value));
  }

  f64(value: number): Local {
    return this.#splat("f64", value, () => new Float64Array(2).fill(value));
  }

  i32(value: number): Local {
    return this.#splat("i32", value, () => new Int32Array(4).fill(value));
  }

  #splat(
    type: "f32" | "f64" | "i32",
    value: number,
    lanes: () => Float32Array | Float64Array | Int32Array,
  ): Local {
    const known = this.#splats[type];
    const key = Object.is(value, -0) ? "-0" : value;
    let local = known.get(key);
    if (local === undefined) {
      local = this.constant(lanes());
      known.set(key, local);
    }
    return local;
  }

  /** Writes `body` as the block behind a condition that is on the stack. */
  branch(body: () => void): void {
    this.emit("if", emptyBlock);
    body();
    this.emit("end");
  }

  /** Writes what is done where the condition on the stack holds, and what is done elsewhere; locals of both end there. */
  choose(where: () => void, elsewhere: () => void): void {
    this.emit("if", emptyBlock);
    this.beginScope();
    where();
    this.endScope();
    this.emit("else");
    this.beginScope();
    elsewhere();
    this.endScope();
    this.emit("end");
  }

  /** Writes a loop that repeats while `again` leaves a true value on the stack. */
  repeat(body: () => void, again: () => void): void {
    this.emit("loop", emptyBlock);
    body();
    again();
    this.emit("br_if", 0);
    this.emit("end");
  }

  /** local += by, wrapping. */
  increment(local: Local, by: number): void {
    this.get(local);
    this.emit("i32.const", by);
    this.emit("i32.add");
    this.set(local);
  }

  /** The finished function: its locals, then its code. */
  finish(): ByteWriter {
    const result = new ByteWriter();
    const runs: { type: LocalType; count: number }[] = [];
    for (const type of this.#types.slice(this.#parameters)) {
      const run = runs.at(-1);
      if (run?.type === type) run.count++;
      else runs.push({ type, count: 1 });
    }
    result.unsigned(runs.length);
    for (const { type, count } of runs) {
      result.unsigned(count);
      result.byte(typeCodes[type]);
    }
    result.bytes(this.#prologue.view());
    result.bytes(this.#code.view());
    result.byte(instructions.end[0]);
    return result;
  }
}

function writeOpcode(code: ByteWriter, opcode: number): void {
  if (opcode > 0xffff) {
    code.byte(opcode >>> 16);
    code.unsigned(opcode & 0xffff);
  } else {
    code.byte(opcode);
  }
}

function writeLong(code: ByteWriter, name: LongInstruction, bytes: ArrayLike<number>): void {
  writeOpcode(code, instructions[name][0]);
  code.bytes(bytes);
}

/** An opcode and what stands behind it, up to two numbers. */
function writeInstruction(code: ByteWriter, name: ShortInstruction, first = 0, second = 0): void {
  const [opcode, immediates] = instructions[name];
  writeOpcode(code, opcode);
  switch (immediates) {
    case "none":
      return;
    case "index":
      code.unsigned(first);
      return;
    case "memory":
    case "memoryLane":
      code.byte(0); // no alignment is promised
      code.unsigned(first);
      if (immediates === "memoryLane") code.byte(second);
      return;
    case "i32":
      code.signed(first);
      return;
    case "lane":
    case "block":
      code.byte(first);
  }
}
