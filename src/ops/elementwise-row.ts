/** How an elementwise row becomes an op and its builder; knows no concrete op. */

import type { DType } from "../base/dtype.ts";
import { InternalError } from "../base/errors.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { Domain, DTypeClass, ElementwiseOp } from "../graph/op.ts";
import { formatShape } from "../shape/index.ts";
import { checkDType, checkSameDType } from "./dtype-rules.ts";

export const reals: Domain = { low: -3, high: 3 };
export const nonzero: Domain = { low: -3, high: 3, avoid: [0] };
export const positive: Domain = { low: 0.25, high: 4 };
/** Truth values. */
export const truth: Domain = { low: 0, high: 1 };

/** An operand's cotangent, or `null` where the operand carries no derivative. */
type Cotangent = Node | null;

interface RowOptions {
  readonly accepts?: DTypeClass;
  /** The result's element type where it is not the operands'. */
  readonly gives?: DType;
  readonly commutative?: boolean;
  readonly selfInverse?: boolean;
  readonly wrapping?: (...operands: number[]) => number;
  readonly neutral?: { readonly left?: number; readonly right?: number };
  readonly cost?: number;
  readonly smooth?: boolean;
  readonly specialize?: (node: Node) => Node | null;
  readonly decompose?: (node: Node) => Node;
}

interface UnarySpec extends RowOptions {
  readonly scalar: (x: number) => number;
  /** The operand's cotangent from the result's, the operand and the result; `null` for functions flat almost everywhere. */
  readonly vjp: ((cotangent: Node, x: Node, y: Node) => Cotangent) | null;
  readonly domain: Domain;
}

interface BinarySpec extends RowOptions {
  readonly scalar: (a: number, b: number) => number;
  readonly vjp: ((cotangent: Node, a: Node, b: Node, y: Node) => readonly [Cotangent, Cotangent]) | null;
  readonly domain: readonly [Domain, Domain];
}

/** A builder that carries its op: `sin(x)` makes a node, `sin.op` is the row. */
export interface UnaryBuilder {
  (x: Node): Node;
  readonly op: ElementwiseOp;
}

/** A builder over two operands of one shape and element type. */
export interface BinaryBuilder {
  (a: Node, b: Node): Node;
  readonly op: ElementwiseOp;
}

/** What a row is unless it says otherwise. */
export const plain = {
  commutative: false,
  selfInverse: false,
  neutral: {},
  wrapping: null,
  specialize: null,
  decompose: null,
  cost: 1,
  smooth: true,
} as const;

/** Throws unless every operand has the first one's shape: broadcasting is explicit by the time a node is made. */
export function checkEqualShapes(op: string, shapes: readonly (readonly number[])[]): void {
  const [first, ...others] = shapes;
  for (const other of others) {
    if (other.length === first!.length && other.every((size, axis) => size === first![axis])) continue;
    throw new InternalError(
      `${op}: operands must be expanded first, ${formatShape(first!)} and ${formatShape(other)}`,
    );
  }
}

/** Declares a function of one operand. */
export function unary(name: string, spec: UnarySpec): UnaryBuilder {
  const { scalar, vjp, domain, accepts = "float", gives, ...options } = spec;
  const op: ElementwiseOp = {
    ...plain,
    ...options,
    kind: "elementwise",
    name,
    arity: 1,
    scalar,
    operands: [accepts],
    domain: [domain],
    infer: ([x]) => {
      checkDType(name, accepts, x!.dtype);
      return { shape: x!.shape, dtype: gives ?? x!.dtype };
    },
    vjp: vjp === null ? null : (cotangent, node) => [vjp(cotangent, node.inputs[0]!, node)],
  };
  return Object.assign((x: Node) => makeNode(op, [x]), { op });
}

/** Declares a function of two operands of one element type. */
export function binary(name: string, spec: BinarySpec): BinaryBuilder {
  const { scalar, vjp, domain, accepts = "numeric", gives, ...options } = spec;
  const op: ElementwiseOp = {
    ...plain,
    ...options,
    kind: "elementwise",
    name,
    arity: 2,
    scalar,
    operands: [accepts, accepts],
    domain,
    infer: ([a, b]) => {
      checkSameDType(name, a!, b!);
      checkDType(name, accepts, a!.dtype);
      checkEqualShapes(name, [a!.shape, b!.shape]);
      return { shape: a!.shape, dtype: gives ?? a!.dtype };
    },
    vjp: vjp === null ? null : (cotangent, node) => vjp(cotangent, node.inputs[0]!, node.inputs[1]!, node),
  };
  return Object.assign((a: Node, b: Node) => makeNode(op, [a, b]), { op });
}
