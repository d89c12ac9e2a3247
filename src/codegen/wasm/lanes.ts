/** Vectors of each element type: loading, storing, converting; knows no loop and no expression. */

import type { DType } from "../../base/dtype.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import type { ShortInstruction } from "./instructions.ts";

/**
 * How many neighbours one value of generated code holds. Every value is a vector: f32x4, i32x4, f64x2, and for truth
 * values an i32x4 of 0 and −1. With one lane, or for what does not change along the lanes, all lanes are equal.
 */
export type Lanes = 1 | 2 | 4;

const splats: Record<DType, ShortInstruction> = {
  f32: "v128.load32_splat",
  i32: "v128.load32_splat",
  f64: "v128.load64_splat",
  bool: "v128.load8_splat",
};

/** The vector's mask where its bytes are not zero. */
function maskBytes(f: FunctionWriter, bytes: Local): Local {
  return f.vector("i8x16.ne", bytes, f.i32(0));
}

/** Loads one element into all lanes from the address on the stack. */
export function loadSplat(f: FunctionWriter, dtype: DType, offset: number): Local {
  f.emit(splats[dtype], offset);
  const value = f.keep("v128");
  return dtype === "bool" ? maskBytes(f, value) : value;
}

/** Loads neighbours from the address on the stack. */
export function loadNeighbours(f: FunctionWriter, dtype: DType, lanes: Lanes, offset: number): Local {
  if (dtype === "bool") {
    f.emit(lanes === 4 ? "v128.load32_zero" : "v128.load16_splat", offset);
    f.emit("i16x8.extend_low_i8x16_u");
    f.emit("i32x4.extend_low_i16x8_u");
    const zero = f.i32(0);
    f.get(zero);
    f.emit("i32x4.ne");
    return f.keep("v128");
  }
  f.emit(lanes === 2 && dtype !== "f64" ? "v128.load64_zero" : "v128.load", offset);
  return f.keep("v128");
}

/** Loads each lane from where `push` leaves its address; `push` returns what the instruction adds. */
export function loadEach(
  f: FunctionWriter,
  dtype: DType,
  lanes: Lanes,
  push: (lane: number) => number,
): Local {
  if (dtype === "bool") {
    const bytes = f.local("v128");
    f.get(f.i32(0));
    f.set(bytes);
    for (let lane = 0; lane < lanes; lane++) {
      const offset = push(lane);
      f.get(bytes);
      f.emit("v128.load8_lane", offset, 4 * lane);
      f.set(bytes);
    }
    return f.vector("i32x4.ne", bytes, f.i32(0));
  }
  let value = loadSplat(f, dtype, push(0));
  for (let lane = 1; lane < lanes; lane++) {
    const offset = push(lane);
    f.get(value);
    f.emit(dtype === "f64" ? "v128.load64_lane" : "v128.load32_lane", offset, lane);
    value = f.keep("v128");
  }
  return value;
}

/**
 * Four lanes of four bytes every second element apart, or in backward order, from two loads or one; `null` for other steps.
 * Nothing beyond the first and last lane is read; `push` leaves the address of the first lane moved by some bytes.
 */
export function loadNear(
  f: FunctionWriter,
  dtype: DType,
  lanes: Lanes,
  stride: number,
  push: (bytes: number) => number,
): Local | null {
  if (lanes !== 4 || (dtype !== "f32" && dtype !== "i32")) return null;
  const load = (bytes: number): Local => {
    f.emit("v128.load", push(bytes));
    return f.keep("v128");
  };
  if (stride === 8) return f.shuffle(load(0), load(12), [0, 2, 5, 7]);
  if (stride !== -4) return null;
  const vector = load(-12);
  return f.shuffle(vector, vector, [3, 2, 1, 0]);
}

/** Truth values as bytes 0 and 1, packed to the vector's front. */
function packBytes(f: FunctionWriter, mask: Local): Local {
  const words = f.vector("v128.and", mask, f.i32(1));
  const halves = f.vector("i16x8.narrow_i32x4_u", words, words);
  return f.vector("i8x16.narrow_i16x8_u", halves, halves);
}

