/** Differentiating functions of tensors: both modes, higher orders, own rules and batches, as users call them. */

import { batchGraph } from "../autodiff/batch.ts";
import { pushForward } from "../autodiff/forward.ts";
import { recomputeBetween } from "../autodiff/recomputed.ts";
import { pullBack } from "../autodiff/reverse.ts";
import { describeValue } from "../base/describe.ts";
import { dtypes } from "../base/dtype.ts";
import { DTypeError, ShapeError, ValueError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import * as ops from "../ops/index.ts";
import { formatShape, sizeOf } from "../shape/index.ts";
import { gradientsOf } from "./gradient.ts";
import type { TensorHandle } from "./handle.ts";
import type { FitBackward } from "./method-types-cotangents.ts";
import type { DTypeFault, FitFloats } from "./method-types-dtype.ts";
import type { DifferentiableBy, GradientTargets, ScalarFault, ScalarLoss } from "./method-types-loss.ts";
import { cotangentOf, nodeOf } from "./operand.ts";
import { takeApart } from "./result-tree.ts";
import type { Fits, TensorLike, TensorOf } from "./tensor-kinds.ts";
import { objectOf, type TensorObject } from "./tensor-object.ts";

/** A tensor of the shape and element type of another. */
type Like<T> = T extends TensorLike ? TensorOf<T["shape"], T["dtype"]> : never;
/** For each argument a tensor like it, where it has a derivative. */
type LikeEach<Args extends readonly TensorLike[]> = { -readonly [K in keyof Args]: Like<Args[K]> };
/** Any function from tensors to a tensor. */
type TensorFunction = (...args: never[]) => TensorLike;
/** The function, if what it gives is a scalar of floats, or the message. */
type ScalarFunction<Op extends string, Fn extends TensorFunction> = Fits<
  ScalarFault<Op, ReturnType<Fn>["shape"], ReturnType<Fn>["dtype"]>,
  Fn
>;
/** The function, if what it gives is of floats, or the message. */
type FloatFunction<Op extends string, Args extends readonly TensorLike[], Value extends TensorLike> = Fits<
  DTypeFault<Op, "float", Value["dtype"]>,
  (...args: Args) => Value
>;
/** The shape of a tensor twice. */
type HessianOf<X> = X extends TensorLike ? TensorOf<[...X["shape"], ...X["shape"]], X["dtype"]> : never;

type Untyped = (...given: TensorObject[]) => unknown;

let depth = 0;

/** Calls a function on its arguments under names of their own, so that each can be differentiated by alone. */
function callOnAliases(
  op: string,
  fn: unknown,
  args: readonly unknown[],
): { inputs: Node[]; result: unknown } {
  if (typeof fn !== "function") throw new ValueError(`${op}: needs a function, got ${describeValue(fn)}`);
  const level = depth;
  const inputs = args.map((argument, position) =>
    ops.alias(nodeOf(op, argument), `argument ${position} at level ${level}`),
  );
  depth += 1;
  try {
    return { inputs, result: (fn as Untyped)(...inputs.map(objectOf)) };
  } finally {
    depth -= 1;
  }
}

/** Throws unless both arguments are lists. */
function checkLists(op: string, whats: readonly [string, string], given: readonly [unknown, unknown]): void {
  if (given.every(Array.isArray)) return;
  const [first, second] = given.map(describeValue);
  throw new ValueError(
    `${op}: needs a list of ${whats[0]} and a list of ${whats[1]}, got ${first} and ${second}`,
  );
}

const isFloat = ({ dtype }: Node): boolean => dtypes[dtype].float;

function checkFloat(op: string, node: Node): void {
  if (isFloat(node)) return;
  throw new DTypeError(`${op}: needs f32 or f64, got ${node.dtype} (cast it with .cast("f32"))`);
}

/** Throws unless a tangent or cotangent fits what it belongs to. */
function checkLike(op: string, what: string, given: Node, expected: Node): void {
  const fits =
    given.shape.length === expected.shape.length &&
    given.shape.every((size, axis) => size === expected.shape[axis]);
  if (!fits)
    throw new ShapeError(
      `${op}: the ${what} is ${formatShape(given.shape)}, and has to be ${formatShape(expected.shape)}`,
    );
  if (given.dtype !== expected.dtype)
    throw new DTypeError(`${op}: the ${what} is ${given.dtype}, and has to be ${expected.dtype}`);
}

function checkCount(op: string, what: string, given: number, expected: number): void {
  if (given !== expected)
    throw new ValueError(`${op}: needs one ${what} for each argument, ${expected}, got ${given}`);
}

/**
 * A function that gives a scalar function's value together with its derivative by each argument, of the argument's shape;
 * whole numbers and truth values get zeros.
 *
 * @throws GraphError unless the result is a scalar of floats.
 * @example const { value, gradients: [dw] } = valueAndGrad((w: Tensor<[3]>) => w.square().sum())(weight);
 */
export function valueAndGrad<Fn extends TensorFunction>(
  fn: ScalarFunction<"valueAndGrad", Fn>,
): (...args: Parameters<Fn>) => { value: ReturnType<Fn>; gradients: LikeEach<Parameters<Fn>> } {
  return (...args) => {
    const { inputs, result } = callOnAliases("valueAndGrad", fn, args);
    const value = nodeOf("valueAndGrad", result);
    const found = gradientsOf("valueAndGrad", value, inputs.filter(isFloat));
    const gradients = inputs.map((input) =>
      objectOf(isFloat(input) ? found.shift()! : ops.fillLike(0, input)),
    );
    return {
      value: result as ReturnType<Fn>,
      gradients: gradients as unknown as LikeEach<Parameters<Fn>>,
    };
  };
}

/**
 * A function's value, and the map from a cotangent of it to one of each argument (reverse mode).
 *
 * @throws DTypeError unless the result is of floats; ShapeError from `pullback` when the cotangent's shape differs.
 * @example const { value, pullback } = vjp((x: Tensor<[3]>) => x.exp(), x); const [dx] = pullback(value);
 */
export function vjp<const Args extends readonly TensorLike[], Value extends TensorLike>(
  fn: FloatFunction<"vjp", Args, Value>,
  ...args: Args
): { value: Value; pullback: (cotangent: Like<Value>) => LikeEach<Args> } {
  const { inputs, result } = callOnAliases("vjp", fn, args);
  const value = nodeOf("vjp", result);
  checkFloat("vjp", value);
  const wanted = new Set(inputs);
  const pullback = (cotangent: unknown): TensorObject[] => {
    const seed = nodeOf("vjp", cotangent);
    checkLike("vjp", "cotangent", seed, value);
    const found = pullBack(value, seed, (node) => wanted.has(node));
    return inputs.map((input) => objectOf(found.get(input) ?? ops.fillLike(0, input)));
  };
  return {
    value: result as Value,
    pullback: pullback as unknown as (cotangent: Like<Value>) => LikeEach<Args>,
  };
}

/**
 * A function's value and its derivative along one tangent for each argument (forward mode).
 *
 * @throws ShapeError when a tangent's shape differs from its argument's; DTypeError unless all are floats of one kind.
 * @example const { value, tangent } = jvp((x: Tensor<[3]>) => x.sin(), [x], [direction]);
 */
export function jvp<const Args extends readonly TensorLike[], Value extends TensorLike>(
  fn: FloatFunction<"jvp", Args, Value>,
  primals: FitFloats<"jvp", Args>,
  tangents: LikeEach<Args>,
): { value: Value; tangent: Like<Value> } {
  checkLists("jvp", ["arguments", "tangents"], [primals, tangents]);
  const { inputs, result } = callOnAliases("jvp", fn, primals as readonly unknown[]);
  const directions = (tangents as readonly unknown[]).map((tangent) => nodeOf("jvp", tangent));
  checkCount("jvp", "tangent", directions.length, inputs.length);
  inputs.forEach((input, position) => {
    checkFloat("jvp", input);
    checkLike("jvp", "tangent", directions[position]!, input);
  });
  const value = nodeOf("jvp", result);
  checkFloat("jvp", value);
  const tangent = objectOf(pushForward(value, inputs, directions));
  return { value: result as Value, tangent: tangent as unknown as Like<Value> };
}

/**
 * Hessian-vector products: the derivative of Σ ∂loss/∂target·vector by each target, without the Hessian (Pearlmutter 1994).
 *
 * @throws GraphError unless the loss is a scalar of floats; ShapeError when a vector's shape differs from its target's.
 * @example const [product] = hvp(loss, [weight], [direction]);
 */
export function hvp<Loss extends TensorLike, const Targets extends readonly TensorLike[]>(
  loss: ScalarLoss<"hvp", Loss>,
  targets: GradientTargets<"hvp", Targets>,
  vectors: LikeEach<Targets>,
): LikeEach<Targets> {
  checkLists("hvp", ["targets", "vectors"], [targets, vectors]);
  const nodes = (targets as readonly unknown[]).map((target) => nodeOf("hvp", target));
  const directions = (vectors as readonly unknown[]).map((vector) => nodeOf("hvp", vector));
  checkCount("hvp", "vector", directions.length, nodes.length);
  const gradients = gradientsOf("hvp", nodeOf("hvp", loss), nodes);
  const along = gradients.map((gradient, position) => {
    checkLike("hvp", "vector", directions[position]!, gradient);
    const product = ops.mul(gradient, directions[position]!);
    return ops.sum(
      product,
      product.shape.map((_, axis) => axis),
    );
  });
  const total = along.reduce((sum, part) => ops.add(sum, part));
  return gradientsOf("hvp", total, nodes).map(objectOf) as unknown as LikeEach<Targets>;
}

/** The derivative of every element of a node by every element of another: `[…output, …input]`. */
function jacobianOf(output: Node, input: Node): Node {
  const shape = [...output.shape, ...input.shape];
  const count = sizeOf(output.shape);
  const seed = ops.source({}, { shape: output.shape, dtype: output.dtype });
  const found = pullBack(output, seed, (node) => node === input).get(input);
  if (found === undefined || shape.includes(0)) return ops.fill(0, shape, input.dtype);
  const row = ops.expand(ops.reshape(ops.iota(count, "i32"), [count, 1]), [count, count]);
  const unit = ops.cast(ops.equal(row, ops.expand(ops.iota(count, "i32"), [count, count])), output.dtype);
  const seeds = ops.reshape(unit, [count, ...output.shape]);
  return ops.reshape(batchGraph([found], new Map([[seed, seeds]]), count)[0]!, shape);
}

/**
 * A function that gives the derivative of every element of `fn`'s result by every element of its argument, as one program:
 * the result's shape followed by the argument's.
 *
 * @throws DTypeError unless argument and result are floats.
 * @example jacobian((x: Tensor<[3]>) => x.square())(x); // Tensor<[3, 3]>
 */
export function jacobian<X extends TensorLike, Value extends TensorLike>(
  fn: Fits<DTypeFault<"jacobian", "float", Value["dtype"]>, (x: X) => Value>,
): (x: X) => TensorOf<[...Value["shape"], ...X["shape"]], X["dtype"]> {
  return (x) => {
    const { inputs, result } = callOnAliases("jacobian", fn, [x]);
    const value = nodeOf("jacobian", result);
    checkFloat("jacobian", inputs[0]!);
    checkFloat("jacobian", value);
    type Jacobian = TensorOf<[...Value["shape"], ...X["shape"]], X["dtype"]>;
    return objectOf(jacobianOf(value, inputs[0]!)) as unknown as Jacobian;
  };
}

/**
 * A function that gives the second derivatives of a scalar function, `[…x, …x]`, as one program.
 *
 * @throws GraphError unless the result is a scalar of floats.
 * @example hessian((x: Tensor<[3]>) => x.square().sum())(x); // Tensor<[3, 3]>, twice the identity
 */
export function hessian<Fn extends (x: never) => TensorLike>(
  fn: DifferentiableBy<"hessian", Parameters<Fn>[0], ScalarFunction<"hessian", Fn>>,
): (x: Parameters<Fn>[0]) => HessianOf<Parameters<Fn>[0]> {
  return (x) => {
    const { inputs, result } = callOnAliases("hessian", fn, [x]);
    const [gradient] = gradientsOf("hessian", nodeOf("hessian", result), inputs);
    return objectOf(jacobianOf(gradient!, inputs[0]!)) as unknown as HessianOf<Parameters<Fn>[0]>;
  };
}

/**
 * The same values, through which no derivative passes. The shape stays.
 *
 * @example grad(stopGradient(x).mul(x).sum(), x); // the values of x
 */
export function stopGradient<T extends TensorLike>(x: T): Like<T> {
  return objectOf(ops.stopGradient(nodeOf("stopGradient", x))) as unknown as Like<T>;
}

/**
 * The same function, whose inner values are computed again on the way back instead of being kept (Griewank & Walther 2000).
 * Its result may be a tensor, or arrays and objects of tensors.
 *
 * @example const block = checkpoint((x: Tensor<["batch", 64]>) => layer(x).gelu());
 */
export function checkpoint<const Args extends readonly TensorLike[], Value>(
  fn: (...args: Args) => Value,
): (...args: Args) => Value {
  return (...args) => {
    const { inputs, result } = callOnAliases("checkpoint", fn, args);
    const found: TensorHandle[] = [];
    const rebuild = takeApart("checkpoint", result, found);
    return rebuild(found.map(({ node }) => objectOf(recomputeBetween(node, inputs)))) as Value;
  };
}

let declared = 0;

/**
 * A function with a derivative of your own: `backward` gets the result's cotangent and then the arguments, and returns a
 * cotangent for each argument (`null` for none). It is not checked against `forward`.
 *
 * @throws ShapeError when a cotangent's shape differs from its argument's.
 * @example const clipped = customGradient((x: Tensor<[3]>) => x, (ct) => [ct.clip(-1, 1)]);
 */
export function customGradient<
  const Args extends readonly TensorLike[],
  Value extends TensorLike,
  const Cotangents = readonly (TensorLike | null)[] | [],
>(
  forward: (...args: Args) => Value,
  backward: FitBackward<Args, Cotangents, (cotangent: Like<Value>, ...args: Args) => Cotangents>,
): (...args: Args) => Value {
  const op = "customGradient";
  declared += 1;
  const build = ops.differentiateBy(`${op} ${declared}`, (cotangent, inputs) => {
    const results = (backward as unknown as Untyped)(objectOf(cotangent), ...inputs.map(objectOf));
    if (!Array.isArray(results))
      throw new ValueError(
        `${op}: backward has to return a list of cotangents, got ${describeValue(results)}`,
      );
    checkCount(op, "cotangent", results.length, inputs.length);
    return results.map((result: unknown, position) => {
      if (result === null) return null;
      const node = cotangentOf(op, "backward", result, position);
      checkLike(op, `cotangent of argument ${position + 1}`, node, inputs[position]!);
      return node;
    });
  });
  return (...args) => {
    const { inputs, result } = callOnAliases(op, forward, args);
    return objectOf(build(nodeOf(op, result), inputs)) as unknown as Value;
  };
}
