/** One elementwise op on arrays of floats, in generated code; knows no op by name. */

import { dtypes } from "../../src/base/dtype.ts";
import type { ElementwiseName } from "../../src/ops/elementwise.ts";
import { apply, ProgramBuilder, rowMajor } from "../codegen/program-builder.ts";
import type { Site } from "../codegen/sites.ts";

type Floats = Float32Array | Float64Array;

/** What the op gives for each number, or for what stands at each place of several arrays. */
export function evaluateOp<Numbers extends Floats>(
  { backend }: Site,
  op: ElementwiseName,
  ...operands: readonly [Numbers, ...Numbers[]]
): Numbers {
  const dtype = operands[0] instanceof Float32Array ? "f32" : "f64";
  const { length } = operands[0];
  const builder = new ProgramBuilder();
  const access = rowMajor([length]);
  const loads = operands.map(() => builder.load(builder.input(dtype, length), access));
  const value = apply(op, dtype, ...loads);
  builder.loop([length], { buffer: builder.output(dtype, length), access, value });
  const result = dtypes[dtype].allocate(length) as Numbers;
  const executable = backend.compile(builder.build());
  executable.run(operands, [result]);
  executable.release?.();
  return result;
}
