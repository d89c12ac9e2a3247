/** What the WebAssembly engine at hand can do; knows no kernel. */

import { findEngine } from "./engine.ts";
import { FunctionWriter } from "./function-writer.ts";
import { assembleModule } from "./module-writer.ts";

/** A module of one function that does what `write` writes. */
function makeProbe(write: (f: FunctionWriter) => void): Uint8Array<ArrayBuffer> {
  const f = new FunctionWriter();
  write(f);
  return assembleModule([], [{ name: "probe", parameters: [], results: [], code: f.finish() }]);
}

let fuses: boolean | null = null;

/** Whether relaxed_madd exists: a·b + c in one instruction; asked once. */
export function canFuseMultiplyAdd(): boolean {
  fuses ??=
    findEngine()?.validate(
      makeProbe((f) => {
        f.get(f.vector("f32x4.relaxed_madd", f.f32(0), f.f32(0), f.f32(0)));
        f.emit("drop");
      }),
    ) ?? false;
  return fuses;
}

let runs: boolean | null = null;

/** Whether there is WebAssembly with vectors and the page's policy lets it be compiled; asked once. */
export function canRunWasm(): boolean {
  runs ??= tryCompiling(
    makeProbe((f) => {
      f.get(f.f32(0));
      f.emit("drop");
    }),
  );
  return runs;
}

function tryCompiling(bytes: Uint8Array<ArrayBuffer>): boolean {
  const engine = findEngine();
  if (engine === undefined || !engine.validate(bytes)) return false;
  try {
    return typeof new engine.Module(bytes) === "object";
  } catch (error) {
    if (error instanceof Error) return false; // a content security policy refuses with an error of the engine's own kind
    throw error;
  }
}
