/** What element types an op accepts, and the one message when it does not; knows no concrete op. */

import type { DType } from "../base/dtype.ts";
import { DTypeError } from "../base/errors.ts";
import type { Abstract, DTypeClass } from "../graph/op.ts";

const classes = {
  any: { members: ["f32", "f64", "i32", "bool"], spelled: "any element type", cure: "f32" },
  numeric: { members: ["f32", "f64", "i32"], spelled: "f32, f64 or i32", cure: "f32" },
  float: { members: ["f32", "f64"], spelled: "f32 or f64", cure: "f32" },
  f32: { members: ["f32"], spelled: "f32", cure: "f32" },
  f64: { members: ["f64"], spelled: "f64", cure: "f64" },
  i32: { members: ["i32"], spelled: "i32", cure: "i32" },
  bool: { members: ["bool"], spelled: "bool", cure: "bool" },
} as const satisfies Record<
  DTypeClass,
  { readonly members: readonly DType[]; readonly spelled: string; readonly cure: DType }
>;

/** Throws unless `dtype` is of the class: `exp: needs f32 or f64, got i32 (cast it with .cast("f32"))`. */
export function checkDType(op: string, accepted: DTypeClass, dtype: DType): void {
  const { members, spelled, cure } = classes[accepted];
  if ((members as readonly DType[]).includes(dtype)) return;
  throw new DTypeError(`${op}: needs ${spelled}, got ${dtype} (cast it with .cast("${cure}"))`);
}

type HasDType = Pick<Abstract, "dtype">;

/** Throws unless two operands have one element type: `add: dtypes differ, f32 and i32 (cast one side with .cast("f32"))`. */
export function checkSameDType(op: string, left: HasDType, right: HasDType): void {
  if (left.dtype === right.dtype) return;
  throw new DTypeError(
    `${op}: dtypes differ, ${left.dtype} and ${right.dtype} (cast one side with .cast("${left.dtype}"))`,
  );
}

/** What a layer does to element types: those it takes, and those it gives, unless they are the input's own. */
export interface LayerDTypes {
  readonly accepts: DTypeClass;
  readonly makes: DTypeClass | "same";
}

const isWithin = (one: DTypeClass, other: DTypeClass): boolean =>
  classes[one].members.every((dtype) => (classes[other].members as readonly DType[]).includes(dtype));

/**
 * What one layer after the other does to element types.
 *
 * @throws DTypeError naming the first layer that no element type which reaches it fits.
 */
export function composeDTypes(layers: readonly LayerDTypes[]): LayerDTypes {
  let accepts: DTypeClass = "any";
  let makes: DTypeClass | "same" = "same";
  for (const [index, next] of layers.entries()) {
    const reaching: DTypeClass = makes === "same" ? accepts : makes;
    const { spelled, cure } = classes[next.accepts];
    if (!isWithin(next.accepts, reaching) && !isWithin(reaching, next.accepts))
      throw new DTypeError(
        `sequential: layer ${index + 1} needs ${spelled}, but ${classes[reaching].spelled} reaches it (cast it with .cast("${cure}"))`,
      );
    const both: DTypeClass = isWithin(next.accepts, reaching) ? next.accepts : reaching;
    if (makes === "same") accepts = both;
    if (next.makes !== "same") makes = next.makes;
    else if (makes !== "same") makes = both;
  }
  return { accepts, makes };
}
