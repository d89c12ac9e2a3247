/** Data that is only seen to be wrong when a program runs, each with its one line; runs nothing. */

import { tensor, type Untyped } from "../tensor/untyped.ts";
import { crossEntropy, type Refusal, table, zeros } from "./loose.ts";

const at = (position: number): Untyped => tensor([position], { dtype: "i32" });

/** Refused by their data, when they run. */
export const lateRefusals: readonly Refusal[] = [
  [
    "take(2) of 2",
    "ValueError",
    "take: index 2 is out of range for an axis of size 2",
    () => table().take(at(2)).toArray(),
  ],
  [
    "take(-1)",
    "ValueError",
    "take: index -1 is out of range for an axis of size 2",
    () => table().take(at(-1)).toArray(),
  ],
  [
    "gather(3) of 3",
    "ValueError",
    "gather: index 3 is out of range for an axis of size 3",
    () =>
      table()
        .gather(tensor([[3], [0]], { dtype: "i32" }), 1)
        .toArray(),
  ],
  [
    "gather(-1)",
    "ValueError",
    "gather: index -1 is out of range for an axis of size 3",
    () =>
      table()
        .gather(tensor([[-1], [0]], { dtype: "i32" }), 1)
        .toArray(),
  ],
  [
    "embedding(-1)",
    "ValueError",
    "embedding: index -1 is out of range for an axis of size 2",
    () => table().embedding(at(-1)).toArray(),
  ],
  [
    "scatterAdd(-1)",
    "ValueError",
    "scatterAdd: index -1 is out of range for an axis of size 2",
    () =>
      table()
        .scatterAdd(tensor([[-1, 0, 0]], { dtype: "i32" }), zeros([1, 3]), 0)
        .toArray(),
  ],
  [
    "oneHot of 3 in 3",
    "ValueError",
    "oneHot: index 3 is out of range for an axis of size 3",
    () => at(3).oneHot(3).toArray(),
  ],
  [
    "class 3 of 3",
    "ValueError",
    "crossEntropy: index 3 is out of range for an axis of size 3",
    () => crossEntropy(table(), tensor([0, 3], { dtype: "i32" })).item(),
  ],
  [
    "class -1",
    "ValueError",
    "crossEntropy: index -1 is out of range for an axis of size 3",
    () => crossEntropy(table(), tensor([0, -1], { dtype: "i32" })).item(),
  ],
];
