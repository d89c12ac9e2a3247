/** Ops that users declare: one place for the name, the shapes, the computation and the gradient; knows no other op. */

import type { Plain, Shape } from "../../types/index.ts";
import { batchGraph } from "../autodiff/batch.ts";
import { describeValue } from "../base/describe.ts";
import { type DType, dtypes, isDType } from "../base/dtype.ts";
import { DTypeError, GraphError, ShapeError, ValueError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import type { Abstract, Domain, HostFunction } from "../graph/op.ts";
import * as ops from "../ops/index.ts";
import { formatShape, sizeOf, unify } from "../shape/index.ts";
import { substitute } from "../shape/unify.ts";
import type { FitGradient } from "./method-types-cotangents.ts";
import type {
  DeclaredDTypes,
  DeclaredOp,
  DeclaredShapes,
  FitForward,
  FitName,
  GradientArguments,
  GradientValue,
  HostForward,
  OpDType,
  OpDTypes,
  OpShapes,
  ScalarArguments,
  ScalarForward,
  ShapedForward,
  WrittenValue,
} from "./method-types-custom.ts";
import { cotangentOf, nodeOf } from "./operand.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";
import { objectOf } from "./tensor-object.ts";

type PlainEach<Takes extends readonly Shape[]> = { -readonly [K in keyof Takes]: Plain<Takes[K]> };

/** The cotangents of the arguments from the result's and the arguments; `null` for none. */
export type GradientRule<
  Args extends readonly TensorLike[],
  Value,
  Cotangents = { readonly [K in keyof Args]: TensorLike | null },
> = (cotangent: Value, ...args: Args) => Cotangents;

/** An op: its name, the shapes it takes and gives, what it computes, and its gradient if it has its own. */
export interface OpDeclaration<
  Name extends string,
  Takes extends readonly Shape[],
  Gives extends Shape,
  Value extends TensorLike = TensorLike,
  TakesKinds extends readonly OpDType[] = readonly "float"[],
  GivesKind extends OpDType = "float",
  Args extends readonly TensorLike[] = readonly TensorLike[],
  Scalar extends TensorLike = TensorLike,
  Host = TensorLike,
  Cotangents = readonly (TensorLike | null)[],
> {
  /** What errors call the op. */
  readonly name: FitName<Name, Takes, [Value, Host]>;
  /**
   * The shapes, with names for sizes: `{ takes: [["n", "k"], ["k", "m"]], gives: ["n", "m"] }`; `"..."` in front stands for
   * any axes, the same in all of them. An elementwise op has that of its operands and declares none.
   */
  readonly shape?: DeclaredShapes<Name, Takes, Gives>;
  /** The element types: `{ takes: ["float", "i32"], gives: "float" }`; without it all are f32 or f64, the same. */
  readonly dtype?: DeclaredDTypes<Name, Takes, TakesKinds, GivesKind>;
  /** Tensor ops; `{ scalar }`, an expression of one element of each operand; or `{ host }`, a function of typed arrays. */
  readonly forward: FitForward<
    Name,
    Takes,
    Gives,
    OpDTypes<NoInfer<TakesKinds>, NoInfer<GivesKind>>,
    WrittenValue<Takes, Value, Scalar>,
    | ShapedForward<Takes, OpDTypes<NoInfer<TakesKinds>, NoInfer<GivesKind>>, Value>
    | HostForward<Host>
    | ScalarForward<ScalarArguments<Args, OpDTypes<NoInfer<TakesKinds>, NoInfer<GivesKind>>>, Scalar>
  >;
  /** Instead of the derivative of what `forward` is made of; of one element where that is; a host function has no other. */
  readonly gradient?: FitGradient<
    Name,
    GradientArguments<Takes, OpDTypes<NoInfer<TakesKinds>, NoInfer<GivesKind>>, Args>,
    Cotangents,
    GradientRule<
      GradientArguments<Takes, OpDTypes<NoInfer<TakesKinds>, NoInfer<GivesKind>>, Args>,
      GradientValue<Takes, Gives, NoInfer<GivesKind>>,
      Cotangents
    >
  >;
  /** Where gradient checks draw its arguments. */
  readonly domain?: Domain;
}

type Untyped = (...args: unknown[]) => unknown;

interface Declaration {
  readonly name: string;
  readonly domain?: Domain;
}

interface Parts {
  readonly name: string;
  readonly shape: OpShapes | undefined;
  readonly dtype: OpDTypes | undefined;
  readonly forward: Untyped | { readonly scalar?: Untyped; readonly host?: HostFunction };
  readonly gradient: Untyped | undefined;
}

/** A node's cotangents by the user's rule, checked one by one. */
function applyRule(name: string, rule: Untyped, cotangent: Node, inputs: readonly Node[]): (Node | null)[] {
  const results = rule(objectOf(cotangent), ...inputs.map(objectOf));
  if (!Array.isArray(results) || results.length !== inputs.length)
    throw new ValueError(
      `${name}: gradient has to return a list of ${inputs.length} (a cotangent for each argument), got ${
        Array.isArray(results) ? results.length : describeValue(results)
      }`,
    );
  return results.map((result: unknown, position) => {
    if (result === null) return null;
    const node = cotangentOf(name, "gradient", result, position);
    const wanted = inputs[position]!;
    if (!dtypes[wanted.dtype].float)
      throw new DTypeError(
        `${name}: argument ${position + 1} is ${wanted.dtype} and has no derivative (return null for it)`,
      );
    if (formatShape(node.shape) !== formatShape(wanted.shape) || node.dtype !== wanted.dtype)
      throw new ShapeError(
        `${name}: the cotangent of argument ${position + 1} is ${formatShape(node.shape)} ${node.dtype}, ` +
          `and has to be ${formatShape(wanted.shape)} ${wanted.dtype}`,
      );
    return node;
  });
}

type Differentiate = (value: Node, inputs: readonly Node[]) => Node;

let declared = 0;

/** A way to put the user's rule, if there is one, on a value. */
function differentiation({ name, gradient }: Parts): Differentiate {
  if (gradient === undefined) return (value) => value;
  declared += 1;
  return ops.differentiateBy(`${name} ${declared}`, (cotangent, inputs) =>
    applyRule(name, gradient, cotangent, inputs),
  );
}

/** What `"float"` stands for among some inputs: the element type of the first one declared so. */
function floatOf(kinds: readonly OpDType[], inputs: readonly Abstract[]): DType {
  return inputs[kinds.indexOf("float")]!.dtype;
}

/** The arguments' nodes, of the declared element types. */
function argumentsOf(name: string, given: readonly unknown[], kinds: readonly OpDType[]): Node[] {
  if (given.length !== kinds.length)
    throw new ShapeError(`${name}: expected ${kinds.length} tensors, got ${given.length}`);
  const nodes = given.map((argument) => nodeOf(name, argument));
  nodes.forEach(({ dtype }, position) => {
    const kind = kinds[position]!;
    if (kind !== "float") {
      if (dtype === kind) return;
      throw new DTypeError(
        `${name}: argument ${position + 1} is ${dtype}, expected ${kind} (cast it with .cast("${kind}"))`,
      );
    }
    if (!dtypes[dtype].float)
      throw new DTypeError(`${name}: needs f32 or f64, got ${dtype} (cast it with .cast("f32"))`);
    const first = floatOf(kinds, nodes);
    if (dtype !== first)
      throw new DTypeError(
        `${name}: dtypes differ, ${first} and ${dtype} (cast one side with .cast("${first}"))`,
      );
  });
  return nodes;
}

/** The declared element type of the result for arguments that have theirs. */
function resultDType({ dtype }: Parts, inputs: readonly Abstract[]): DType {
  const kind = dtype?.gives ?? "float";
  return kind === "float" ? floatOf(dtype?.takes ?? inputs.map((): OpDType => "float"), inputs) : kind;
}

/** The declared result for arguments that have the declared element types. */
function resultOf(parts: Parts, { takes, gives }: OpShapes, inputs: readonly Abstract[]): Abstract {
  try {
    const bound = unify(
      takes,
      inputs.map(({ shape }) => shape),
    );
    return { shape: substitute(gives, bound), dtype: resultDType(parts, inputs) };
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(`${parts.name}: ${error.message}`);
    throw error;
  }
}

function checkResult(name: string, node: Node, { shape, dtype }: Abstract): Node {
  if (formatShape(node.shape) !== formatShape(shape))
    throw new ShapeError(
      `${name}: forward gives ${formatShape(node.shape)}, declared as ${formatShape(shape)}`,
    );
  if (node.dtype !== dtype)
    throw new DTypeError(`${name}: forward gives ${node.dtype}, declared as ${dtype}`);
  return node;
}

type Build = (inputs: readonly Node[]) => Node;

/** Tensor ops, with their own derivative unless another is declared. */
function composition(parts: Parts, shape: OpShapes, forward: Untyped): Build {
  const differentiate = differentiation(parts);
  return (inputs) => {
    const wanted = resultOf(parts, shape, inputs);
    const value = nodeOf(parts.name, forward(...inputs.map(objectOf)));
    return differentiate(checkResult(parts.name, value, wanted), inputs);
  };
}

/** An expression of one element each, carried over to every element: traced on scalars, then batched. */
function scalarKernel(parts: Parts, scalar: Untyped): Build {
  const { name } = parts;
  const differentiate = differentiation(parts);
  return (inputs) => {
    const operands = ops.expandTogether(name, inputs);
    const { shape } = operands[0]!;
    const stands = operands.map((operand) => ops.source({}, { shape: [], dtype: operand.dtype }));
    const value = checkResult(name, nodeOf(name, scalar(...stands.map(objectOf))), {
      shape: [],
      dtype: resultDType(parts, inputs),
    });
    const count = sizeOf(shape);
    const given = new Map(stands.map((stand, at) => [stand, ops.reshape(operands[at]!, [count])]));
    const [flat] = batchGraph([differentiate(value, stands)], given, count);
    return ops.reshape(flat!, shape);
  };
}

/** A function over arrays, which every executor calls between its kernels. */
function hostCall(parts: Parts, shape: OpShapes, run: HostFunction): Build {
  const { name, gradient } = parts;
  return ops.declareHost({
    name,
    run,
    takesBatches: false,
    infer: (inputs) => resultOf(parts, shape, inputs),
    vjp: (cotangent, { inputs }) => {
      if (gradient === undefined)
        throw new GraphError(`${name}: a host function has no derivative of its own (declare a gradient)`);
      return applyRule(name, gradient, cotangent, inputs);
    },
  });
}

/** Throws unless everything an op gives follows from what it takes. */
function checkDeclaration({ name, dtype }: Parts, { takes, gives }: OpShapes): void {
  const known = new Set(takes.flat());
  const unknown = gives.find((dim) => typeof dim === "string" && !known.has(dim));
  if (unknown !== undefined) throw new ShapeError(`${name}: gives "${unknown}", which no argument has`);
  const late = [...takes, gives].find((shape) => shape.lastIndexOf("...") > 0);
  if (late !== undefined)
    throw new ShapeError(
      `${name}: "..." stands behind other axes in ${formatShape(late)}, has to come first`,
    );
  const kinds = dtype?.takes ?? takes.map((): OpDType => "float");
  const odd = [...kinds, dtype?.gives ?? "float"].find((kind) => kind !== "float" && !isDType(kind));
  if (odd !== undefined)
    throw new DTypeError(
      `${name}: dtype is ${describeValue(odd)}, needs "float", "f32", "f64", "i32" or "bool"`,
    );
  if (kinds.length !== takes.length)
    throw new DTypeError(`${name}: dtype takes ${kinds.length} arguments, shape takes ${takes.length}`);
  if ((dtype?.gives ?? "float") === "float" && !kinds.includes("float"))
    throw new DTypeError(`${name}: gives "float", which no argument has (name f32 or f64)`);
}

const isDeclaredShapes = (takes: unknown): boolean => Array.isArray(takes) && takes.every(Array.isArray);

/** Which of the three an op is, or one clear line. */
function builderOf(parts: Parts): { build: Build; takes: readonly Shape[] } {
  const { name, shape, forward } = parts;
  if (typeof forward === "object" && forward?.scalar !== undefined && forward.host !== undefined)
    throw new ValueError(`${name}: forward is a function, { scalar } or { host }, got two of them`);
  if (typeof forward === "object" && typeof forward?.scalar === "function") {
    const takes = Array.from({ length: forward.scalar.length }, () => ["n"]);
    checkDeclaration(parts, { takes, gives: takes[0] ?? [] });
    return { build: scalarKernel(parts, forward.scalar), takes };
  }
  if (shape === undefined || !isDeclaredShapes(shape.takes) || !Array.isArray(shape.gives))
    throw new ValueError(`${name}: needs a shape (such as { takes: [["n", "k"]], gives: ["n"] })`);
  checkDeclaration(parts, shape);
  if (typeof forward === "function") return { build: composition(parts, shape, forward), takes: shape.takes };
  if (typeof forward?.host === "function")
    return { build: hostCall(parts, shape, forward.host), takes: shape.takes };
  throw new ValueError(
    `${name}: forward is a function, { scalar } or { host }, got ${describeValue(forward)}`,
  );
}

/**
 * Declares an op. `forward` is a function of tensor ops, fused and differentiated as any other; `{ scalar }`, an
 * expression of one element each that is applied to all, with broadcasting; or `{ host }`, a pure function over typed
 * arrays, called between kernels, which needs a `gradient` to be differentiated. `shape` binds its names at each
 * call, for the compiler and when it runs.
 *
 * @throws ShapeError and DTypeError, at calls, when the arguments do not fit; ValueError on a declaration that is none.
 * @example
 * const dense = defineOp({
 *   name: "dense",
 *   shape: { takes: [["n", "k"], ["k", "m"]], gives: ["n", "m"] },
 *   forward: (x, w) => x.matmul(w).tanh(),
 * });
 */
export function defineOp<
  const Name extends string,
  Value extends TensorLike,
  const Takes extends readonly Shape[] = never,
  const Gives extends Shape = never,
  const TakesKinds extends readonly OpDType[] = readonly "float"[],
  const GivesKind extends OpDType = "float",
  Args extends readonly TensorOf<[], "f32">[] = readonly TensorOf<[], "f32">[],
  Scalar extends TensorLike = TensorLike,
  Host = TensorLike,
  const Cotangents = readonly (TensorLike | null)[] | [],
>(
  declaration: OpDeclaration<
    Name,
    Takes,
    Gives,
    Value,
    TakesKinds,
    GivesKind,
    Args,
    Scalar,
    Host,
    Cotangents
  >,
): DeclaredOp<Name, PlainEach<Takes>, Plain<Gives>, OpDTypes<TakesKinds, GivesKind>, Args> {
  return declareOp(declaration) as DeclaredOp<
    Name,
    PlainEach<Takes>,
    Plain<Gives>,
    OpDTypes<TakesKinds, GivesKind>,
    Args
  >;
}

function declareOp(declaration: object): unknown {
  if (typeof declaration !== "object" || declaration === null)
    throw new ValueError(`defineOp: needs a declaration, got ${describeValue(declaration)}`);
  const { name, shape, dtype, forward, gradient, domain } = declaration as Partial<Parts> & Declaration;
  if (typeof name !== "string" || name === "")
    throw new ValueError(`defineOp: needs a name, got ${describeValue(name)}`);
  if (gradient !== undefined && typeof gradient !== "function")
    throw new ValueError(`${name}: gradient is a function, got ${describeValue(gradient)}`);
  const { build, takes } = builderOf({ name, shape, dtype, forward: forward!, gradient });
  const kinds = dtype?.takes ?? takes.map((): OpDType => "float");
  const call = (...given: unknown[]): unknown => objectOf(build(argumentsOf(name, given, kinds)));
  return Object.assign(call, {
    opName: name,
    takes,
    ...(shape === undefined ? {} : { gives: shape.gives }),
    ...(dtype === undefined ? {} : { dtypes: dtype }),
    ...(domain === undefined ? {} : { domain }),
  });
}
