/** Nodes, and what an op declares of itself, kind by kind: the protocol walkers and rules meet on; knows no concrete op. */

import type { DType, TypedArray } from "../base/dtype.ts";
import type { Access, Range } from "./access.ts";

/** A plain, immutable value an op carries besides its inputs. */
export type AttributeValue = number | string | boolean | null | readonly AttributeValue[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** A tensor without its values. */
export interface Abstract {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** One operation applied to inputs: immutable, checked by its op's own rule. */
export interface Node extends Abstract {
  readonly id: number;
  readonly op: Op;
  readonly inputs: readonly Node[];
  readonly attributes: Attributes;
  /** What a source stands for; opaque here, `null` for every other node. */
  readonly handle: object | null;
  /** The user's call that made a node whose data can be refused when it runs. */
  readonly origin: Error | null;
}

/** The element types an operand may have: `any`, arithmetic (`numeric`), `float`, whole numbers, or truth values. */
export type DTypeClass = "any" | "numeric" | "float" | "f32" | "f64" | "i32" | "bool";

/** Where an operand may be sampled, away from kinks and poles: bounds and, if any, the points to keep off. */
export interface Domain {
  readonly low: number;
  readonly high: number;
  readonly avoid?: readonly number[];
}

interface OpBase {
  readonly name: string;
  /** The result's shape and element type, or one clear error. */
  readonly infer: (inputs: readonly Abstract[], attributes: Attributes) => Abstract;
  /** Cotangents of the inputs from the cotangent of the result; `null` where an input carries no derivative. */
  readonly vjp: ((cotangent: Node, node: Node) => readonly (Node | null)[]) | null;
  /** Whether running it can fail on its data, so that its node remembers the user's line. */
  readonly fallible?: boolean;
}

/** A leaf whose values come from outside, through an opaque handle. */
export interface SourceOp extends OpBase {
  readonly kind: "source";
}

/** A rank-0 leaf with a value known when the graph is built. */
export interface ConstantOp extends OpBase {
  readonly kind: "constant";
}

/** A leaf that counts 0, 1, 2, … along one axis. */
export interface IotaOp extends OpBase {
  readonly kind: "iota";
}

/** A function of equal-shaped operands, element by element. */
export interface ElementwiseOp extends OpBase {
  readonly kind: "elementwise";
  readonly arity: number;
  /** The function on doubles; truth values are 0 and 1. Results are rounded to the node's element type. */
  readonly scalar: (...operands: number[]) => number;
  /** The function on 32-bit whole numbers, where cutting the double result down would lose the low bits. */
  readonly wrapping: ((...operands: number[]) => number) | null;
  readonly operands: readonly DTypeClass[];
  readonly domain: readonly Domain[];
  readonly commutative: boolean;
  /** f(f(x)) = x for every x, NaN and infinities included. */
  readonly selfInverse: boolean;
  /** Constants that leave the other operand exactly as it is, for every value including NaN, ±0 and infinities. */
  readonly neutral: { readonly left?: number; readonly right?: number };
  /** An equal and cheaper graph for particular operands, for every value they can have; `null` where there is none. */
  readonly specialize: ((node: Node) => Node | null) | null;
  /** The same function from other primitives, for backends without this one; `null` for what every backend must have. */
  readonly decompose: ((node: Node) => Node) | null;
  /** Roughly how many multiplications one evaluation costs; decides recomputing against storing. */
  readonly cost: number;
  /** Points where the function jumps or bends make finite differences meaningless across them. */
  readonly smooth: boolean;
}

/**
 * What regrouping does to a fold of floats. `additive`: rounding errors grow with the count, and the start 0 turns −0 to 0;
 * `multiplicative`: another order can overflow where this one does not; `selective`: one of the values, exact in any order.
 */
export type Accumulation = "additive" | "multiplicative" | "selective";

/** A fold over axes with an associative, commutative combination. */
export interface ReductionOp extends OpBase {
  readonly kind: "reduction";
  readonly accumulation: Accumulation;
  readonly initial: (dtype: DType) => number;
  readonly combine: (accumulator: number, value: number) => number;
  /** The combination on 32-bit whole numbers, where cutting the double result down would lose the low bits. */
  readonly wrapping: ((accumulator: number, value: number) => number) | null;
  readonly domain: Domain;
}

/** A rearrangement: every result element is one input element, or a fill value outside the input. */
export interface MovementOp extends OpBase {
  readonly kind: "movement";
  /** Which input element a result index shows; `null` where the fill value stands. The definition, free of strides. */
  readonly locate: (index: readonly number[], node: Node) => readonly number[] | null;
  /** The read of the result, given the read of the input; `null` where no affine read does it. */
  readonly project: (access: Access, node: Node) => Access | null;
  /** Result indices that show input elements, and the value that stands elsewhere. */
  readonly guard?: (node: Node) => { readonly ranges: readonly Range[]; readonly fill: number };
  /** The one node this node and the movement under it amount to, when both are of this op; `null` if they stay two. */
  readonly merge?: (outer: Node, inner: Node) => Attributes | null;
  /** Whether the result is its input, element for element. */
  readonly isIdentity: (node: Node) => boolean;
  /** The same rearrangement of every slice of an input with one more axis in front. */
  readonly batch: (input: Node, node: Node) => Node;
}

/** Inputs laid one after the other along `attributes.axis`. */
export interface ConcatOp extends OpBase {
  readonly kind: "concat";
}

/** Elements chosen along `attributes.axis` of input 0 by the indices in input 1, of the result's shape. */
export interface GatherOp extends OpBase {
  readonly kind: "gather";
}

/** Input 0 plus, at the places that input 1 names along `attributes.axis`, the values of input 2. */
export interface ScatterOp extends OpBase {
  readonly kind: "scatter";
}

/** Batched matrix product: `[…batch, m, k]` by `[…batch, k, n]`, equal batch axes. */
export interface ContractionOp extends OpBase {
  readonly kind: "contraction";
}

/**
 * A function over flat arrays in row-major order: it reads `inputs` and fills `output`, all zeros before. The arrays are its
 * own. It has to be pure: it is run once for equal inputs, and not at all where nobody asks for its result.
 */
export type HostFunction = (
  inputs: readonly TypedArray[],
  output: TypedArray,
  shapes: { readonly inputs: readonly (readonly number[])[]; readonly output: readonly number[] },
) => void;

/** A function of whole tensors that no backend looks into; `attributes.declaration` tells it from all others. */
export interface HostOp extends OpBase {
  readonly kind: "host";
  readonly run: HostFunction;
  /** Whether more axes in front of every input are more calls of the same. */
  readonly takesBatches: boolean;
}

export type Op =
  | SourceOp
  | ConstantOp
  | IotaOp
  | ElementwiseOp
  | ReductionOp
  | MovementOp
  | ConcatOp
  | GatherOp
  | ScatterOp
  | ContractionOp
  | HostOp;

export type OpKind = Op["kind"];
