/** What the axes of an einsum are called and how large they are; knows no product. */

import { ShapeError } from "../base/errors.ts";
import { stretch } from "./broadcast.ts";
import { formatShape, formatShapes } from "./format.ts";
import { countedShape } from "./size.ts";

/** An einsum with its equation resolved: a letter, or a number counted from the right for an axis of `...`, per axis. */
export interface NormalizedEinsum {
  /** For each input the label of each axis; a `...` axis may have size 1 where others have more. */
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
  readonly sizes: ReadonlyMap<string, number>;
}

const ellipsis = "...";

/** The letters and the `...` of one term, in order. */
function readTerm(equation: string, term: string): string[] {
  const labels: string[] = [];
  for (let at = 0; at < term.length; at += 1) {
    const label = term.startsWith(ellipsis, at) ? ellipsis : term[at]!;
    const expected = label === ellipsis ? !labels.includes(ellipsis) : /[A-Za-z]/.test(label);
    if (!expected)
      throw new ShapeError(
        `einsum: unexpected "${label}" in "${equation}" (letters, commas, one "->", and "..." once for a tensor)`,
      );
    labels.push(label);
    at += label.length - 1;
  }
  return labels;
}

/** The `...` and, in the order of the alphabet, capitals first, every letter that stands once. */
function implicitOutput(terms: readonly (readonly string[])[]): string[] {
  const all = terms.flat();
  const once = all.filter((label) => label !== ellipsis && all.indexOf(label) === all.lastIndexOf(label));
  return [...(all.includes(ellipsis) ? [ellipsis] : []), ...once.sort((a, b) => (a < b ? -1 : 1))];
}

function checkOutput(equation: string, output: readonly string[], letters: readonly string[]): void {
  const fault = (what: string) => new ShapeError(`einsum: the output of "${equation}" ${what}`);
  for (const [at, label] of output.entries()) {
    if (!letters.includes(label)) throw fault(`names "${label}", which no input has`);
    if (output.indexOf(label) !== at) throw fault(`names "${label}" twice`);
  }
}

/** The terms of an equation and its output, written or implied. */
function readEquation(equation: string): { terms: string[][]; output: string[] } {
  const [left = "", ...right] = equation.replaceAll(" ", "").split("->");
  const terms = left.split(",").map((term) => readTerm(equation, term));
  if (right.length === 0) return { terms, output: implicitOutput(terms) };
  const output = readTerm(equation, right.join("->"));
  checkOutput(equation, output, terms.flat());
  return { terms, output };
}

/** The labels of one input's axes. */
function nameAxes(
  equation: string,
  term: readonly string[],
  shape: readonly number[],
  tensor: number,
): string[] {
  const open = term.indexOf(ellipsis);
  const letters = open < 0 ? term.length : term.length - 1;
  const more = shape.length - letters;
  if (open < 0 ? more !== 0 : more < 0)
    throw new ShapeError(
      `einsum: "${term.join("")}" in "${equation}" needs rank ${letters}${open < 0 ? "" : " or more"}, ` +
        `tensor ${tensor} is ${formatShape(shape)}`,
    );
  if (open < 0) return [...term];
  return term.toSpliced(open, 1, ...Array.from({ length: more }, (_, at) => String(more - at)));
}

/**
 * The labels of all axes and the size of each label.
 *
 * @throws ShapeError when the equation is none, or the tensors do not fit it.
 */
export function normalizeEinsum(equation: string, shapes: readonly (readonly number[])[]): NormalizedEinsum {
  const { terms, output } = readEquation(equation);
  if (terms.length !== shapes.length)
    throw new ShapeError(
      `einsum: "${equation}" names ${terms.length} ${terms.length === 1 ? "tensor" : "tensors"}, got ${shapes.length}`,
    );
  const found = new Map<string, { size: number; tensor: number }>();
  const clash = (reason: string) =>
    new ShapeError(
      `einsum: ${formatShapes(shapes)} ${shapes.length === 1 ? "does" : "do"} not fit "${equation}" (${reason})`,
    );
  let open: number[] = [];
  const inputs = terms.map((term, at) => {
    const shape = shapes[at]!;
    const labels = nameAxes(equation, term, shape, at + 1);
    for (const [axis, label] of labels.entries()) {
      if (/\d/.test(label)) continue;
      const size = shape[axis]!;
      const earlier = found.get(label);
      if (earlier === undefined) found.set(label, { size, tensor: at + 1 });
      else if (earlier.size !== size)
        throw clash(
          `"${label}" is ${earlier.size} in tensor ${earlier.tensor} but ${size} in tensor ${at + 1}`,
        );
    }
    const stretched = stretch(
      open,
      shape.filter((_, axis) => /\d/.test(labels[axis]!)),
    );
    if (typeof stretched === "string") throw clash(`"..." does not broadcast, ${stretched}`);
    open = stretched;
    return labels;
  });
  const openLabels = open.map((_, at) => String(open.length - at));
  const sizes = new Map([...found].map(([label, { size }]) => [label, size] as const));
  openLabels.forEach((label, at) => {
    sizes.set(label, open[at]!);
  });
  const written = output.flatMap((label) => (label === ellipsis ? openLabels : [label]));
  countedShape(
    "einsum",
    written.map((label) => sizes.get(label)!),
  );
  return { inputs, output: written, sizes };
}

/** The shape of an einsum in NumPy's notation, such as `"ij,jk->ik"`. */
export function einsum(equation: string, shapes: readonly (readonly number[])[]): number[] {
  const { output, sizes } = normalizeEinsum(equation, shapes);
  return output.map((label) => sizes.get(label)!);
}
