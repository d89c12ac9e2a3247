/** What a tensor method's row holds: its builder, what it accepts, where to sample it; knows no concrete op. */

import type { Node } from "../graph/node.ts";
import type { Domain, DTypeClass } from "../graph/op.ts";

/** A family of methods with one signature; `accepts` is a literal, so that the compiler can refuse an element type too. */
export interface MethodRow<Build, Accepts extends DTypeClass> {
  readonly build: Build;
  readonly accepts: Accepts;
  readonly domain: readonly Domain[];
  /** Whether finite differences may be taken inside the domain. */
  readonly smooth: boolean;
}

type BuildUnary = (x: Node) => Node;
type BuildBinary = (a: Node, b: Node) => Node;
/** Folds the given axes, which are distinct, ascending and not negative. */
export type BuildReduction = (input: Node, axes: readonly number[], correction: number) => Node;
type BuildAxiswise = (input: Node, axis: number) => Node;

const row =
  <Accepts extends DTypeClass, Domains extends readonly Domain[]>(accepts: Accepts) =>
  <Build extends BuildUnary | BuildBinary | BuildReduction | BuildAxiswise>(
    build: Build,
    domain: Domains,
    smooth = true,
  ): MethodRow<Build, Accepts> => ({ build, accepts, domain, smooth });

export const onAny = row("any");
export const onNumeric = row("numeric");
export const onFloat = row("float");
export const onBool = row("bool");
