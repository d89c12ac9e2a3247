/** The polynomials of f32 stay within their stated errors over all sizes of arguments, and are right at the edges. */

import { describe, expect, it } from "vitest";
import { elementwise } from "../../src/ops/elementwise.ts";
import { accessOf, ProgramBuilder, reducedOf, rowMajor } from "../codegen/program-builder.ts";
import { wasm, wasmThatFuses } from "../codegen/sites.ts";
import { readTable } from "./accuracy-table.ts";
import { evaluateOp } from "./evaluate-op.ts";

const sites = [wasm, wasmThatFuses];

/** The distance in units of the last place of the exact value, denormal ones counted by their fixed step. */
function errorInUlp(actual: number, exact: number): number {
  if (Object.is(actual, Math.fround(exact)) || (Number.isNaN(actual) && Number.isNaN(exact))) return 0;
  const size = Math.max(Math.abs(exact), 2 ** -126);
  const ulp = 2 ** (Math.floor(Math.log2(size)) - 23);
  if (!Number.isFinite(actual)) return Math.abs(exact) >= 3.4028234e38 ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(actual - exact) / ulp;
}

/** Numbers spread evenly over the bit patterns between two sizes, of both signs if asked for. */
function spread(low: number, high: number, signed: boolean): Float32Array {
  const bits = (x: number): number => new Int32Array(Float32Array.of(x).buffer)[0]!;
  const [from, to] = [bits(low), bits(high)];
  const count = 40_003;
  const patterns = Int32Array.from({ length: count }, (_, index) =>
    Math.round(from + ((to - from) * index) / (count - 1)),
  );
  const sizes = new Float32Array(patterns.buffer);
  return signed ? sizes.map((size, index) => (index % 2 === 0 ? size : -size)) : sizes;
}

const powError = 1;
const { claims, binary } = readTable("f32 on WebAssembly");

describe("the document's table", () => {
  it("has every function that is computed here by a formula", () => {
    const names = ["exp", "expm1", "log", "log1p", "tanh", "sigmoid", "softplus", "erf", "sin", "cos", "pow"];
    expect(new Set([...claims.map(({ op }) => op), ...binary.keys()])).toEqual(new Set(names));
    expect(binary.get("pow")).toBe(powError);
  });
});

