/** The elementwise functions to hundreds of digits, in whole numbers that count 2⁻¹³⁰⁰; knows nothing of what it judges. */

/** A real number in units of 2⁻¹³⁰⁰: every double is one exactly, and the smallest keeps over 200 bits. */
export type Fixed = bigint;

const places = 1300n;
const one: Fixed = 1n << places;

export function fixed(x: number): Fixed {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & ((1n << 52n) - 1n);
  const mantissa = exponent === 0n ? fraction : fraction | (1n << 52n);
  const size = mantissa << (places - 1074n + (exponent === 0n ? 0n : exponent - 1n));
  return x < 0 ? -size : size;
}

const absolute = (a: bigint): bigint => (a < 0n ? -a : a);
const bitLength = (a: bigint): number => absolute(a).toString(2).length;
const times = (a: Fixed, b: Fixed): Fixed => (a * b) >> places;
const over = (a: Fixed, b: Fixed): Fixed => (a << places) / b;

/** Places of π, so that turns can be taken from the largest doubles. */
const widePlaces = 2n * places + 100n;

/** atan(1/n) or atanh(1/n): Σ (±1)ᵏ / ((2k + 1)·n²ᵏ⁺¹). */
function arcOfInverse(n: bigint, sign: 1n | -1n): bigint {
  let term = (1n << widePlaces) / n;
  let sum = 0n;
  for (let k = 1n; term !== 0n; k += 2n) {
    sum += term / k;
    term = (sign * term) / (n * n);
  }
  return sum;
}

const widePi = 16n * arcOfInverse(5n, -1n) - 4n * arcOfInverse(239n, -1n);
const pi: Fixed = widePi >> (widePlaces - places);
const ln2: Fixed = (2n * arcOfInverse(3n, 1n)) >> (widePlaces - places);

