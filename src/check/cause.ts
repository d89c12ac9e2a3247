/** The likely cause of a wrong derivative: hypotheses tried on what it is and what it should be; knows no graph. */

import { contiguousStrides } from "../graph/access.ts";
import type { WrongDerivative } from "./judge.ts";
import type { Plain, Sample } from "./sample.ts";

type Values = ArrayLike<number>;

const near = (a: number, b: number, scale: number): boolean =>
  Math.abs(a - b) <= 1e-4 * Math.max(scale, 1e-3);

function allNear(a: Values, b: Values): boolean {
  if (a.length !== b.length) return false;
  const scale = Math.max(0, ...Array.from(b, Math.abs));
  return Array.from(a).every((value, at) => near(value, b[at]!, scale));
}

/** Whether a factor is a small whole number, as counts and signs are. */
const isWhole = (factor: number): boolean => Math.abs(factor) < 100 && near(factor, Math.round(factor), 1);

const isZero = (values: Values): boolean => Array.from(values).every((value) => Math.abs(value) < 1e-9);

/** c where wrong = c·right in every element; null where no one number does it. */
function factorOf(analytic: Values, numeric: Values): number | null {
  let above = 0;
  let below = 0;
  for (let at = 0; at < numeric.length; at++) {
    above += analytic[at]! * numeric[at]!;
    below += numeric[at]! ** 2;
  }
  if (below === 0) return null;
  const factor = above / below;
  const scaled = Array.from(numeric, (value) => value * factor);
  return allNear(analytic, scaled) ? factor : null;
}

/** A factor in words, by the sizes that stand in the shapes. */
function describeFactor(factor: number, sizes: ReadonlyMap<number, string>): string {
  if (near(factor, 0, 1)) return "no derivative arrives (a detached value, or a forgotten cotangent)";
  for (const [size, name] of sizes) {
    if (size < 2) continue;
    if (near(factor, 1 / size, 1))
      return `too small by ${name} (a mean where a sum belongs, or a missing sum over that axis)`;
    if (near(factor, size, 1))
      return `too large by ${name} (a sum where a mean belongs, or an axis counted twice)`;
  }
  if (near(factor, 2, 2)) return "too large by a factor of two";
  if (near(factor, 0.5, 1)) return "too small by a factor of two";
  return `a constant factor of ${Number(factor.toPrecision(4))}`;
}

/** The elements with two axes of one size exchanged, or one axis turned round. */
function rearrangements({ shape, data }: Plain): { name: string; values: number[] }[] {
  const strides = contiguousStrides(shape);
  const read = (map: (index: number[]) => number[]): number[] =>
    Array.from(data, (_, flat) => {
      const index = shape.map((size, axis) => Math.floor(flat / strides[axis]!) % size);
      return data[map(index).reduce((sum, entry, axis) => sum + entry * strides[axis]!, 0)]!;
    });
  const found: { name: string; values: number[] }[] = [];
  shape.forEach((size, axis) => {
    if (size < 2) return;
    const turned = read((index) => index.map((entry, at) => (at === axis ? size - 1 - entry : entry)));
    found.push({ name: `its axis ${axis} the other way round`, values: turned });
    shape.forEach((other, second) => {
      if (second <= axis || other !== size) return;
      const swapped = read((index) =>
        index.map((entry, at) => (at === axis ? index[second]! : at === second ? index[axis]! : entry)),
      );
      found.push({ name: `axes ${axis} and ${second} exchanged (a transposed operand)`, values: swapped });
    });
  });
  return found;
}

/** Names for the sizes of a sample, so that a factor can be told by the axis it comes from. */
function namedSizes({ sizes, inputs }: Sample): Map<number, string> {
  const names = new Map<number, string>();
  for (const { shape } of inputs) for (const size of shape) names.set(size, `an axis of size ${size}`);
  for (const [name, size] of Object.entries(sizes)) names.set(size, `"${name}" = ${size}`);
  return names;
}

/** What the quotient or the gap between wrong and right is, where it is one of the inputs. */
function byInput(analytic: Values, numeric: Values, { inputs }: Sample): string | null {
  for (const [position, { data }] of inputs.entries()) {
    if (data.length !== numeric.length) continue;
    const values = Array.from(data);
    const times = (power: number): number[] =>
      Array.from(numeric, (value, at) => value * values[at]! ** power);
    if (allNear(analytic, times(-1))) return `a forgotten factor: it lacks input ${position + 1} itself`;
    if (allNear(analytic, times(1))) return `a factor too many: it has input ${position + 1} once more`;
  }
  return null;
}

/** The likely cause in a few words. */
export function findCause(fault: WrongDerivative, sample: Sample): string {
  const bad = fault.gradients.filter(({ analytic, numeric }) => !allNear(analytic.data, numeric.data));
  const [first] = bad;
  if (first === undefined)
    return "it is wrong along the direction, yet right element by element (steep curvature)";
  const { analytic, numeric, position } = first;
  const which = `input ${position + 1}: `;
  const factor = factorOf(analytic.data, numeric.data);
  if (factor !== null && near(factor, -1, 1)) return `${which}a wrong sign`;
  const other = fault.gradients.find((each) => each !== first && allNear(analytic.data, each.numeric.data));
  if (other !== undefined && !isZero(analytic.data))
    return `${which}it is the gradient of input ${other.position + 1} (cotangents in the wrong order)`;
  if (isZero(numeric.data)) return `${which}a derivative where there is none`;
  // One element alone is a multiple of any other; only telling factors are believed there.
  const isTelling = factor !== null && (numeric.data.length > 1 || isWhole(factor) || isWhole(1 / factor));
  if (isTelling) {
    const text = describeFactor(factor, namedSizes(sample));
    return fault.order === 2 && near(factor, 0, 1)
      ? `${which}the first derivative is not made of tensor ops (a detached or stale value in it)`
      : `${which}${text}`;
  }
  const moved = rearrangements(numeric).find(({ values }) => allNear(analytic.data, values));
  if (moved !== undefined) return `${which}${moved.name}`;
  const factorOfInput = byInput(analytic.data, numeric.data, sample);
  if (factorOfInput !== null) return `${which}${factorOfInput}`;
  const wrongElements = Array.from(analytic.data).filter((value, at) => !near(value, numeric.data[at]!, 1));
  if (wrongElements.length < analytic.data.length)
    return `${which}${wrongElements.length} of ${analytic.data.length} elements (a wrong place, slice or guard)`;
  return `${which}no single factor (a term of the product rule or of the chain rule is missing, or a stale value)`;
}
