/** Tensors called by the name of a method, for ops whose types are not at stake; knows no op. */

import * as library from "../../src/index.ts";
import { type ElementType, tensor, type Untyped } from "../tensor/untyped.ts";

type Method = (this: unknown, ...given: readonly unknown[]) => unknown;

/** Calls a method that gives one tensor. */
export function call(x: Untyped, name: string, ...given: readonly unknown[]): Untyped {
  return (x as unknown as Record<string, Method>)[name]!(...given) as Untyped;
}

/** Calls a method that gives several tensors by name. */
export function callTree<Name extends string>(
  x: Untyped,
  name: string,
  ...given: readonly unknown[]
): Readonly<Record<Name, Untyped>> {
  return (x as unknown as Record<string, Method>)[name]!(...given) as Readonly<Record<Name, Untyped>>;
}

/** Calls a method that gives a list of tensors. */
export function callList(x: Untyped, name: string, ...given: readonly unknown[]): readonly Untyped[] {
  return (x as unknown as Record<string, Method>)[name]!(...given) as readonly Untyped[];
}

/** Calls a free function of the library that gives one tensor. */
export function callFree(name: string, ...given: readonly unknown[]): Untyped {
  return (library as unknown as Record<string, Method>)[name]!(...given) as Untyped;
}

/** Numbers that look drawn, the same at every run, from −bound to bound, none twice. */
export function scatter(
  shape: readonly number[],
  { seed = 1, bound = 2, dtype = "f64" }: { seed?: number; bound?: number; dtype?: ElementType } = {},
): Untyped {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: count }, (_, at) => {
    const turn = ((at + 1) * 0.6180339887498949 + seed * 0.7548776662466927) % 1;
    return bound * (2 * turn - 1);
  });
  return tensor(values, { shape, dtype });
}

/** The elements as plain numbers. */
export const numbers = (x: Untyped): number[] => Array.from(x.data());
