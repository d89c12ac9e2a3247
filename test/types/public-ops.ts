/** The names of everything public that takes tensors or makes them, found on what is exported; knows no program. */

import * as tensors from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as layers from "../../src/nn/index.ts";
import * as optimizers from "../../src/optim/index.ts";

/** What stands behind a tensor when it runs and is no user's business. */
const internalMembers: readonly string[] = [
  "constructor",
  "node",
  "variable",
  "storage",
  "isOver",
  "elements",
  "finished",
  "read",
  "toJSON",
];

/** Every member of an object but those that all objects have. */
export function membersOf(object: object): string[] {
  const found = new Set<string>();
  for (let each = object; each !== Object.prototype; each = Object.getPrototypeOf(each)) {
    for (const name of Object.getOwnPropertyNames(each)) found.add(name);
  }
  return [...found].filter((name) => !internalMembers.includes(name));
}

const isClass = (value: unknown): boolean => typeof value === "function" && /^class\b/.test(String(value));

/** The functions of all entry points. */
export const publicFunctions: readonly string[] = [tensors, losses, layers, optimizers].flatMap((entry) =>
  Object.entries(entry).flatMap(([name, value]) =>
    typeof value === "function" && !isClass(value) ? [name] : [],
  ),
);

const tensor = tensors.parameter(tensors.zeros([]));
const methods = membersOf(tensor).filter(
  (name) => typeof (tensor as unknown as Record<string, unknown>)[name] === "function",
);

/** The methods of a tensor and of a parameter, and the functions of all entry points. */
export const publicOps: readonly string[] = [...new Set([...methods, ...publicFunctions])].sort();