/** The root of a whole number, rounded down. */
function rootOf(square: bigint): bigint {
  if (square < 2n) return square;
  let root = 1n << BigInt(Math.ceil(bitLength(square) / 2));
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** √(a² + b²). */
const lengthOf = (a: Fixed, b: Fixed): Fixed => rootOf(a * a + b * b);

const nearest = (a: bigint, unit: bigint): bigint => {
  const shifted = 2n * a + unit;
  const quotient = shifted / (2n * unit);
  return shifted < 0n && quotient * 2n * unit !== shifted ? quotient - 1n : quotient;
};

const halvings = 16n;

/** eᵃ: its series at a small part of a, squared back, times a power of two. */
function exp(a: Fixed): Fixed {
  const n = nearest(a, ln2);
  let term = one;
  let sum = 0n;
  const part = (a - n * ln2) >> halvings;
  for (let k = 1n; term !== 0n && term !== -1n; k += 1n) {
    sum += term;
    term = times(term, part) / k;
  }
  for (let k = 0n; k < halvings; k += 1n) sum = times(sum, sum);
  return n < 0n ? sum >> -n : sum << n;
}

/** log a from a double beside it: y + 2(a − eʸ)/(a + eʸ), which triples the digits; twice. */
function log(a: Fixed, near: number): Fixed {
  let y = fixed(near);
  for (let round = 0; round < 2; round++) {
    const power = exp(y);
    y += over(2n * (a - power), a + power);
  }
  return y;
}

/** sin and cos of a. */
function turn(a: Fixed): { sin: Fixed; cos: Fixed } {
  const wide = widePlaces - places;
  const quarters = nearest((a << wide) * 2n, widePi);
  const rest = ((a << wide) * 2n - quarters * widePi) >> (wide + 1n);
  const sums: [Fixed, Fixed] = [0n, 0n];
  let term = one;
  for (let k = 0n; term !== 0n && term !== -1n; ) {
    sums[Number(k % 2n)]! += k % 4n < 2n ? term : -term;
    k += 1n;
    term = times(term, rest) / k;
  }
  const [cos, sin] = sums;
  const quadrant = Number(((quarters % 4n) + 4n) % 4n);
  return [
    { sin, cos },
    { sin: cos, cos: -sin },
    { sin: -sin, cos: -cos },
    { sin: -cos, cos: sin },
  ][quadrant]!;
}

/** The angle of (x, y) from a double beside it: what is missing is the arc of a very small sine. */
function angle(y: Fixed, x: Fixed, near: number): Fixed {
  const { sin, cos } = turn(fixed(near));
  const rest = over(times(y, cos) - times(x, sin), lengthOf(x, y));
  return fixed(near) + rest + times(times(rest, rest), rest) / 6n;
}

/** 2/√π · Σ (−1)ᵏ a²ᵏ⁺¹ / (k!·(2k + 1)). */
function erf(a: Fixed): Fixed {
  const square = times(a, a);
  let term = a;
  let sum = 0n;
  for (let k = 0n; absolute(term) > 1n; ) {
    sum += term / (2n * k + 1n);
    k += 1n;
    term = -times(term, square) / k;
  }
  return over(2n * sum, rootOf(pi << places));
}

type Exact = (...numbers: readonly number[]) => Fixed;

/** Each function by its primitive's name, for arguments inside its domain and results that are finite doubles. */
export const exactFunctions = {
  exp: (x) => exp(fixed(x!)),
  expm1: (x) => exp(fixed(x!)) - one,
  log: (x) => log(fixed(x!), Math.log(x!)),
  log1p: (x) => log(one + fixed(x!), Math.log1p(x!)),
  log2: (x) => over(log(fixed(x!), Math.log(x!)), ln2),
  log10: (x) => over(log(fixed(x!), Math.log(x!)), log(10n * one, Math.LN10)),
  tanh: (x) => {
    const power = exp(2n * fixed(x!));
    return over(power - one, power + one);
  },
  sigmoid: (x) => over(one, one + exp(-fixed(x!))),
  softplus: (x) => log(one + exp(fixed(x!)), Math.max(x!, 0) + Math.log1p(Math.exp(-Math.abs(x!)))),
  erf: (x) => erf(fixed(x!)),
  sin: (x) => turn(fixed(x!)).sin,
  cos: (x) => turn(fixed(x!)).cos,
  tan: (x) => {
    const { sin, cos } = turn(fixed(x!));
    return over(sin, cos);
  },
  asin: (x) => angle(fixed(x!), rootOf(one * one - fixed(x!) ** 2n), Math.asin(x!)),
  acos: (x) => angle(rootOf(one * one - fixed(x!) ** 2n), fixed(x!), Math.acos(x!)),
  atan: (x) => angle(fixed(x!), one, Math.atan(x!)),
  atan2: (y, x) => angle(fixed(y!), fixed(x!), Math.atan2(y!, x!)),
  sinh: (x) => (exp(fixed(x!)) - exp(-fixed(x!))) / 2n,
  cosh: (x) => (exp(fixed(x!)) + exp(-fixed(x!))) / 2n,
  asinh: (x) => {
    const size = log(fixed(Math.abs(x!)) + lengthOf(fixed(x!), one), Math.asinh(Math.abs(x!)));
    return x! < 0 ? -size : size;
  },
  acosh: (x) => log(fixed(x!) + rootOf(fixed(x!) ** 2n - one * one), Math.acosh(x!)),
  atanh: (x) => log(over(one + fixed(x!), one - fixed(x!)), 2 * Math.atanh(x!)) / 2n,
  hypot: (a, b) => lengthOf(fixed(a!), fixed(b!)),
  fmod: (a, b) => fixed(a!) % fixed(b!),
  pow: (a, b) => {
    const size = exp(times(fixed(b!), log(fixed(Math.abs(a!)), Math.log(Math.abs(a!)))));
    return a! < 0 && b! % 2 !== 0 ? -size : size;
  },
} as const satisfies Record<string, Exact>;

const largest = fixed(Number.MAX_VALUE);
/** Half a step above the largest double, from where on rounding gives infinity. */
const limit = largest + (1n << (places + 970n));

/** How far a double is from the exact value, in units of that value's last place; denormal numbers have a fixed step. */
export function errorInUnits(actual: number, exact: Fixed): number {
  if (!Number.isFinite(actual)) {
    const isRight = absolute(exact) >= limit && actual > 0 === exact > 0n && !Number.isNaN(actual);
    return isRight ? 0 : Number.POSITIVE_INFINITY;
  }
  const unit = Math.max(bitLength(exact) - 53, Number(places) - 1074);
  return Number((absolute(fixed(actual) - exact) << 20n) >> BigInt(unit)) / 2 ** 20;
}
