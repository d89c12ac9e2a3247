/** Calls a function of the host, lane by lane; knows no op. */

import type { FunctionWriter, Local } from "./function-writer.ts";
import type { Lanes } from "./lanes.ts";

/** The function of doubles with the number `callee` applied to each lane of x. */
export function callHost(
  f: FunctionWriter,
  callee: number,
  x: Local,
  dtype: "f32" | "f64",
  lanes: Lanes,
): Local {
  const isDouble = dtype === "f64";
  let result = -1;
  for (let lane = 0; lane < Math.min(lanes, isDouble ? 2 : 4); lane++) {
    if (lane > 0) f.get(result);
    f.get(x);
    f.emit(isDouble ? "f64x2.extract_lane" : "f32x4.extract_lane", lane);
    if (!isDouble) f.emit("f64.promote_f32");
    f.emit("call", callee);
    if (!isDouble) f.emit("f32.demote_f64");
    if (lane === 0) f.emit(isDouble ? "f64x2.splat" : "f32x4.splat");
    else f.emit(isDouble ? "f64x2.replace_lane" : "f32x4.replace_lane", lane);
    result = f.keep("v128");
  }
  return result;
}
