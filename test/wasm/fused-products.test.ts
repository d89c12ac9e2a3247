/** Products where the engine multiplies and adds in one instruction: asked for by a flag where engines still want one. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { canFuseMultiplyAdd } from "../../src/codegen/wasm/features.ts";

it("products with relaxed_madd are as exact as without", () => {
  const flags = canFuseMultiplyAdd() ? [] : ["--experimental-wasm-relaxed-simd"];
  const script = fileURLToPath(new URL("fused-products.ts", import.meta.url));
  const child = spawnSync(
    process.execPath,
    [...flags, "--conditions=microml-source", "--import", "tsx", script],
    { encoding: "utf8", timeout: 60_000 },
  );
  expect(child.stderr).toBe("");
  const found = JSON.parse(child.stdout) as { dtype: "f32" | "f64"; worst: number; fuses: boolean }[];
  expect(found).toHaveLength(16);
  for (const { dtype, worst, fuses } of found) {
    expect(fuses).toBe(true);
    expect(worst).toBeLessThan(dtype === "f32" ? 1e-7 : 1e-16);
  }
});
