/** Which sizes fit a recurrent cell; knows no gate. */

import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** The operands of a cell, each with its shape. */
export interface CellShapes {
  readonly x: readonly number[];
  readonly h: readonly number[];
  readonly wIh: readonly number[];
  readonly wHh: readonly number[];
  readonly bIh: readonly number[];
  readonly bHh: readonly number[];
}

/** `[…, hidden]`, the state's shape; weights are `[gates·hidden, …]`. */
export function recurrentCell(op: string, gates: number, shapes: CellShapes): number[] {
  const { x, h } = shapes;
  if (
    x.length === 0 ||
    h.length !== x.length ||
    h.some((size, axis) => axis < h.length - 1 && size !== x[axis])
  )
    throw new ShapeError(`${op}: input and state do not fit, ${formatShape(x)} and ${formatShape(h)}`);
  const [inputs, hidden] = [x.at(-1)!, h.at(-1)!];
  const rows = gates * hidden;
  const needed = { wIh: [rows, inputs], wHh: [rows, hidden], bIh: [rows], bHh: [rows] } as const;
  for (const role of ["wIh", "wHh", "bIh", "bHh"] as const) {
    const [given, fits] = [shapes[role], needed[role] as readonly number[]];
    if (given.length === fits.length && given.every((size, axis) => size === fits[axis])) continue;
    throw new ShapeError(
      `${op}: ${role} needs ${formatShape(fits)} for input ${formatShape(x)} and state ${formatShape(h)}, got ${formatShape(given)}`,
    );
  }
  return [...h];
}

/** The same for a cell with two states of one shape. */
export function lstmCell(shapes: CellShapes, c: readonly number[]): number[] {
  const state = recurrentCell("lstmCell", 4, shapes);
  if (c.length !== state.length || c.some((size, axis) => size !== state[axis]))
    throw new ShapeError(`lstmCell: states differ, h ${formatShape(state)} and c ${formatShape(c)}`);
  return state;
}