/** Stores neighbours; `push` leaves the address on the stack and returns what the instruction adds. */
export function storeNeighbours(
  f: FunctionWriter,
  dtype: DType,
  lanes: Lanes,
  value: Local,
  push: () => number,
): void {
  const packed = dtype === "bool" ? packBytes(f, value) : value;
  const offset = push();
  f.get(packed);
  const bytes = lanes * (dtype === "bool" ? 1 : dtype === "f64" ? 8 : 4);
  if (bytes === 16) f.emit("v128.store", offset);
  else if (bytes === 8) f.emit("v128.store64_lane", offset, 0);
  else if (bytes === 4) f.emit("v128.store32_lane", offset, 0);
  else if (bytes === 2) f.emit("v128.store16_lane", offset, 0);
  else f.emit("v128.store8_lane", offset, 0);
}

/** Stores each lane where `push` says. */
export function storeEach(
  f: FunctionWriter,
  dtype: DType,
  lanes: Lanes,
  value: Local,
  push: (lane: number) => number,
): void {
  const packed = dtype === "bool" ? packBytes(f, value) : value;
  const name =
    dtype === "bool" ? "v128.store8_lane" : dtype === "f64" ? "v128.store64_lane" : "v128.store32_lane";
  for (let lane = 0; lane < lanes; lane++) {
    const offset = push(lane);
    f.get(packed);
    f.emit(name, offset, lane);
  }
}

/** A constant of an element type in all lanes. */
export function constantOf(f: FunctionWriter, dtype: DType, value: number): Local {
  switch (dtype) {
    case "f32":
      return f.f32(value);
    case "f64":
      return f.f64(value);
    case "i32":
      return f.i32(value);
    case "bool":
      return f.i32(value === 0 ? 0 : -1);
  }
}

/** A number on the stack (i32) in all lanes of an element type. */
export function splatIndex(f: FunctionWriter, dtype: DType): Local {
  f.emit("i32x4.splat");
  return convert(f, f.keep("v128"), "i32", dtype);
}

/** Truth values spread to masks of 64 bits. */
export function widenMask(f: FunctionWriter, mask: Local): Local {
  return f.vector("i64x2.extend_low_i32x4_s", mask);
}

/** Masks of 64 bits as truth values. */
export function narrowMask(f: FunctionWriter, mask: Local): Local {
  return f.shuffle(mask, mask, [0, 2, 0, 2]);
}

/** Floats cut toward zero and wrapped to 32 bits: what is left of |x| after whole multiples of 2³², then the sign. */
function wrapToInteger(f: FunctionWriter, x: Local, dtype: "f32" | "f64"): Local {
  const kind = dtype === "f32" ? "f32x4" : "f64x2";
  const [down, up] = [constantOf(f, dtype, 2 ** -32), constantOf(f, dtype, 2 ** 32)];
  const turns = f.vector(`${kind}.trunc`, f.vector(`${kind}.mul`, x, down));
  const rest = f.vector(`${kind}.sub`, x, f.vector(`${kind}.mul`, turns, up));
  const size = f.vector(
    dtype === "f32" ? "i32x4.trunc_sat_f32x4_u" : "i32x4.trunc_sat_f64x2_u_zero",
    f.vector(`${kind}.abs`, rest),
  );
  const negative = f.vector(`${kind}.lt`, rest, constantOf(f, dtype, 0));
  const sign = dtype === "f32" ? negative : narrowMask(f, negative);
  return f.vector("i32x4.sub", f.vector("v128.xor", size, sign), sign);
}

function toFloat(f: FunctionWriter, x: Local, from: DType, to: "f32" | "f64"): Local {
  switch (from) {
    case "f32":
      return f.vector("f64x2.promote_low_f32x4", x);
    case "f64":
      return f.vector("f32x4.demote_f64x2_zero", x);
    case "i32":
      return f.vector(to === "f32" ? "f32x4.convert_i32x4_s" : "f64x2.convert_low_i32x4_s", x);
    case "bool":
      return f.vector("v128.and", to === "f32" ? x : widenMask(f, x), constantOf(f, to, 1));
  }
}

/** The same numbers as another element type: floats are cut toward zero for i32, and anything but 0 is true for bool. */
export function convert(f: FunctionWriter, x: Local, from: DType, to: DType): Local {
  if (from === to) return x;
  if (to === "f32" || to === "f64") return toFloat(f, x, from, to);
  if (to === "i32")
    return from === "bool" ? f.vector("v128.and", x, f.i32(1)) : wrapToInteger(f, x, from as "f32");
  if (from === "f64") return narrowMask(f, f.vector("f64x2.ne", x, f.f64(0)));
  return f.vector(from === "f32" ? "f32x4.ne" : "i32x4.ne", x, constantOf(f, from, 0));
}
