/** Makes equal expressions of a kernel one object, so that generators compute each once; knows no backend. */

import type { Access, Range } from "../graph/access.ts";
import type { Kernel } from "./kernel.ts";
import { type Scalar, sortScalars } from "./scalar.ts";

const spellNumber = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
const spellRanges = (ranges: readonly Range[]): string =>
  ranges.map((range) => range?.join(":") ?? "").join();

function spellAccess({ strides, offset }: Access): string {
  let text = `${offset}+`;
  for (const stride of strides) text += `${stride},`;
  return text;
}

/** A text that two expressions share exactly when they are equal, given the numbers of their operands. */
function spellScalar(scalar: Scalar, numbers: ReadonlyMap<Scalar, number>): string {
  switch (scalar.kind) {
    case "constant":
      return `c${scalar.dtype}${spellNumber(scalar.value)}`;
    case "load":
      return `l${scalar.buffer}@${spellAccess(scalar.access)}`;
    case "index":
      return `i${scalar.dtype}@${spellAccess(scalar.access)}`;
    case "guard":
      return `g${numbers.get(scalar.inner)}?${spellRanges(scalar.ranges)}:${spellNumber(scalar.fill)}`;
    case "gather":
      return `t${scalar.buffer}@${spellAccess(scalar.access)}[${numbers.get(scalar.position)}·${scalar.stride}]${scalar.fault}`;
    case "apply": {
      let text = `${scalar.op}:${scalar.dtype}`;
      for (const operand of scalar.operands) text += `,${numbers.get(operand)}`;
      return text;
    }
    case "reduced":
      return "r";
  }
}

/** The same expression over other operands, in order; the expression itself where none is another. */
export function withOperands(scalar: Scalar, replace: (operand: Scalar) => Scalar): Scalar {
  if (scalar.kind === "guard") {
    const inner = replace(scalar.inner);
    return inner === scalar.inner ? scalar : { ...scalar, inner };
  }
  if (scalar.kind === "gather") {
    const position = replace(scalar.position);
    return position === scalar.position ? scalar : { ...scalar, position };
  }
  if (scalar.kind !== "apply") return scalar;
  const operands = scalar.operands.map(replace);
  const changed = operands.some((operand, index) => operand !== scalar.operands[index]);
  return changed ? { ...scalar, operands } : scalar;
}

/** Rebuilds expressions bottom-up, offering each rebuilt one to `replace`; shared expressions stay shared. */
export function rewriteScalars(roots: readonly Scalar[], replace: (scalar: Scalar) => Scalar): Scalar[] {
  const rebuilt = new Map<Scalar, Scalar>();
  const rebuiltOf = (scalar: Scalar): Scalar => rebuilt.get(scalar)!;
  for (const scalar of sortScalars(roots)) rebuilt.set(scalar, replace(withOperands(scalar, rebuiltOf)));
  return roots.map((root) => rebuilt.get(root)!);
}

/** The kernel with every expression replaced, in place of all its expressions at once. */
export function mapKernelScalars(kernel: Kernel, rewrite: (roots: readonly Scalar[]) => Scalar[]): Kernel {
  if (kernel.kind === "host") return kernel;
  if (kernel.kind === "scatter") {
    const [position, value] = rewrite([kernel.position, kernel.value]);
    return { ...kernel, position: position!, value: value! };
  }
  const values = rewrite(kernel.stores.map(({ value }) => value));
  const stores = kernel.stores.map((store, index) => ({ ...store, value: values[index]! }));
  if (kernel.kind === "contraction" || kernel.reduction === null) return { ...kernel, stores };
  const [value] = rewrite([kernel.reduction.value]);
  return { ...kernel, stores, reduction: { ...kernel.reduction, value: value! } };
}

/** The kernel with equal expressions made one. */
export function internKernel(kernel: Kernel): Kernel {
  return mapKernelScalars(kernel, (roots) => {
    const known = new Map<string, Scalar>();
    const numbers = new Map<Scalar, number>();
    return rewriteScalars(roots, (scalar) => {
      const key = spellScalar(scalar, numbers);
      const first = known.get(key);
      if (first !== undefined) return first;
      known.set(key, scalar);
      numbers.set(scalar, numbers.size);
      return scalar;
    });
  });
}
