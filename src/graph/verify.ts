/** Re-deriving every node by its op's own rule, so that no pass can leave a graph its ops refuse; knows no op. */

import { InternalError } from "../base/errors.ts";
import type { Node } from "./node.ts";
import { formatNode } from "./print.ts";
import { sortTopologically } from "./walk.ts";

/** Throws unless every node's shape and element type are what its op derives; `stage` names the pass to blame. */
export function verifyGraph(roots: readonly Node[], stage: string): void {
  for (const node of sortTopologically(roots)) {
    if (node.handle !== null) continue;
    const derived = node.op.infer(node.inputs, node.attributes);
    const sameShape =
      derived.shape.length === node.shape.length &&
      derived.shape.every((size, axis) => size === node.shape[axis]);
    if (!sameShape || derived.dtype !== node.dtype) {
      throw new InternalError(
        `after ${stage}: ${formatNode(node)} should be ${derived.dtype} [${derived.shape.join(", ")}]`,
      );
    }
  }
}
