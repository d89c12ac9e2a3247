/** What a graph pass is; knows no pass. */

import type { Node } from "../graph/node.ts";
import type { ElementwiseName } from "../ops/index.ts";

/** What the passes may ask of the backend a graph is meant for. */
export interface Target {
  /** Elementwise primitives the backend has no text for. */
  readonly lacks: ReadonlySet<ElementwiseName>;
}

/** One named step from graph to graph. */
export interface Pass {
  readonly name: string;
  readonly run: (roots: readonly Node[], target: Target) => Node[];
}
