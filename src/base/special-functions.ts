/** Real functions that JavaScript's Math lacks, on doubles; knows no tensor. */

/**
 * The error function 2/√π ∫₀ˣ e^(−t²) dt, to a few units in the last place.
 * Near zero by the all-positive series erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!! (Abramowitz & Stegun 7.1.6),
 * beyond by the continued fraction of erfc (7.1.14), evaluated from a depth where it no longer moves.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(size)) return x;
  if (size > 6) return Math.sign(x);
  if (size < 2.5) {
    const square = x * x;
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= (2 * square) / (2 * n + 1);
      sum += term;
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-square) * sum;
  }
  let fraction = 0;
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (size + fraction);
  const complement = Math.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction);
  return Math.sign(x) * (1 - complement);
}

/** IEEE 754 pow: unlike Math.pow, 1 to any power is 1 (NaN included) and (−1)^±∞ is 1. */
export function pow(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && (exponent === Number.POSITIVE_INFINITY || exponent === Number.NEGATIVE_INFINITY))
    return 1;
  return base ** exponent;
}

/** 1 / (1 + e^(−x)) without overflow, relative accuracy kept in the negative tail. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

/** log(1 + e^x) without overflow, relative accuracy kept in the negative tail. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The nearest whole number; of two equally near ones, the even one (IEEE 754 roundTiesToEven). */
export function roundHalfEven(x: number): number {
  return Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);
}
