/** The vitest matcher `toHaveCorrectGradients`, installed on request; judges nothing itself. */

import type { ExpectStatic } from "vitest";
import { ValueError } from "../base/errors.ts";
import { checkGradients, type DescribedFunction, type DescribedOptions } from "./check-gradients.ts";
import { GradientCheckError } from "./report.ts";

/** What a matcher gives to vitest. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

declare module "vitest" {
  interface Matchers<T> {
    /** The function's derivatives agree with differences: as `checkGradients` with these options. */
    toHaveCorrectGradients(options?: DescribedOptions): void;
  }
}

function toHaveCorrectGradients(received: unknown, options?: unknown): MatcherResult {
  try {
    const { runs } = checkGradients(received as DescribedFunction, options as DescribedOptions);
    return { pass: true, message: () => `the gradients are right at all of ${runs} points` };
  } catch (error) {
    if (!(error instanceof GradientCheckError)) throw error;
    return { pass: false, message: () => error.message };
  }
}

/**
 * Adds `toHaveCorrectGradients` to vitest's `expect`.
 *
 * @throws ValueError when what is given is no `expect`.
 * @example installMatchers(expect); expect(softplus).toHaveCorrectGradients({ inputs: [["n"]] });
 */
export function installMatchers(expect: ExpectStatic): void {
  if (typeof expect?.extend !== "function")
    throw new ValueError('installMatchers: needs vitest\'s expect (import { expect } from "vitest")');
  expect.extend({ toHaveCorrectGradients });
}
