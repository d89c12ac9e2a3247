/** Options as users give them: an object, or one clear line; knows no option. */

import { describeValue } from "./describe.ts";
import { ValueError } from "./errors.ts";

const none: object = Object.freeze({});

const isOptions = (given: unknown): boolean =>
  typeof given === "object" && given !== null && !Array.isArray(given);

/**
 * Options that may be left out.
 *
 * @throws ValueError when something else was given: `sum: options are an object, got null (leave them out for …)`.
 */
export function optionsOf<Options extends object>(op: string, given: Options | undefined): Options {
  if (given === undefined) return none as Options;
  if (isOptions(given)) return given;
  throw new ValueError(
    `${op}: options are an object, got ${describeValue(given)} (leave them out for the defaults)`,
  );
}

/**
 * Options that there have to be.
 *
 * @throws ValueError when there are none: `sgd: needs options, such as { learningRate: 0.1 }, got null`.
 */
export function requireOptions<Options extends object>(op: string, given: Options, example: string): Options {
  if (isOptions(given)) return given;
  throw new ValueError(`${op}: needs options, such as ${example}, got ${describeValue(given)}`);
}
