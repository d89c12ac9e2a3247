/** The smallest of the drawn cases that still shows a fault; knows not what a fault is. */

import fc from "fast-check";

/** What is wrong with the smallest case that the faulty one, the `at`-th of a seed, shrinks to. */
export function smallest<T>(
  draw: fc.Arbitrary<T>,
  { seed, at }: { readonly seed: number; readonly at: number },
  faultOf: (drawn: T) => string | null,
): string {
  const holds = fc.property(draw, (drawn) => faultOf(drawn) === null);
  const { counterexample } = fc.check(holds, { seed, path: String(at), numRuns: 1 });
  return counterexample === null ? "no fault" : `smallest: ${faultOf(counterexample[0])}`;
}
