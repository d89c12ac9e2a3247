/** Derivatives of a function of one number by differences, and whether it has one at all; knows no tensor. */

/** A function of how far one goes along a direction. */
export type Along = (distance: number) => number;

/** f′(0) = (8(f(h) − f(−h)) − (f(2h) − f(−2h)))/12h + O(h⁴). */
export function centralDifference(f: Along, step: number): number {
  const near = f(step) - f(-step);
  const far = f(2 * step) - f(-2 * step);
  return (8 * near - far) / (12 * step);
}

/** The derivative to one side, (−3f(0) + 4f(h) − f(2h))/2h + O(h²); a negative step looks to the left. */
function oneSidedDifference(f: Along, step: number): number {
  return (4 * f(step) - 3 * f(0) - f(2 * step)) / (2 * step);
}

/** What differences have found: the derivative, and where it is none the two sides' own. */
export interface Slope {
  readonly numeric: number;
  readonly agrees: boolean;
  readonly kink: { readonly left: number; readonly right: number } | null;
}

const finer = [1, 1 / 8, 1 / 64];

/**
 * Compares a derivative with differences of ever smaller steps, since a kink nearby spoils the larger ones. Where none
 * agrees, and the sides stay apart however small the step, the point is not smooth: for a smooth function they differ by
 * O(h²).
 */
export function compareSlope(f: Along, analytic: number, step: number, slack: number): Slope {
  const found = finer.map((share) => centralDifference(f, step * share));
  const match = found.find((numeric) => Math.abs(numeric - analytic) <= slack);
  if (match !== undefined) return { numeric: match, agrees: true, kink: null };
  const apart = finer.map((share) => {
    const right = oneSidedDifference(f, step * share);
    const left = oneSidedDifference(f, -step * share);
    return { right, left, gap: Math.abs(right - left) };
  });
  const [first, , last] = apart;
  const stays = last!.gap > 50 * slack && last!.gap > first!.gap / 16;
  return { numeric: found[0]!, agrees: false, kink: stays ? { left: last!.left, right: last!.right } : null };
}
