/** The WebAssembly instructions generated code uses: their opcodes and what follows them (WebAssembly 2.0, chapter 5.4). */

/** What stands after an opcode. */
export type Immediates =
  | "none"
  | "index"
  | "memory"
  | "memoryLane"
  | "lane"
  | "shuffle"
  | "i32"
  | "v128"
  | "block";

type Row = readonly [opcode: number, immediates: Immediates];

/** The prefix of vector instructions, in front of a LEB128 number. */
const simd = 0xfd0000;
const truncation = 0xfc0000;

export const instructions = {
  unreachable: [0x00, "none"],
  loop: [0x03, "block"],
  if: [0x04, "block"],
  else: [0x05, "none"],
  end: [0x0b, "none"],
  br_if: [0x0d, "index"],
  return: [0x0f, "none"],
  call: [0x10, "index"],
  drop: [0x1a, "none"],
  select: [0x1b, "none"],
  "local.get": [0x20, "index"],
  "local.set": [0x21, "index"],
  "local.tee": [0x22, "index"],
  "global.get": [0x23, "index"],
  "i32.load": [0x28, "memory"],
  "i32.store": [0x36, "memory"],
  "i32.const": [0x41, "i32"],
  "i32.eqz": [0x45, "none"],
  "i32.eq": [0x46, "none"],
  "i32.ne": [0x47, "none"],
  "i32.lt_s": [0x48, "none"],
  "i32.lt_u": [0x49, "none"],
  "i32.gt_s": [0x4a, "none"],
  "i32.ge_u": [0x4f, "none"],
  "f64.ne": [0x62, "none"],
  "i32.add": [0x6a, "none"],
  "i32.sub": [0x6b, "none"],
  "i32.mul": [0x6c, "none"],
  "i32.and": [0x71, "none"],
  "i32.or": [0x72, "none"],
  "f32.demote_f64": [0xb6, "none"],
  "f64.convert_i32_s": [0xb7, "none"],
  "f64.promote_f32": [0xbb, "none"],
  "i32.trunc_sat_f64_s": [truncation | 2, "none"],
  "v128.load": [simd | 0, "memory"],
  "v128.load8_splat": [simd | 7, "memory"],
  "v128.load16_splat": [simd | 8, "memory"],
  "v128.load32_splat": [simd | 9, "memory"],
  "v128.load64_splat": [simd | 10, "memory"],
  "v128.store": [simd | 11, "memory"],
  "v128.const": [simd | 12, "v128"],
  "i8x16.shuffle": [simd | 13, "shuffle"],
  "i32x4.splat": [simd | 17, "none"],
  "f32x4.splat": [simd | 19, "none"],
  "f64x2.splat": [simd | 20, "none"],
  "i32x4.extract_lane": [simd | 27, "lane"],
  "f32x4.extract_lane": [simd | 31, "lane"],
  "f32x4.replace_lane": [simd | 32, "lane"],
  "f64x2.extract_lane": [simd | 33, "lane"],
  "f64x2.replace_lane": [simd | 34, "lane"],
  "i8x16.ne": [simd | 36, "none"],
  "i32x4.eq": [simd | 55, "none"],
  "i32x4.ne": [simd | 56, "none"],
  "i32x4.lt_s": [simd | 57, "none"],
  "i32x4.gt_s": [simd | 59, "none"],
  "i32x4.le_s": [simd | 61, "none"],
  "i32x4.ge_s": [simd | 63, "none"],
  "f32x4.eq": [simd | 65, "none"],
  "f32x4.ne": [simd | 66, "none"],
  "f32x4.lt": [simd | 67, "none"],
  "f32x4.gt": [simd | 68, "none"],
  "f32x4.le": [simd | 69, "none"],
  "f64x2.eq": [simd | 71, "none"],
  "f64x2.ne": [simd | 72, "none"],
  "f64x2.lt": [simd | 73, "none"],
  "f64x2.gt": [simd | 74, "none"],
  "f64x2.le": [simd | 75, "none"],
  "v128.not": [simd | 77, "none"],
  "v128.and": [simd | 78, "none"],
  "v128.andnot": [simd | 79, "none"],
  "v128.or": [simd | 80, "none"],
  "v128.xor": [simd | 81, "none"],
  "v128.bitselect": [simd | 82, "none"],
  "v128.any_true": [simd | 83, "none"],
  "v128.load8_lane": [simd | 84, "memoryLane"],
  "v128.load32_lane": [simd | 86, "memoryLane"],
  "v128.load64_lane": [simd | 87, "memoryLane"],
  "v128.store8_lane": [simd | 88, "memoryLane"],
  "v128.store16_lane": [simd | 89, "memoryLane"],
  "v128.store32_lane": [simd | 90, "memoryLane"],
  "v128.store64_lane": [simd | 91, "memoryLane"],
  "v128.load32_zero": [simd | 92, "memory"],
  "v128.load64_zero": [simd | 93, "memory"],
  "f32x4.demote_f64x2_zero": [simd | 94, "none"],
  "f64x2.promote_low_f32x4": [simd | 95, "none"],
  "i8x16.narrow_i16x8_u": [simd | 102, "none"],
  "f32x4.ceil": [simd | 103, "none"],
  "f32x4.floor": [simd | 104, "none"],
  "f32x4.trunc": [simd | 105, "none"],
  "f32x4.nearest": [simd | 106, "none"],
  "f64x2.ceil": [simd | 116, "none"],
  "f64x2.floor": [simd | 117, "none"],
  "f64x2.trunc": [simd | 122, "none"],
  "i16x8.narrow_i32x4_u": [simd | 134, "none"],
  "i16x8.extend_low_i8x16_u": [simd | 137, "none"],
  "f64x2.nearest": [simd | 148, "none"],
  "i32x4.abs": [simd | 160, "none"],
  "i32x4.neg": [simd | 161, "none"],
  "i32x4.extend_low_i16x8_u": [simd | 169, "none"],
  "i32x4.shl": [simd | 171, "none"],
  "i32x4.shr_s": [simd | 172, "none"],
  "i32x4.shr_u": [simd | 173, "none"],
  "i32x4.add": [simd | 174, "none"],
  "i32x4.sub": [simd | 177, "none"],
  "i32x4.mul": [simd | 181, "none"],
  "i32x4.min_s": [simd | 182, "none"],
  "i32x4.max_s": [simd | 184, "none"],
  "i64x2.extend_low_i32x4_s": [simd | 199, "none"],
  "i64x2.shl": [simd | 203, "none"],
  "i64x2.shr_u": [simd | 205, "none"],
  "i64x2.add": [simd | 206, "none"],
  "i64x2.sub": [simd | 209, "none"],
  "f32x4.abs": [simd | 224, "none"],
  "f32x4.neg": [simd | 225, "none"],
  "f32x4.sqrt": [simd | 227, "none"],
  "f32x4.add": [simd | 228, "none"],
  "f32x4.sub": [simd | 229, "none"],
  "f32x4.mul": [simd | 230, "none"],
  "f32x4.div": [simd | 231, "none"],
  "f32x4.min": [simd | 232, "none"],
  "f32x4.max": [simd | 233, "none"],
  "f32x4.pmin": [simd | 234, "none"],
  "f32x4.pmax": [simd | 235, "none"],
  "f64x2.abs": [simd | 236, "none"],
  "f64x2.neg": [simd | 237, "none"],
  "f64x2.sqrt": [simd | 239, "none"],
  "f64x2.add": [simd | 240, "none"],
  "f64x2.sub": [simd | 241, "none"],
  "f64x2.mul": [simd | 242, "none"],
  "f64x2.div": [simd | 243, "none"],
  "f64x2.min": [simd | 244, "none"],
  "f64x2.max": [simd | 245, "none"],
  "f64x2.pmin": [simd | 246, "none"],
  "f64x2.pmax": [simd | 247, "none"],
  "i32x4.trunc_sat_f32x4_s": [simd | 248, "none"],
  "i32x4.trunc_sat_f32x4_u": [simd | 249, "none"],
  "f32x4.convert_i32x4_s": [simd | 250, "none"],
  "i32x4.trunc_sat_f64x2_u_zero": [simd | 253, "none"],
  "f64x2.convert_low_i32x4_s": [simd | 254, "none"],
  "f32x4.relaxed_madd": [simd | 0x105, "none"],
  "f64x2.relaxed_madd": [simd | 0x107, "none"],
} as const satisfies Record<string, Row>;

export type Instruction = keyof typeof instructions;

/** Instructions with sixteen bytes behind their opcodes. */
export type LongInstruction = "v128.const" | "i8x16.shuffle";
export type ShortInstruction = Exclude<Instruction, LongInstruction>;

/** Instructions that take vectors and leave one vector, without anything behind the opcode. */
export type VectorInstruction = {
  [Name in Instruction]: (typeof instructions)[Name][1] extends "none"
    ? Name extends `${"i8x16" | "i16x8" | "i32x4" | "i64x2" | "f32x4" | "f64x2" | "v128"}.${string}`
      ? Name
      : never
    : never;
}[Instruction];
