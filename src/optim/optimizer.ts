/** What all optimizers share: state beside each parameter, a step count, a learning rate; knows no update formula. */

import { describeValue } from "../base/describe.ts";
import { GraphError, ValueError } from "../base/errors.ts";
import {
  type Assignment,
  assignAll,
  isTensor,
  scalar,
  type Tensor,
  type TensorLike,
  zeros,
} from "../tensor/index.ts";
import type { ScalarLoss } from "../tensor/method-types-loss.ts";
import { privateParameter } from "../tensor/parameter.ts";
import { gradientElsewhere } from "../tensor/trace.ts";
import { handleBehind } from "../tensor/typed.ts";
import { type Clipping, checkClipping, clipGradients } from "./clipping.ts";
import type { FloatParameter, FloatTensor } from "./float-tensors.ts";
import { checkNotNegative } from "./settings.ts";

export type { FloatParameter, FloatTensor } from "./float-tensors.ts";

/** Changes parameters so that a loss falls. */
export interface Optimizer {
  readonly parameters: readonly FloatParameter[];
  /** The step length; setting it takes effect at the next step, compiled steps included. */
  learningRate: number;
  /**
   * Differentiates the loss and takes one step; inside `jit` both become part of the compiled function. What `backward`
   * has added up before is forgotten.
   */
  minimize<Loss extends TensorLike>(loss: ScalarLoss<"minimize", Loss>): void;
  /** Takes one step along the gradients that `backward` has added up since the last step, and forgets them. */
  step(): void;
  /** Forgets what `backward` has added up. */
  zeroGradients(): void;
}

/** What an update formula is given for one parameter. */
export interface UpdateInput {
  readonly value: FloatTensor;
  /** After clipping, and with the slope of the rule's penalty. */
  readonly gradient: FloatTensor;
  /** The parameter's states. */
  readonly states: readonly FloatTensor[];
  /** The learning rate, rank 0. */
  readonly rate: FloatTensor;
  /** How many steps there have been, this one included; rank 0. */
  readonly count: FloatTensor;
}

/** An optimizer as data: how many tensors it keeps beside each parameter, and one formula. */
export interface UpdateRule {
  readonly name: string;
  readonly learningRate: number;
  readonly states: number;
  readonly clip: Clipping | undefined;
  /** λ of a penalty λ/2·‖p‖² on the parameters, whose slope λ·p is added to each gradient; 0 for none. */
  readonly penalty: number;
  /** The parameter's new value and new states. */
  readonly update: (input: UpdateInput) => {
    readonly value: FloatTensor;
    readonly states: readonly FloatTensor[];
  };
}

function checkParameters(name: string, parameters: readonly unknown[]): void {
  if (!Array.isArray(parameters))
    throw new ValueError(
      `${name}: needs a list of parameters, such as net.parameters(), got ${describeValue(parameters)}`,
    );
  parameters.forEach((each, index) => {
    const assignable = isTensor(each) && "assign" in each;
    if (!assignable)
      throw new ValueError(`${name}: parameter ${index} is no parameter (make one with parameter(…))`);
    if (parameters.indexOf(each) !== index) {
      throw new ValueError(
        `${name}: parameter ${index} is also parameter ${parameters.indexOf(each)} (list each once)`,
      );
    }
  });
}

/** Why no parameter has a gradient, and what to do. */
function missingGradients(parameters: readonly FloatParameter[]): string {
  const places = parameters.map((each) => gradientElsewhere(handleBehind(each).variable!));
  const cure = (missing: string): string => `call ${missing} in it too, or minimize in place of both`;
  if (places.includes("outside"))
    return `step is inside a jit function and backward was called outside, where the gradients stay (${cure("backward")})`;
  if (places.includes("inside"))
    return `step is outside the jit function that called backward, where the gradients stay (${cure("step")})`;
  return "no parameter has a gradient (call backward on a loss that depends on them)";
}

/** An optimizer from its rule. */
export function makeOptimizer(parameters: readonly FloatParameter[], rule: UpdateRule): Optimizer {
  checkNotNegative(rule.name, "learningRate", rule.learningRate);
  checkClipping(rule.name, rule.clip);
  checkParameters(rule.name, parameters);
  const held = [...parameters];
  const rate = privateParameter(scalar(rule.learningRate, { dtype: "f64" }));
  const count = privateParameter(scalar(0, { dtype: "f64" }));
  const states = held.map(({ shape, dtype }) =>
    Array.from({ length: rule.states }, () => privateParameter(zeros(shape, { dtype })) as FloatParameter),
  );

  function takeStep(alongside: readonly TensorLike[]): void {
    const assignments: Assignment[] = [];
    const counted = count.add(1);
    const reached = held.flatMap((each, index) => {
      const gradient = each.grad as FloatTensor | undefined;
      return gradient === undefined ? [] : [{ each, gradient, kept: states[index]! }];
    });
    const clipped = clipGradients(
      reached.map(({ gradient }) => gradient),
      rule.clip,
    );
    reached.forEach(({ each, kept }, index) => {
      const slope = clipped[index]!;
      const gradient: FloatTensor = rule.penalty === 0 ? slope : slope.add(each.mul(rule.penalty));
      const updated = rule.update({
        value: each,
        gradient,
        states: kept,
        rate: rate.cast(each.dtype),
        count: counted.cast(each.dtype),
      });
      assignments.push([each, updated.value]);
      updated.states.forEach((state, number) => {
        assignments.push([kept[number]!, state]);
      });
    });
    if (assignments.length === 0) {
      throw new GraphError(`${rule.name}: ${missingGradients(held)}`);
    }
    assignAll([...assignments, [count, counted]], alongside);
    forget();
  }

  function forget(): void {
    for (const each of held) each.zeroGradient();
  }

  return {
    parameters: held,
    get learningRate() {
      return rate.item();
    },
    set learningRate(value: number) {
      checkNotNegative(rule.name, "learningRate", value);
      rate.assign(scalar(value, { dtype: "f64" }));
    },
    minimize(loss) {
      if (!isTensor(loss))
        throw new ValueError(`${rule.name}: minimize needs a tensor (make one with tensor(…))`);
      forget();
      (loss as Tensor<[], "f32">).backward();
      takeStep([loss]);
    },
    step() {
      takeStep([]);
    },
    zeroGradients: forget,
  };
}