describe.each(sites)("errors in units of the last place, $name", (site) => {
  it.each(claims)("$op from $low to $high: at most $ulp", ({ op, ulp, low, high, isSigned }) => {
    const numbers = spread(low, high, isSigned);
    const results = evaluateOp(site, op, numbers);
    const scalar = elementwise[op].scalar as (x: number) => number;
    let worst = 0;
    let at = 0;
    for (const [index, x] of numbers.entries()) {
      const error = errorInUlp(results[index]!, scalar(x));
      if (error > worst) [worst, at] = [error, x];
    }
    if (process.env.MICROML_ERRORS !== undefined) console.log(`${op}: ${worst.toFixed(2)} ULP at ${at}`);
    expect(worst, `at ${at}`).toBeLessThanOrEqual(ulp);
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
  -1.5,
  1e-45,
  -1e-45,
  3e38,
  -3e38,
  1e9,
  -1e9,
  88.8,
  -103.9,
];

describe.each(sites)("edges, $name", (site) => {
  const names = [...new Set(claims.map(({ op }) => op))];
  it.each(names)("%s of signed zeros, infinities, NaN, denormal and huge numbers", (op) => {
    const results = evaluateOp(site, op, Float32Array.from(edges));
    const scalar = elementwise[op].scalar as (x: number) => number;
    for (const [index, edge] of edges.entries()) {
      const exact = scalar(Math.fround(edge));
      const close = Math.abs(results[index]! - exact) <= Math.abs(exact) * 3e-7 + 1e-45;
      if (close && exact !== 0) continue;
      expect(results[index], `${op}(${edge})`).toBe(Math.fround(exact));
    }
  });
});

describe.each(sites)("edges among ordinary numbers, $name", (site) => {
  const names = [...new Set(claims.map(({ op }) => op))];
  it.each(names)("%s is at every place of a long row what it is by itself", (op) => {
    const ordinary = Float32Array.from({ length: 64 }, (_, index) => (index + 0.5) / 16);
    const alone = evaluateOp(site, op, Float32Array.from(edges));
    const plain = evaluateOp(site, op, ordinary);
    for (const [at, edge] of edges.entries()) {
      const numbers = Float32Array.from(ordinary);
      for (let place = at; place < numbers.length; place += 21) numbers[place] = edge;
      const results = evaluateOp(site, op, numbers);
      for (const [place, result] of results.entries()) {
        const expected = numbers[place] === ordinary[place] ? plain[place]! : alone[at]!;
        const isNear = Math.abs(result - expected) <= Math.abs(expected) * 2.5e-7;
        if (!isNear) expect(result, `${op}(${numbers[place]}) at ${place}`).toBe(expected);
      }
    }
  });
});

describe.each(sites)("tanh, $name", (site) => {
  it("is x itself among the smallest numbers, and never beyond ±1", () => {
    const denormal = spread(1e-45, 2.9e-39, true);
    expect(evaluateOp(site, "tanh", denormal)).toEqual(denormal);
    const large = spread(2, 3e38, true);
    const results = evaluateOp(site, "tanh", large);
    for (const [index, x] of large.entries()) {
      const result = results[index]!;
      expect(Math.abs(result), `at ${x}`).toBeLessThanOrEqual(1);
      expect(Math.sign(result)).toBe(Math.sign(x));
      if (Math.abs(x) > 9.1) expect(Math.abs(result), `at ${x}`).toBe(1);
    }
  });
});

describe.each(sites)("pow, $name", (site) => {
  const bases = [1e-40, 1e-20, 0.1, 0.7, 0.9999999, 1, 1.0000001, 1.5, 2, 10, 3e5, 3e38];
  const exponents = [-200, -3.5, -3, -1, -0.5, 0, 1e-6, 0.5, 1, 2, 3, 7.25, 20, 1e4];
  const pairs = bases.flatMap((base) =>
    exponents.flatMap((exponent) => [base, -base].map((each) => [each, exponent] as const)),
  );
  const special = [0, -0, Infinity, -Infinity, NaN, 1, -1, 2.5];
  pairs.push(...special.flatMap((base) => special.map((exponent) => [base, exponent] as const)));

  it("is within 1 unit of the last place, and what IEEE 754 says at the edges", () => {
    const [bases, exponents] = [0, 1].map((side) => Float32Array.from(pairs, (pair) => pair[side]!)) as [
      Float32Array,
      Float32Array,
    ];
    const result = evaluateOp(site, "pow", bases, exponents);
    const scalar = elementwise.pow.scalar as (a: number, b: number) => number;
    for (const [index, actual] of result.entries()) {
      const exact = scalar(bases[index]!, exponents[index]!);
      const name = `pow(${bases[index]}, ${exponents[index]})`;
      if (Math.fround(exact) === 0 || !Number.isFinite(Math.fround(exact))) {
        expect(actual, name).toBe(Math.fround(exact));
      } else {
        expect(errorInUlp(actual, exact), name).toBeLessThanOrEqual(powError);
      }
    }
  });
});

describe("sums of 10,000,000 numbers", () => {
  const count = 10_000_000;
  const numbers = Float32Array.from({ length: count }, (_, index) => ((index * 0.618) % 1) + 0.25);
  const layouts = [
    { name: "all", kept: 1, strides: [0, 1] },
    { name: "along the inner axis", kept: 8, strides: [count / 8, 1] },
    { name: "along the outer axis", kept: 8, strides: [1, 8] },
  ];
  const { backend } = wasm;
  it.each(layouts)("$name stay within 1e-6 of their size", ({ kept, strides }) => {
    const builder = new ProgramBuilder();
    const folded = count / kept;
    const value = builder.load(builder.input("f32", count), accessOf([kept, folded], strides));
    const access = rowMajor([kept]);
    builder.add({
      ...{ kind: "loop", space: [kept] },
      reduction: { op: "sum", dtype: "f32", space: [folded], value },
      stores: [{ buffer: builder.output("f32", kept), access, value: reducedOf("f32") }],
    });
    const result = new Float32Array(kept);
    const executable = backend.compile(builder.build());
    executable.run([numbers], [result]);
    executable.release?.();
    for (const [index, sum] of result.entries()) {
      let exact = 0;
      for (let step = 0; step < folded; step++) exact += numbers[index * strides[0]! + step * strides[1]!]!;
      expect(Math.abs(sum - exact) / exact).toBeLessThan(1e-6);
    }
  });
});
