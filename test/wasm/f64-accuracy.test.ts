/** The functions of f64 stay within their stated errors over all sizes of arguments, and are right at the edges. */

import { describe, expect, it } from "vitest";
import { elementwise } from "../../src/ops/elementwise.ts";
import { wasm, wasmThatFuses } from "../codegen/sites.ts";
import { readTable, spreadDoubles } from "./accuracy-table.ts";
import { evaluateOp } from "./evaluate-op.ts";
import { errorInUnits, exactFunctions } from "./exact-functions.ts";

type ExactName = keyof typeof exactFunctions;

const sites = [wasm, wasmThatFuses];

const { claims, binary } = readTable("f64 on WebAssembly");
const names = Object.keys(exactFunctions) as ExactName[];
const unaryNames = names.filter((name) => elementwise[name].operands.length === 1);
const binaryNames = names.filter((name) => elementwise[name].operands.length === 2);
const scalarOf = (op: ExactName): ((...numbers: readonly number[]) => number) =>
  elementwise[op].scalar as (...numbers: readonly number[]) => number;

describe("the reference", () => {
  it.each<[ExactName, readonly number[], string]>([
    ["exp", [1], "2.71828182845904523536028747135266249775724709"],
    ["log", [10], "2.30258509299404568401799145468436420760110149"],
    ["log2", [3], "1.58496250072115618145373894394781650875981441"],
    ["log10", [2], "0.301029995663981195213738894724493026768189881"],
    ["sin", [1e22], "-0.85220084976718880177270589375302936826176215"],
    ["cos", [1e22], "0.523214785395138945497594473384709492140919972"],
    ["sin", [Number.MAX_VALUE], "0.00496195478918406179050267119707470575076469996"],
    ["tan", [1], "1.55740772465490223050697480745836017308725077"],
    ["asin", [0.75], "0.848062078981481008052944338998418080073366213"],
    ["acos", [-0.75], "2.41885840577637762728426603063816952217195091"],
    ["atan", [0.5], "0.463647609000806116214256231461214402028537054"],
    ["atan2", [1, -3], "2.8198420991931510450612387689208415651764141"],
    ["sinh", [1], "1.17520119364380145688238185059560081515571798"],
    ["cosh", [3], "10.0676619957777658419539360351158898368098037"],
    ["tanh", [1], "0.761594155955764888119458282604793590412768597"],
    ["asinh", [2], "1.443635475178810342493276740273105269405553"],
    ["acosh", [2], "1.31695789692481670862504634730796844402698197"],
    ["atanh", [0.5], "0.549306144334054845697622618461262852323745279"],
    ["softplus", [1], "1.31326168751822283404899549496785564191528009"],
    ["erf", [1], "0.842700792949714869341220635082609259296066998"],
    ["erf", [3], "0.999977909503001414558627223870417679620152293"],
    ["hypot", [1, 1], "1.41421356237309504880168872420969807856967188"],
    ["pow", [1.5, 100.5], "497933717093180188.794804832878510459101548047"],
  ])("knows %s of %j", (name, operands, digits) => {
    const exact = (exactFunctions[name] as (...numbers: readonly number[]) => bigint)(...operands);
    const [whole, broken = ""] = digits.replace("-", "").split(".");
    const size = exact < 0n ? -exact : exact;
    const shown = ((size * 10n ** BigInt(broken.length)) >> 1300n).toString();
    const difference = BigInt(shown) - BigInt(whole + broken);
    expect(difference >= -1n && difference <= 1n, shown).toBe(true);
    expect(exact < 0n).toBe(digits.startsWith("-"));
  });
});

describe("the document's table", () => {
  it("has every function", () => {
    expect(new Set(claims.map(({ op }) => op))).toEqual(new Set(unaryNames));
    expect(new Set(binary.keys())).toEqual(new Set(binaryNames));
  });
});

/** The largest error over all operands and where it is; exact values that no double holds are left to the edges. */
function worstOf(
  op: ExactName,
  ...operands: readonly [Float64Array, ...Float64Array[]]
): { worst: number; at: string } {
  const results = sites.map((site) => evaluateOp(site, op, ...operands));
  const evaluateExactly = exactFunctions[op] as (...numbers: readonly number[]) => bigint;
  let worst = 0;
  let at = "";
  for (const index of operands[0]!.keys()) {
    const numbers = operands.map((operand) => operand[index]!);
    const exact = evaluateExactly(...numbers);
    for (const [side, { name }] of sites.entries()) {
      const error = errorInUnits(results[side]![index]!, exact);
      if (error > worst) [worst, at] = [error, `${op}(${numbers.join(", ")}) on ${name}`];
    }
  }
  if (process.env.MICROML_ERRORS !== undefined) console.log(`${worst.toFixed(2)} units at ${at}`);
  return { worst, at };
}

