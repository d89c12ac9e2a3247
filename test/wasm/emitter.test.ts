/** Bytes, functions and their readable form: numbers at the edges of their encodings, every instruction by its own name. */

import { describe, expect, it } from "vitest";
import { ByteWriter } from "../../src/codegen/wasm/bytes.ts";
import { disassemble } from "../../src/codegen/wasm/disassemble.ts";
import { findEngine } from "../../src/codegen/wasm/engine.ts";
import { FunctionWriter } from "../../src/codegen/wasm/function-writer.ts";
import { instructions, type ShortInstruction } from "../../src/codegen/wasm/instructions.ts";
import { assembleModule, importedGlobals } from "../../src/codegen/wasm/module-writer.ts";

const engine = findEngine()!;
const none = () => "none";

describe("bytes", () => {
  it.each([
    [0, [0]],
    [127, [0x7f]],
    [128, [0x80, 1]],
    [624_485, [0xe5, 0x8e, 0x26]],
    [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])("writes %d without sign", (value, bytes) => {
    const writer = new ByteWriter();
    writer.unsigned(value);
    expect([...writer.view()]).toEqual(bytes);
  });

  it.each([
    [0, [0]],
    [63, [0x3f]],
    [64, [0xc0, 0]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-123_456, [0xc0, 0xbb, 0x78]],
    [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
    [2 ** 31 - 1, [0xff, 0xff, 0xff, 0xff, 0x07]],
  ])("writes %d with sign", (value, bytes) => {
    const writer = new ByteWriter();
    writer.signed(value);
    expect([...writer.view()]).toEqual(bytes);
  });

  it("grows as far as needed", () => {
    const writer = new ByteWriter();
    const all = Array.from({ length: 100_000 }, (_, index) => index % 251);
    for (const byte of all) writer.byte(byte);
    writer.bytes(all);
    expect([...writer.view()]).toEqual([...all, ...all]);
  });
});

describe("functions", () => {
  it("are read back as they were written", () => {
    const f = new FunctionWriter();
    f.repeat(
      () => {
        f.emit("i32.const", -123_456);
        f.emit("v128.load", 70_000);
        f.emitBytes(
          "i8x16.shuffle",
          Array.from({ length: 16 }, (_, lane) => 31 - lane),
        );
      },
      () => f.emit("i32.const", 2 ** 31 - 1),
    );
    const lines = disassemble(f.finish().view(), none);
    expect(lines).toEqual([
      "loop",
      "  i32.const -123456",
      "  v128.load offset=70000",
      "  i8x16.shuffle 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16",
      "  i32.const 2147483647",
      "  br_if 0",
      "end",
    ]);
  });

  it("are read back as no lines where there are none", () => {
    expect(disassemble(new FunctionWriter().finish().view(), none)).toEqual([]);
  });

  it("join a set and a get of one local, and load constants once", () => {
    const f = new FunctionWriter();
    const sum = f.vector("f32x4.add", f.f32(1.5), f.f32(1.5));
    f.vector("f32x4.neg", sum);
    const text = disassemble(f.finish().view(), none).join("\n");
    expect(text.match(/v128\.const/g)).toHaveLength(1);
    expect(text).toContain("f32x4.add\nlocal.tee");
  });

  it("use locals again once their scope has ended", () => {
    const f = new FunctionWriter();
    const numbers = Array.from({ length: 50 }, () => {
      f.beginScope();
      const local = f.vector("f32x4.add", f.f32(1), f.f32(2));
      f.endScope();
      return local;
    });
    expect(new Set(numbers).size).toBe(1);
  });
});

describe("modules", () => {
  it("hold every vector instruction under its own opcode", () => {
    const opcodes = Object.values(instructions).map(([opcode]) => opcode);
    expect(new Set(opcodes).size).toBe(opcodes.length);
  });

  const unary = (Object.keys(instructions) as ShortInstruction[]).filter((name) =>
    /^[fi]\d+x\d\.(abs|neg|sqrt|ceil|floor|trunc|nearest)$/.test(name),
  );
  it.each(unary)("%s is valid on one vector", (name) => {
    const f = new FunctionWriter();
    f.get(f.i32(1));
    f.emit(name);
    f.emit("drop");
    const code = f.finish();
    const module = assembleModule([], [{ name: "probe", parameters: [], results: [], code }]);
    expect(engine.validate(module)).toBe(true);
  });

  it("say so where memory is shared, and export what is called in parts", () => {
    const f = new FunctionWriter(["i32", "i32"]);
    f.emit("global.get", importedGlobals.shared);
    f.get(0);
    f.emit("i32.add");
    f.emit("drop");
    const part = { name: "part", parameters: ["i32", "i32"], results: [], isExported: true } as const;
    const run = { name: "run", parameters: [], results: [] } as const;
    const functions = [
      { ...part, code: f.finish() },
      { ...run, code: new FunctionWriter().finish() },
    ];
    const module = new engine.Module(assembleModule([], functions, true));
    const globalOf = (value: number) => new engine.Global({ value: "i32", mutable: false }, value);
    const globals = { scratch: globalOf(1), shared: globalOf(2) };
    const limits = { initial: 1, maximum: 65_536 };
    const memory = new engine.Memory({ ...limits, shared: true });
    const { exports } = new engine.Instance(module, { host: { memory, ...globals } });
    expect(Object.keys(exports)).toEqual(["part", "run"]);
    const own = new engine.Memory(limits);
    expect(() => new engine.Instance(module, { host: { memory: own, ...globals } })).toThrow(/shared/);
  });

  it("are refused where they are wrong", () => {
    const f = new FunctionWriter();
    f.emit("f32x4.add");
    const module = assembleModule([], [{ name: "wrong", parameters: [], results: [], code: f.finish() }]);
    expect(engine.validate(module)).toBe(false);
  });
});
