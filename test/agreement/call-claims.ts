/** A call that ran, as lines for the compiler: the same shapes and messages, and nothing false where dims are hidden; knows no op. */

import * as tensors from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as layers from "../../src/nn/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import type { DType } from "../../types/index.ts";
import type { Call, Operand } from "./call.ts";

/** What a type may know of the tensors: everything, some dims, not even ranks, or names in place of sizes. */
export type View = "exact" | "dims" | "ranks" | "names";

export const views: readonly View[] = ["exact", "dims", "ranks", "names"];

const names = { ...tensors, ...losses, ...layers, ...optimizers };

/** What stands before the lines. */
export const opening: readonly string[] = [
  ...Object.entries({
    microml: tensors,
    "microml/loss": losses,
    "microml/nn": layers,
    "microml/optim": optimizers,
  }).map(
    ([entry, all]) =>
      `import { ${Object.keys(all).join(", ")}${entry === "microml" ? ", type Tensor" : ""} } from "${entry}";`,
  ),
  `void [${Object.keys(names).join(", ")}];`,
  "declare function typed<T>(): T;",
  "declare function claim<T extends true>(): T;",
  "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;",
  "type Sizes = { d2: 2; d3: 3; d4: 4; d5: 5; d6: 6 };",
  "type SizeIs<D, N> = number extends D ? true : D extends keyof Sizes ? (Sizes[D] extends N ? true : false) : D extends N ? true : false;",
  "type EachIs<S, R extends readonly unknown[]> = S extends readonly [infer D, ...infer ST] ? (R extends readonly [infer N, ...infer RT] ? (SizeIs<D, N> extends true ? EachIs<ST, RT> : false) : false) : S extends readonly [] ? (R extends readonly [] ? true : false) : true;",
  "type MayBe<S, R extends readonly unknown[]> = S extends readonly unknown[] ? (number extends S['length'] ? true : EachIs<S, R>) : false;",
];

interface Found {
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

function findTensors(value: unknown, path = "r"): Found[] {
  if (tensors.isTensor(value)) return [{ path, shape: value.shape as readonly number[], dtype: value.dtype }];
  if (Array.isArray(value)) return value.flatMap((each, at) => findTensors(each, `${path}[${at}]`));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return [];
  // An object with methods is no result of tensors, but holds what it was given.
  if (Object.values(value).some((each) => typeof each === "function")) return [];
  return Object.entries(value).flatMap(([key, each]) => findTensors(each, `${path}.${key}`));
}

/** What a call gives when it runs: the tensors in its result, or the message of its error. */
export function run({ text, operands }: Call): readonly Found[] | string {
  const untyped = text.replace(/⟨.*?⟩/g, "").replace(/\$(\d)/g, (_, at: string) => {
    const { shape, dtype } = operands[Number(at)]!;
    return `zeros(${JSON.stringify(shape)}, { dtype: "${dtype}" })`;
  });
  try {
    return findTensors(new Function(...Object.keys(names), `return (${untyped});`)(...Object.values(names)));
  } catch (error) {
    if (error instanceof tensors.MicromlError) return error.message;
    throw new Error(`${untyped}: ${String(error)}`);
  }
}

function typeOf({ shape, dtype }: Operand, view: View): string {
  const dims = shape.map((size, axis) => {
    if (view === "dims" && (size + axis) % 2 === 0) return "number";
    return view === "names" && size > 1 ? `"d${size}"` : String(size);
  });
  const kind = dtype === "f32" ? "" : `, "${dtype}"`;
  return view === "ranks" ? `Tensor<readonly number[]${kind}>` : `Tensor<[${dims.join(", ")}]${kind}>`;
}

/** The call as the compiler reads it. */
export const write = ({ text, operands }: Call, view: View): string =>
  text
    .replace(/⟨(.*?)⟩/g, ": $1")
    .replace(/\$(\d)/g, (_, at: string) => `typed<${typeOf(operands[Number(at)]!, view)}>()`);

/** The line that claims what ran, or null where nothing follows from it. */
export function claimLine(given: Call, view: View): string | null {
  // A parameter of exact sizes takes no tensor that says less.
  if (view !== "exact" && /⟨Tensor<\[\d/.test(given.text)) return null;
  const outcome = run(given);
  if (typeof outcome === "string") return view === "exact" ? `${write(given, view)};` : null;
  const claims = outcome.map(({ path, shape, dtype }) => {
    const sizes = JSON.stringify(shape);
    if (view !== "exact") return `claim<MayBe<(typeof ${path})["shape"], ${sizes}>>();`;
    return `claim<Same<[(typeof ${path})["shape"], (typeof ${path})["dtype"]], [${sizes}, "${dtype}"]>>();`;
  });
  return `{ const r = ${write(given, view)}; ${claims.join(" ")} void r; }`;
}

const messageIn = (printed: string): string =>
  /'\[?"((?:[^"\\]|\\.)*)"\]?'\.(?:\n|$)/.exec(printed)?.[1]?.replaceAll('\\"', '"') ?? printed;

/** What is wrong with what a compiler says of the line, or null. */
export function disagreement(given: Call, view: View, printed: readonly string[]): string | null {
  const outcome = run(given);
  const said = printed.map(messageIn);
  const [first = "nothing"] = said;
  if (typeof outcome === "string")
    return said.includes(outcome) ? null : `${write(given, view)}: runs into ${outcome}, typed ${first}`;
  if (said.length === 0) return null;
  // Two names are never equal, and a name is equal to no size, whatever they stand for.
  if (view === "names" && /\bd[2-6]\b/.test(first)) return null;
  return `${write(given, view)}: runs, typed ${first}`;
}
