/** Which of several backends a program is for, found with as little building as possible; knows no particular backend's code. */

import type { Backend } from "../codegen/backend.ts";
import { countOperations } from "../codegen/javascript/index.ts";
import type { Node } from "../graph/node.ts";
import {
  finishKernels,
  fuseProgram,
  type GraphProgram,
  type KernelProgram,
  type LoweredProgram,
  rootsOf,
  withRoots,
} from "../kernel/index.ts";
import type { ElementwiseName } from "../ops/index.ts";
import { optimizeGraph } from "../optimize/pipeline.ts";
import { sizeOf } from "../shape/size.ts";

/** A backend, and what it is given. */
export interface Choice {
  readonly backend: Backend;
  readonly program: GraphProgram;
  readonly kernels: KernelProgram;
}

/** The half of the way that backends which lack the same ops share. */
interface Fused {
  readonly program: GraphProgram;
  readonly lowered: LoweredProgram;
}

function fuseFor(traced: GraphProgram, backend: Backend): Fused {
  const program = withRoots(traced, optimizeGraph(rootsOf(traced), backend));
  return { program, lowered: fuseProgram(program) };
}

const finishFor = (backend: Backend, { program, lowered }: Fused): Choice => ({
  backend,
  program,
  kernels: finishKernels(lowered, program, backend),
});

/** More elements than this over a whole graph are never a statement each; saves lowering it to find out. */
const mostUnrolledElements = 50_000;

/** How many elements a graph computes, counting each node once. */
function countElements(nodes: readonly Node[]): number {
  let count = 0;
  for (const { shape } of nodes) count += sizeOf(shape);
  return count;
}

/** Whether two backends are given the same graph: none of its ops has to be spelt in others for one of them. */
function isSameFor(nodes: readonly Node[], a: Backend, b: Backend): boolean {
  const isLacked = (name: string): boolean =>
    a.lacks.has(name as ElementwiseName) || b.lacks.has(name as ElementwiseName);
  return !nodes.some(({ op }) => op.kind === "elementwise" && isLacked(op.name));
}

/** The first backend that suits the program, whose `nodes` are given; a form is only passed over for a later one. */
export function chooseBackend(
  traced: GraphProgram,
  nodes: readonly Node[],
  backends: readonly Backend[],
): Choice {
  const [first] = backends as [Backend];
  const last = backends.at(-1)!;
  if (first === last) return finishFor(last, fuseFor(traced, last));
  if (countElements(nodes) > mostUnrolledElements) return finishFor(last, fuseFor(traced, last));
  const fused = fuseFor(traced, first);
  if (countOperations(fused.lowered) <= last.straightUpTo) return finishFor(first, fused);
  return finishFor(last, isSameFor(nodes, first, last) ? fused : fuseFor(traced, last));
}