/** Numbers where formulas meet, or results nearly vanish, each with its neighbours. */
const corners = [0.25, Math.SQRT2 - 1, 0.5, Math.SQRT1_2, 0.92, 1, Math.SQRT2, 2, Math.SQRT2 + 1, Math.E, 10];
const turns = [1, 2, 3, 4, 11, 355, 103_993, 636_618].map((quarters) => (quarters * Math.PI) / 2);
const near = [...corners, ...turns].flatMap((x) => [x * (1 - 2 ** -52), x, x * (1 + 2 ** -52), x + 0.01]);

describe("errors in units of the last place", () => {
  it.each(claims)("$op from $low to $high: at most $ulp", ({ op, ulp, low, high, isSigned }) => {
    const special = near.filter((x) => x >= low && x <= high);
    const all = [...spreadDoubles(low, high, isSigned, 601), ...special];
    const { worst, at } = worstOf(op as ExactName, Float64Array.from(all));
    expect(worst, at).toBeLessThanOrEqual(ulp);
  });
});

/** Pairs of numbers whose functions are finite doubles: for pow both moderate, for others of all sizes. */
function makePairs(op: ExactName): [Float64Array, Float64Array] {
  if (op !== "pow") {
    const count = 601;
    const first = [...spreadDoubles(5e-324, 1e307, true, count), ...spreadDoubles(0.01, 100, true, count)];
    const second = [...spreadDoubles(1e-310, 5e306, false, count), ...spreadDoubles(0.02, 50, true, count)];
    const turned = second.map((_, index) => second[(index * 211) % second.length]!);
    return [Float64Array.from(first), Float64Array.from(turned)];
  }
  const bases = [...spreadDoubles(1e-300, 1e300, false, 61), 0.7, 0.999, 1.001, 1.5, 2, 10, 5e-324];
  const powers = [0.3, 0.5, 1 / 3, -0.7, 1, 2.5, 3, 12.25, 1e-5, 0.999, -1, -2].flatMap((share) =>
    bases.map((base) => [base, share] as const),
  );
  const large = [1.0001, 1.5, 0.3, 7, 1e10, 1 + 2 ** -52].flatMap((base) =>
    [709.7, -708, 500.123, -744].map((logarithm) => [base, logarithm / Math.log(base)] as const),
  );
  const pairs = [...powers, ...large, [-3, 5] as const, [-1.5, 4] as const, [-0.1, -301] as const].filter(
    ([base, exponent]) => Math.abs(exponent * Math.log(Math.abs(base))) < 744.4,
  );
  return [Float64Array.from(pairs, ([base]) => base), Float64Array.from(pairs, ([, exponent]) => exponent)];
}

describe("errors of functions of two numbers", () => {
  it.each([...binary])("%s: at most %d", (op, ulp) => {
    const { worst, at } = worstOf(op as ExactName, ...makePairs(op as ExactName));
    expect(worst, at).toBeLessThanOrEqual(ulp);
  });
});

const edges = [
  0,
  -0,
  Infinity,
  -Infinity,
  NaN,
  1,
  -1,
  0.5,
  -2,
  3,
  -1.5,
  5e-324,
  -5e-324,
  1e-310,
  1e308,
  -1e308,
];
const further = [1e16, -3e9, 710.2, -746, 1e-300, 2 ** -53, 36.1, -37, -0.1, 1e6, 1e6 + 1, -1e22];

/** Whether two numbers are the same to a few roundings, zeros by their sign. */
const isClose = (actual: number, expected: number): boolean =>
  Object.is(actual, expected) ||
  (expected !== 0 && Math.abs(actual - expected) <= Math.abs(expected) * 1e-15 + 5e-324);

describe.each(sites)("edges, $name", (site) => {
  it.each(unaryNames)("%s of signed zeros, infinities, NaN, denormal and huge numbers", (op) => {
    const numbers = [...edges, ...further];
    const results = evaluateOp(site, op, Float64Array.from(numbers));
    const wrong = numbers.flatMap((x, index) => {
      const expected = scalarOf(op)(x);
      return isClose(results[index]!, expected) ? [] : [`${op}(${x}): ${results[index]}, not ${expected}`];
    });
    expect(wrong).toEqual([]);
  });

  it.each(binaryNames)("%s of all pairs of them", (op) => {
    const numbers = [...edges, 1e16, 2 ** 53 + 2, 1e-300];
    const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const));
    const [first, second] = [0, 1].map((side) => Float64Array.from(pairs, (pair) => pair[side]!));
    const results = evaluateOp(site, op, first!, second!);
    const wrong = pairs.flatMap(([a, b], index) => {
      const expected = scalarOf(op)(a, b);
      const isRight = isClose(results[index]!, expected);
      return isRight ? [] : [`${op}(${a}, ${b}): ${results[index]}, not ${expected}`];
    });
    expect(wrong).toEqual([]);
  });
});
