/** Settings of optimizers and schedules: numbers in ranges, for the compiler and when they are used; knows no formula. */

import { settingWithin } from "../shape/index.ts";
import type { InRange } from "../tensor/method-types-layer-settings.ts";

/** A setting that is at least 0, or the message. */
export type NotNegative<Op extends string, Name extends string, N extends number> = InRange<
  Op,
  Name,
  N,
  "at least 0 and finite"
>;

/** A setting that is a share below 1, or the message. */
export type BelowOne<Op extends string, Name extends string, N extends number> = InRange<
  Op,
  Name,
  N,
  "at least 0 and below 1"
>;

/** A number of steps, or the message. */
export type Steps<Op extends string, Name extends string, N extends number> = InRange<
  Op,
  Name,
  N,
  "a whole number from 1 on"
>;

/** Throws unless a setting is at least 0: `sgd: learningRate is -1, and has to be at least 0 and finite`. */
export function checkNotNegative(op: string, name: string, value: number): void {
  settingWithin(op, name, value, "at least 0 and finite");
}

/** Throws unless a setting is a share below 1: `adamW: beta1 is 1.5, and has to be at least 0 and below 1`. */
export function checkBelowOne(op: string, name: string, value: number): void {
  settingWithin(op, name, value, "at least 0 and below 1");
}
