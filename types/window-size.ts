/** How many places a sliding window has along one axis; knows no tensor. */

import type { CeilDivide, Difference, Divide, Product, Sum } from "./arithmetic.ts";
import type { Dim } from "./dims.ts";

/** A window along one axis: how large, how far it moves, and how far its elements stand apart. */
export interface Slide {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

/** dilation·(kernel − 1): how far the last element of a window stands from its first. */
export type Reach<Kernel extends number, Dilation extends number> = number extends Kernel | Dilation
  ? number
  : Difference<Kernel, 1> extends infer Steps extends number
    ? Product<Dilation, Steps>
    : 0;

/** Places of a window, or [window, room] when it is larger than what there is; `Before` and `After` is the room around. */
export type WindowCount<
  D extends Dim,
  S extends Slide,
  Before extends number,
  After extends number,
  Ceil extends boolean = false,
> = number extends S["kernel"] | S["stride"] | S["dilation"] | Before | After
  ? number
  : [S["stride"], D, Shift<S, Before, After>] extends readonly [1, Exclude<D, 0>, 0]
    ? D
    : D extends number
      ? number extends D
        ? number
        : [Ceil] extends [false]
          ? CountFloor<D, Shift<S, Before, After>, S["stride"]> extends infer Count extends number
            ? Count
            : TooLarge<D, S, Before, After>
          : CountPlaces<
                Sum<D, Sum<Before, After>>,
                Reach<S["kernel"], S["dilation"]>,
                S["stride"],
                Sum<D, Before>,
                Ceil
              > extends infer Count extends number
            ? Count
            : TooLarge<D, S, Before, After>
      : number;

type TooLarge<D extends number, S extends Slide, Before extends number, After extends number> = [
  Sum<Reach<S["kernel"], S["dilation"]>, 1>,
  Sum<D, Sum<Before, After>>,
];

// room + stride − reach − 1, for all sizes of an axis; a negative one in a tuple, without its sign.
type Shift<S extends Slide, Before extends number, After extends number> = ShiftOf<
  Sum<Sum<Before, After>, S["stride"]>,
  Sum<Reach<S["kernel"], S["dilation"]>, 1>
>;
type ShiftOf<Plus extends number, Minus extends number> =
  Difference<Plus, Minus> extends infer Size extends number ? Size : [Difference<Minus, Plus>];

// ⌊(size + room − reach − 1) ÷ stride⌋ + 1 = ⌊(size + shift) ÷ stride⌋, or null when that is below 1.
type CountFloor<D extends number, By, Stride extends number> = (
  By extends number
    ? Sum<D, By>
    : By extends [infer Back extends number]
      ? Difference<D, Back>
      : never
) extends infer Moved extends number
  ? Divide<Moved, Stride>[0] extends infer Count extends number
    ? Count extends 0
      ? null
      : Count
    : never
  : null;

// The same rounded up: ⌈(size + room − reach − 1) ÷ stride⌉ + 1, but for a last window that only hangs over the end.
type CountPlaces<
  Size extends number,
  R extends number,
  Stride extends number,
  Start extends number,
  Ceil extends boolean,
> =
  Difference<Size, R> extends infer Steps extends number
    ? Steps extends 0
      ? null
      : boolean extends Ceil
        ? number
        : CountHanging<CeilDivide<Steps, Stride>, Difference<Steps, 1>, Stride, Start>
    : null;

type CountHanging<
  Count extends number,
  Free,
  Stride extends number,
  Start extends number,
> = Free extends number
  ? Divide<Free, Stride>[1] extends true
    ? Count
    : HangOver<Count, Stride, Start>
  : Count;

// A window that hangs over the end counts if it begins inside the input or the padding before it.
type HangOver<Count extends number, Stride extends number, Start extends number> =
  Difference<Start, Product<Count, Stride>> extends infer Left extends number
    ? Left extends 0
      ? Count
      : Sum<Count, 1>
    : Count;

/** Places of a window with as much room as keeps ⌈size ÷ stride⌉ of them; [window, room] for an empty axis. */
export type SameCount<D extends Dim, S extends Slide> = [S["stride"], D] extends readonly [1, Exclude<D, 0>]
  ? D
  : D extends number
    ? number extends D | S["stride"]
      ? number
      : D extends 0
        ? EmptySame<Reach<S["kernel"], S["dilation"]>, S["stride"]>
        : CeilDivide<D, S["stride"]>
    : number;

// Of nothing, ⌈0 ÷ stride⌉ − 1 steps back leave window − stride of room.
type EmptySame<R extends number, Stride extends number> = number extends R
  ? number
  : [Sum<R, 1>, Difference<Sum<R, 1>, Stride> extends infer Room extends number ? Room : 0];

/** The size whose windows have as many places as the input, or a text of the number below 1 that it would be. */
export type OverlapSize<
  D extends Dim,
  S extends Slide,
  Padding extends number,
  Extra extends number,
> = number extends S["kernel"] | S["stride"] | S["dilation"] | Padding | Extra
  ? number
  : Sum<Reach<S["kernel"], S["dilation"]>, Extra> extends infer Grown extends number
    ? Sum<Padding, Padding> extends infer Cut extends number
      ? [S["stride"], D, Grown] extends readonly [1, Exclude<D, 0>, Cut]
        ? D
        : D extends number
          ? number extends D
            ? number
            : Signed<Sum<Sum<Product<D, S["stride"]>, Grown>, 1>, Sum<S["stride"], Cut>, D>
          : number
      : never
    : never;

type Signed<Plus extends number, Minus extends number, D extends number> =
  Difference<Plus, Minus> extends infer Size extends number
    ? 0 extends Size | D
      ? `${Size}`
      : Size
    : `-${Difference<Minus, Plus> & number}`;
