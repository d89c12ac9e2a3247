/** Tensors made from numbers, and the refusal of data that is not; knows no graph beyond constants. */

import type { Plain, Shape } from "../../types/index.ts";
import { describeValue } from "../base/describe.ts";
import { type DType, dtypes, type TypedArray } from "../base/dtype.ts";
import { ShapeError, ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import { cast, constant, equal, expand, iota, reshape } from "../ops/index.ts";
import { allocateStorage, type Storage } from "../runtime/index.ts";
import { layout, literal, type NestedArray, sizeOf, validateShape, wholeNumber } from "../shape/index.ts";
import type {
  CreateOptions,
  NumberFor,
  ShapeFunction,
  TensorFunction,
  ValidShape,
} from "./method-types-create.ts";
import { checkedDType } from "./methods.ts";

import type { TensorOf } from "./tensor-kinds.ts";
import { objectOfStorage } from "./tensor-object.ts";
import { typed, typedNode } from "./typed.ts";

/** What every maker may be told: the element type. */
interface Options {
  readonly dtype?: DType;
}

const isTypedArray = (value: unknown): value is TypedArray =>
  value instanceof Float32Array ||
  value instanceof Float64Array ||
  value instanceof Int32Array ||
  value instanceof Uint8Array;

/** The sizes themselves, or one clear line where they are no sizes. */
export function checkedShape(op: string, shape: unknown): readonly number[] {
  if (!Array.isArray(shape)) {
    throw new ShapeError(`${op}: needs a shape such as [2, 3], got ${describeValue(shape)}`);
  }
  validateShape(op, shape);
  return shape;
}

/** Writes nested numbers in row-major order, refusing what an element type cannot hold. */
function fillNested(target: TypedArray, data: NestedArray, dtype: DType): void {
  let at = 0;
  const pending: NestedArray[] = [data];
  while (pending.length > 0) {
    const next = pending.pop()!;
    if (typeof next === "object") {
      for (let index = next.length - 1; index >= 0; index--) pending.push(next[index]!);
    } else {
      target[at++] = checkedNumber("tensor", next, dtype);
    }
  }
}

function checkedNumber(op: string, value: number | boolean, dtype: DType): number {
  if (typeof value !== "number" && typeof value !== "boolean")
    throw new ValueError(`${op}: needs a number, got ${describeValue(value)}`);
  const number = Number(value);
  return dtypes[dtype].round(dtype === "i32" ? wholeNumber(op, number) : number);
}

/** A copy of flat data in an element type. */
function copyFlat(data: TypedArray, dtype: DType): Storage {
  const storage = allocateStorage(dtype, data.length);
  if (dtype === "i32" || dtype === "bool")
    for (let at = 0; at < data.length; at++) storage.array[at] = checkedNumber("tensor", data[at]!, dtype);
  else storage.array.set(data);
  return storage;
}

/** The elements of user data, and the shape they come in. */
function readData(data: unknown, dtype: DType): { storage: Storage; shape: readonly number[] } {
  if (isTypedArray(data)) return { storage: copyFlat(data, dtype), shape: [data.length] };
  if (typeof data !== "number" && typeof data !== "boolean" && !Array.isArray(data)) {
    throw new ValueError(`tensor: needs numbers, nested arrays or a typed array, got ${describeValue(data)}`);
  }
  const shape = literal(data as NestedArray);
  const storage = allocateStorage(dtype, sizeOf(shape));
  fillNested(storage.array, data as NestedArray, dtype);
  return { storage, shape };
}

interface TensorOptions extends Options {
  readonly shape?: readonly number[];
}

/** The element type of data that is not told one. */
function defaultDType(data: unknown): DType {
  if (data instanceof Float64Array) return "f64";
  if (data instanceof Int32Array) return "i32";
  let first = data;
  while (Array.isArray(first)) first = first[0];
  const judges = (value: unknown): boolean =>
    Array.isArray(value) ? value.every(judges) : typeof value === "boolean";
  return typeof first === "boolean" && judges(data) ? "bool" : "f32";
}

function makeTensor(data: unknown, options?: TensorOptions): TensorOf<unknown, unknown> {
  const { dtype = defaultDType(data), shape } = optionsOf("tensor", options);
  const read = readData(data, checkedDType("tensor", dtype));
  if (shape === undefined) return typed(objectOfStorage(read.storage, read.shape));
  const wanted = checkedShape("tensor", shape);
  return typed(objectOfStorage(read.storage, layout(read.shape, wanted).slice()));
}

/**
 * A tensor of the given numbers. The shape comes from the nesting of the data unless `shape` puts flat data under
 * another. Without `dtype`, a Float64Array or Int32Array keeps its element type, truth values are bool, and everything
 * else is f32. Data is copied.
 *
 * @throws ValueError on ragged or non-numeric data; ShapeError when data and shape differ in length.
 * @example tensor([[1, 2], [3, 4]]); // Tensor<[2, 2]>
 */
export const tensor = makeTensor as unknown as TensorFunction;

/**
 * A tensor of rank 0.
 *
 * @example scalar(2).mul(3).item(); // 6
 */
export function scalar<const Value extends number, const D extends DType = "f32">(
  value: NumberFor<"scalar", D, Value>,
  options?: { readonly dtype?: D },
): TensorOf<[], D> {
  const given: unknown = value;
  if (typeof given !== "number" && typeof given !== "boolean") {
    throw new ValueError(`scalar: needs a number, got ${describeValue(given)}`);
  }
  const told = optionsOf("scalar", options);
  if (told.dtype === "i32") wholeNumber("scalar", Number(given));
  return makeTensor(given, told) as TensorOf<[], D>;
}

/** One value everywhere, as a graph without memory of its own. */
function filled(
  op: string,
  value: number,
  shape: unknown,
  options: Options | undefined,
): TensorOf<unknown, unknown> {
  const { dtype = "f32" } = optionsOf(op, options);
  return typedNode(
    expand(constant(checkedNumber(op, value, checkedDType(op, dtype)), dtype), checkedShape(op, shape)),
  );
}

/**
 * A tensor of zeros.
 *
 * @example zeros([2, 3], { dtype: "i32" }); // Tensor<[2, 3], "i32">
 */
export const zeros = ((shape: unknown, options?: Options) =>
  filled("zeros", 0, shape, options)) as unknown as ShapeFunction<"zeros">;

/**
 * A tensor of ones.
 *
 * @example ones([3]).toArray(); // [1, 1, 1]
 */
export const ones = ((shape: unknown, options?: Options) =>
  filled("ones", 1, shape, options)) as unknown as ShapeFunction<"ones">;

/**
 * A tensor of one value.
 *
 * @example full([2], 7).toArray(); // [7, 7]
 */
export function full<const S extends Shape, const Value extends number, const D extends DType = "f32">(
  shape: ValidShape<"full", S>,
  value: NumberFor<"full", D, Value>,
  options?: CreateOptions<D>,
): TensorOf<Plain<S>, D> {
  return filled("full", value as number, shape, options) as TensorOf<Plain<S>, D>;
}

/**
 * The whole numbers 0 … count − 1.
 *
 * @example arange(3, { dtype: "i32" }).toArray(); // [0, 1, 2]
 */
export function arange<const N extends number, const D extends DType = "f32">(
  count: ValidShape<"arange", [N]> extends string ? ValidShape<"arange", [N]> : N,
  options?: CreateOptions<D>,
): TensorOf<[N], D> {
  const { dtype } = optionsOf("arange", options);
  const [size] = checkedShape("arange", [count]);
  return typedNode(iota(size!, checkedDType("arange", dtype ?? "f32")));
}

/**
 * The identity matrix: ones on the diagonal, zeros elsewhere.
 *
 * @example eye(2).toArray(); // [[1, 0], [0, 1]]
 */
export function eye<const N extends number, const D extends DType = "f32">(
  size: ValidShape<"eye", [N, N]> extends string ? ValidShape<"eye", [N, N]> : N,
  options?: CreateOptions<D>,
): TensorOf<[N, N], D> {
  const { dtype } = optionsOf("eye", options);
  const shape = checkedShape("eye", [size, size]);
  const counter = iota(shape[0]!, "i32");
  const diagonal = equal(expand(reshape(counter, [shape[0]!, 1]), shape), expand(counter, shape));
  return typedNode(cast(diagonal, checkedDType("eye", dtype ?? "f32")));
}
