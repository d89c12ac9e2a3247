/** Sources for graphs that are looked at and not always run; knows no pass. */

import type { DType } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import { source } from "../../src/ops/index.ts";

/** A leaf of its own. */
export const leaf = (shape: readonly number[] = [], dtype: DType = "f64"): Node =>
  source({}, { shape, dtype });
