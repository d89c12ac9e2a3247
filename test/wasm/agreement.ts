/** Runs a program directly and in WebAssembly and compares every array, element by element; f32 steps round as they go. */

import { expect } from "vitest";
import type { TypedArray } from "../../src/base/dtype.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { evaluateProgram } from "../codegen/evaluate-kernels.ts";
import { allocate } from "../codegen/program-builder.ts";

/** A heap whose fresh blocks are NaN, and the backend over it. */
export function makePoisonedBackend(): { heap: Heap; backend: ReturnType<typeof makeWasmBackend> } {
  const heap = new Heap();
  heap.poisonFreshBlocks(true);
  return { heap, backend: makeWasmBackend(heap) };
}

/** The first element that differs by more than the tolerance, measured against 1 and the element itself. */
function findDifference(
  expected: readonly TypedArray[],
  actual: readonly TypedArray[],
  tolerance: number,
): string | null {
  for (const [slot, array] of expected.entries()) {
    const allowed = array instanceof Float32Array ? tolerance : 1e-11;
    for (const [index, value] of array.entries()) {
      const other = actual[slot]![index]!;
      const scale = Math.max(1, Math.abs(value));
      const agrees = Object.is(value, other) || value === other || Math.abs(value - other) <= allowed * scale;
      if (!agrees) return `slot ${slot}, element ${index}: expected ${value}, got ${other}`;
    }
  }
  return null;
}

/** Runs a program twice on arrays from outside the heap and twice in place, and expects the direct evaluation each time. */
export function expectWasmAgreement(
  { heap, backend }: ReturnType<typeof makePoisonedBackend>,
  program: KernelProgram,
  values: readonly (readonly number[])[],
  tolerance = 3e-5,
): void {
  const fill = (slot: number, index: number) => values[slot]![index]!;
  const [inputs, outputs] = [allocate(program.inputs, fill), allocate(program.outputs, () => 7)];
  evaluateProgram(program, inputs, outputs, true);
  const executable = backend.compile(program);
  for (let pass = 0; pass < 4; pass++) {
    let [ownInputs, ownOutputs] = [allocate(program.inputs, fill), allocate(program.outputs, () => 7)];
    if (pass > 1) {
      const owner = {};
      const place = (array: TypedArray, dtype: "f32" | "f64" | "i32" | "bool"): number => {
        const start = heap.allocate(array.byteLength, owner);
        heap.view(dtype, start, array.length).set(array);
        return start;
      };
      const starts = [
        ownInputs.map((array, slot) => place(array, program.inputs[slot]!.dtype)),
        ownOutputs.map((array, slot) => place(array, program.outputs[slot]!.dtype)),
      ];
      ownInputs = program.inputs.map(({ dtype, length }, slot) =>
        heap.view(dtype, starts[0]![slot]!, length),
      );
      ownOutputs = program.outputs.map(({ dtype, length }, slot) =>
        heap.view(dtype, starts[1]![slot]!, length),
      );
    }
    executable.run(ownInputs, ownOutputs);
    const difference =
      findDifference(outputs, ownOutputs, tolerance) ?? findDifference(inputs, ownInputs, tolerance);
    if (difference !== null) expect.fail(`pass ${pass}, ${difference}\n${executable.source}`);
  }
}
