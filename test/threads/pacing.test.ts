/** Sharing is given up for a while where it does not pay, longer each time, and taken up again where it does. */

import { expect, it } from "vitest";
import { Pacing } from "../../src/runtime/threads/pacing.ts";

/** How many kernels in a row are not shared now. */
function rest(pacing: Pacing): number {
  let count = 0;
  while (!pacing.mayShare()) count++;
  return count;
}

it("rests after losses, twice as long each time, and not after a win", () => {
  const pacing = new Pacing();
  const kernel = {};
  pacing.weigh(kernel, 1000, 10); // nothing is known of one thread yet
  expect(rest(pacing)).toBe(0);
  pacing.note(kernel, 8, 4);
  pacing.note(kernel, 99, 4); // one slow chunk changes nothing
  const rests = Array.from({ length: 9 }, () => {
    pacing.weigh(kernel, 21, 10);
    return rest(pacing);
  });
  expect(rests).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64]);
  pacing.weigh(kernel, 19, 10);
  expect(rest(pacing)).toBe(0);
  pacing.weigh(kernel, 21, 10);
  expect(rest(pacing)).toBe(1);
});

it("knows each kernel by itself", () => {
  const pacing = new Pacing();
  const [quick, slow] = [{}, {}];
  pacing.note(quick, 1, 1);
  pacing.note(slow, 5, 1);
  pacing.weigh(slow, 40, 10);
  expect(rest(pacing)).toBe(0);
  pacing.weigh(quick, 40, 10);
  expect(rest(pacing)).toBe(1);
});
