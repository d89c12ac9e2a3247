/** Options as users give them: an object, flags and numbers among them, or one clear line; knows no function. */

import { describeValue } from "./describe.ts";
import { ValueError } from "./errors.ts";

const none: object = Object.freeze({});

/** What is true or false, and what a number, wherever it stands. */
const flags = [
  ...["keepDims", "causal", "exclusive", "reverse", "descending", "largest", "ceilMode", "countIncludePad"],
  ...["amsgrad", "centered", "nesterov", "reuseResults", "verify"],
];
const numbers = ["epsilon", "correction", "floor", "power", "debug"];

const kinds: ReadonlyMap<string, "boolean" | "number"> = new Map([
  ...flags.map((name) => [name, "boolean"] as const),
  ...numbers.map((name) => [name, "number"] as const),
]);

const isOptions = (given: unknown): boolean =>
  typeof given === "object" && given !== null && !Array.isArray(given);

/** The options themselves, if each of a known kind is of that kind. */
function checkedKinds<Options extends object>(op: string, options: Options): Options {
  for (const [name, value] of Object.entries(options)) {
    const kind = kinds.get(name);
    const fits = kind === undefined || value === undefined || typeof value === kind;
    if (!fits)
      throw new ValueError(
        `${op}: ${name} is ${describeValue(value)}, and has to be ${kind === "boolean" ? "true or false" : "a number"}`,
      );
  }
  return options;
}

/**
 * Options that may be left out.
 *
 * @throws ValueError when something else was given: `sum: options are an object, got null (leave them out for …)`.
 */
export function optionsOf<Options extends object>(op: string, given: Options | undefined): Options {
  if (given === undefined) return none as Options;
  if (isOptions(given)) return checkedKinds(op, given);
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
  if (isOptions(given)) return checkedKinds(op, given);
  throw new ValueError(`${op}: needs options, such as ${example}, got ${describeValue(given)}`);
}
