/** Layers without parameters that keep the shape; knows no other layer. */

import type { Shape } from "../../types/index.ts";
import { unaryMethods } from "../ops/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { ActivationModule } from "../tensor/method-types-module.ts";
import { type HasParameters, makeLayer } from "./module.ts";

type AnyFloats = Tensor<Shape>;

const functions = {
  relu: (x: AnyFloats) => x.relu(),
  tanh: (x: AnyFloats) => x.tanh(),
  sigmoid: (x: AnyFloats) => x.sigmoid(),
  gelu: (x: AnyFloats) => x.gelu(),
  silu: (x: AnyFloats) => x.silu(),
} as const;

/** The activations that have a name. */
export type ActivationName = keyof typeof functions;

export const activationNames = Object.keys(functions) as ActivationName[];

/** A layer that applies one function to every element. */
export type Activation<Name extends ActivationName = ActivationName> = ActivationModule<Name> & HasParameters;

/**
 * The activation of a name, as a layer: it keeps the shape, `[…] → […]`.
 *
 * @example const layer = activation("gelu");
 */
export function activation<const Name extends ActivationName>(name: Name): Activation<Name> {
  const { accepts } = unaryMethods[name];
  const facts = { op: name, accepts, makes: "same", takes: ["..."], gives: ["..."] } as const;
  return makeLayer(facts, (x) => functions[name](x as AnyFloats)) as unknown as Activation<Name>;
}

/** max(x, 0), as a layer: `[…] → […]`. */
export const relu = (): Activation<"relu"> => activation("relu");
/** The hyperbolic tangent, as a layer: `[…] → […]`. */
export const tanh = (): Activation<"tanh"> => activation("tanh");
/** 1 / (1 + e⁻ˣ), as a layer: `[…] → […]`. */
export const sigmoid = (): Activation<"sigmoid"> => activation("sigmoid");
/** x·Φ(x), as a layer: `[…] → […]`. */
export const gelu = (): Activation<"gelu"> => activation("gelu");
/** x·σ(x), as a layer: `[…] → […]`. */
export const silu = (): Activation<"silu"> => activation("silu");
