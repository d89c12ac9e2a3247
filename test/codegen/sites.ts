/** The backends that generate code, and how near each comes to a direct evaluation; knows no program. */

import { setFlagsFromString } from "node:v8";
import { expect } from "vitest";
import type { TypedArray } from "../../src/base/dtype.ts";
import type { Backend } from "../../src/codegen/backend.ts";
import { loopedBackend, unrolledBackend } from "../../src/codegen/javascript/index.ts";
import { canFuseMultiplyAdd } from "../../src/codegen/wasm/features.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { evaluateProgram, type Rounding } from "./evaluate-kernels.ts";
import { allocate } from "./program-builder.ts";

/** A backend under test. */
export interface Site {
  readonly name: string;
  readonly backend: Backend;
  /** The memory it runs in, `null` if it runs on any arrays. */
  readonly heap: Heap | null;
  readonly rounding: Rounding;
  /** How far results may be off, as shares of 1 or of the result if that is larger. */
  readonly tolerance: { readonly f32: number; readonly f64: number };
  /** How many roundings one function of floats may be off. */
  readonly ulps: number;
}

// engines of Node 20 have it, but want to be asked; later ones no longer know the question
if (!canFuseMultiplyAdd()) setFlagsFromString("--experimental-wasm-relaxed-simd");

function makeWasmSite(name: string, fuses: boolean): Site & { readonly heap: Heap } {
  const heap = new Heap();
  const tolerance = { f32: 3e-5, f64: 1e-11 };
  return { name, backend: makeWasmBackend(heap, null, fuses), heap, rounding: "arena", tolerance, ulps: 4 };
}

const exact = { heap: null, tolerance: { f32: 3e-6, f64: 1e-12 }, ulps: 0 };
export const looped: Site = { ...exact, name: "looped", backend: loopedBackend, rounding: "arena" };
export const unrolled: Site = { ...exact, name: "unrolled", backend: unrolledBackend, rounding: "results" };
export const wasm = makeWasmSite("wasm", false);
export const wasmThatFuses = makeWasmSite("wasm that fuses", true);

export const sites: readonly Site[] = [looped, unrolled, wasm];
/** Those that write loops, for programs too large to write out. */
export const sitesWithLoops: readonly Site[] = [looped, wasm];
/** Those that differ in how they multiply. */
export const sitesOfProducts: readonly Site[] = [looped, wasm, wasmThatFuses];

/** The first element that is off by more than the site's tolerance, or `null`. */
function findDifference(
  { tolerance }: Site,
  expected: readonly TypedArray[],
  actual: readonly TypedArray[],
): string | null {
  for (const [slot, array] of expected.entries()) {
    const allowed = array instanceof Float32Array ? tolerance.f32 : tolerance.f64;
    for (const [index, value] of array.entries()) {
      const other = actual[slot]![index]!;
      const scale = Math.max(1, Math.abs(value));
      const agrees = Object.is(value, other) || value === other || Math.abs(value - other) <= allowed * scale;
      if (!agrees) return `slot ${slot}, element ${index}: expected ${value}, got ${other}`;
    }
  }
  return null;
}

const fillWith =
  (values: readonly (readonly number[])[]) =>
  (slot: number, index: number): number =>
    values[slot]![index]!;

/**
 * Whether rounding errors in the inputs alone, and roundings on the way alone, leave results within the tolerance, so that
 * other errors of their size should too.
 */
export function isSteady(
  site: Site,
  program: KernelProgram,
  values: readonly (readonly number[])[],
): boolean {
  const evaluate = (error: number, rounding: Rounding): TypedArray[] => {
    const inputs = allocate(program.inputs, (slot, index) => {
      const value = fillWith(values)(slot, index);
      return Number.isInteger(value) ? value : value * (1 + error * Math.cos(index + slot));
    });
    const outputs = allocate(program.outputs, () => 7);
    evaluateProgram(program, inputs, outputs, rounding);
    // what is only read differs by the error itself
    return [...outputs, ...inputs];
  };
  const isF32 = program.inputs.some(({ dtype }) => dtype === "f32");
  const unit = isF32 ? 2 ** -23 : 2 ** -50;
  const plain = evaluate(0, site.rounding);
  return [evaluate(unit, site.rounding), evaluate(0, "steps")].every(
    (other) => findDifference(site, plain, other) === null,
  );
}

/** The same elements as blocks of a heap; views are made when nothing grows any more. */
function placeIn(heap: Heap, arrays: readonly (readonly TypedArray[])[], program: KernelProgram) {
  const owner = {};
  const starts = arrays.map((list) => list.map((array) => heap.allocate(array.byteLength, owner)));
  return [program.inputs, program.outputs].map((specs, side) =>
    specs.map(({ dtype, length }, slot) => {
      const view = heap.view(dtype, starts[side]![slot]!, length);
      view.set(arrays[side]![slot]!);
      return view;
    }),
  );
}

/** Runs a program twice on arrays, and twice in the site's heap if it has one, and expects the direct evaluation each time. */
export function expectAgreement(
  site: Site,
  program: KernelProgram,
  values: readonly (readonly number[])[],
): void {
  const fill = fillWith(values);
  const allocateBoth = () => [allocate(program.inputs, fill), allocate(program.outputs, () => 7)] as const;
  const [inputs, outputs] = allocateBoth();
  evaluateProgram(program, inputs, outputs, site.rounding);
  const { source, run } = site.backend.compile(program);
  const { heap } = site;
  for (let pass = 0; pass < (heap === null ? 2 : 4); pass++) {
    const own = heap !== null && pass > 1 ? placeIn(heap, allocateBoth(), program) : allocateBoth();
    run(own[0]!, own[1]!);
    const difference = findDifference(site, outputs, own[1]!) ?? findDifference(site, inputs, own[0]!);
    if (difference !== null) expect.fail(`${site.name}, pass ${pass}, ${difference}\n${source}`);
  }
  expect(source).not.toMatch(/undefined|\[[^\]]*NaN/);
}

/** Deterministic numbers in [-1, 1), different in every slot. */
export function noise(slot: number, index: number): number {
  return (((index + 1) * 7919 + slot * 104_729) % 2003) / 1001.5 - 1;
}

/** The same on numbers made up for the purpose. */
export function expectAgreementOnNoise(site: Site, program: KernelProgram): void {
  const values = program.inputs.map(({ length }, slot) =>
    Array.from({ length }, (_, index) => noise(slot, index)),
  );
  expectAgreement(site, program, values);
}
