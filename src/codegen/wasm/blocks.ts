/** A product and the sizes it is cut to, as all its loops see them; knows no code. */

import type { Access } from "../../graph/access.ts";
import type { ContractionKernel } from "../../kernel/kernel.ts";
import type { Scalar } from "../../kernel/scalar.ts";
import type { LoopAxis } from "../axes.ts";
import type { Local } from "./function-writer.ts";

/** Where a product's operands lie, over its own axes and the depth. */
export interface Product {
  readonly kernel: ContractionKernel;
  readonly batch: readonly LoopAxis[];
  readonly rows: LoopAxis;
  readonly columns: LoopAxis;
  readonly left: Access;
  readonly right: Access;
  readonly scalars: readonly Scalar[];
}

/** The sizes a product is cut to; all bytes. */
export interface Blocks {
  readonly lanes: number;
  readonly tileRows: number;
  /** Rows of a packed panel of the left side: a tile's, filled up to whole vectors. */
  readonly leftWidth: number;
  /** Panels of two vectors of columns, and whether one of a single vector follows. */
  readonly pairs: number;
  readonly single: boolean;
  readonly resultAcross: number;
  readonly blockRows: number;
  readonly blockDepth: number;
  readonly isDeep: boolean;
  /** Whether tiles are written where the bare product is wanted, without a strip. */
  readonly isDirect: boolean;
  /** Whether all that is stored is computed from a tile while it is in registers. */
  readonly isFused: boolean;
  readonly leftPacks: boolean;
  readonly rightPacks: boolean;
  readonly leftStart: number;
  readonly resultStart: number;
  readonly tablesStart: number;
  readonly bytes: number;
}

/** Where the offsets of one side's lines and steps are listed. */
interface SideTables {
  readonly lines: Local;
  readonly steps: Local;
  readonly runsAlongSteps: boolean;
  readonly isInFours: boolean;
}

/** The tables of both sides; `null` for one read by single strides. */
export interface Tables {
  readonly left: SideTables | null;
  readonly right: SideTables | null;
}
