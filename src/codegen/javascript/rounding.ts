/** Which f32 values are rounded where they are computed, because they are computed anew or read from memory elsewhere; knows no text. */

import { storesOf } from "../../kernel/buffers.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { operandsOf, type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { elementwise } from "../../ops/elementwise.ts";
import { scalarsOf } from "../describe.ts";

/** Whether a value has to be rounded: a double and its copy in memory would not be the same number. */
export type Rounds = (scalar: Scalar) => boolean;

/** What a value is called, given the numbers of its operands: the same wherever its elements are the same numbers. */
function spell(scalar: Scalar, operands: string, kernel: number): string {
  switch (scalar.kind) {
    case "constant":
      return `${scalar.dtype} ${Object.is(scalar.value, -0) ? "-0" : scalar.value}`;
    case "load":
      return `load ${scalar.buffer}`;
    case "index":
      return "index";
    case "guard":
      return `guard ${operands} ${scalar.fill}`;
    case "gather":
      return `gather ${scalar.buffer} ${operands}`;
    case "apply":
      return `${scalar.op} ${scalar.dtype} ${operands}`;
    case "reduced":
      return `reduced ${kernel}`;
  }
}

/** Numbers a kernel's values, equal ones of all kernels alike; where in a buffer they lie makes no difference. */
function makeNumbering(numbers: Map<string, number>, kernel: number): (scalar: Scalar) => number {
  const known = new Map<Scalar, number>();
  return (scalar) => {
    for (const each of sortScalars([scalar], (above) => (known.has(above) ? [] : operandsOf(above)))) {
      if (known.has(each)) continue;
      const operands = operandsOf(each).map((operand) => known.get(operand));
      const name = spell(each, operands.join(), kernel);
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      known.set(each, number);
    }
    return known.get(scalar)!;
  };
}

/** Whether a value of this kind can be no single-precision number. */
const isInexact = (scalar: Scalar): boolean =>
  scalar.dtype === "f32" &&
  (scalar.kind === "reduced" || (scalar.kind === "apply" && elementwise[scalar.op].cost > 0));

/** For each kernel, which of its values are rounded: those computed twice, and those both stored and used at once. */
export function findRounded(kernels: readonly Kernel[]): Rounds[] {
  const numbers = new Map<string, number>();
  const once = new Set<number>();
  const rounded = new Set<number>();
  const numberings = kernels.map((kernel, at) => {
    const numberOf = makeNumbering(numbers, at);
    const used = new Set<Scalar>();
    for (const scalar of scalarsOf(kernel)) {
      const number = numberOf(scalar);
      (once.has(number) ? rounded : once).add(number);
      for (const operand of operandsOf(scalar)) used.add(operand);
    }
    for (const { value } of storesOf(kernel)) if (used.has(value)) rounded.add(numberOf(value));
    return numberOf;
  });
  return numberings.map((numberOf) => (scalar) => isInexact(scalar) && rounded.has(numberOf(scalar)));
}
