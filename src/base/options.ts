/** Options as users give them: an object, flags and numbers among them, or one clear line; knows no function and no option. */

import { describeValue } from "./describe.ts";
import { ValueError } from "./errors.ts";

/** Which options are flags and which are plain numbers; what else there is, the function looks at itself. */
export type Kinds<Options> = { readonly [Name in keyof Options]?: "boolean" | "number" };

const none: object = Object.freeze({});
const wanted = { boolean: "true or false", number: "a number" } as const;

const isOptions = (given: unknown): boolean =>
  typeof given === "object" && given !== null && !Array.isArray(given);

/** The options themselves, if each of a known kind is of that kind. */
function checkedKinds<Options extends object>(op: string, options: Options, kinds: Kinds<Options>): Options {
  for (const name in kinds) {
    const value = options[name];
    const kind = kinds[name]!;
    if (value === undefined || typeof value === kind) continue;
    throw new ValueError(`${op}: ${name} is ${describeValue(value)}, and has to be ${wanted[kind]}`);
  }
  return options;
}

/**
 * Options that may be left out.
 *
 * @throws ValueError when something else was given: `sum: options are an object, got null (leave them out for …)`.
 */
export function optionsOf<Options extends object>(
  op: string,
  given: Options | undefined,
  kinds: Kinds<Options> = {},
): Options {
  if (given === undefined) return none as Options;
  if (isOptions(given)) return checkedKinds(op, given, kinds);
  throw new ValueError(
    `${op}: options are an object, got ${describeValue(given)} (leave them out for the defaults)`,
  );
}

/**
 * Options that there have to be.
 *
 * @throws ValueError when there are none: `sgd: needs options, such as { learningRate: 0.1 }, got null`.
 */
export function requireOptions<Options extends object>(
  op: string,
  given: Options,
  example: string,
  kinds: Kinds<Options> = {},
): Options {
  if (isOptions(given)) return checkedKinds(op, given, kinds);
  throw new ValueError(`${op}: needs options, such as ${example}, got ${describeValue(given)}`);
}
