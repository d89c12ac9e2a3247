/** Functions compiled as a whole: traced once per combination of shapes, then one call; knows no layer or optimizer. */

import { describeValue } from "./base/describe.ts";
import type { DType } from "./base/dtype.ts";
import { ValueError } from "./base/errors.ts";
import { optionsOf } from "./base/options.ts";
import type { Node } from "./graph/node.ts";
import { collectSources, type Update } from "./kernel/index.ts";
import { source } from "./ops/index.ts";
import {
  allocateStorage,
  type CompiledProgram,
  compileProgram,
  LentResults,
  ownStorage,
  type ProgramHeap,
  requireStorage,
  runProgram,
  type SpareResults,
  type Storage,
  substituteRealized,
} from "./runtime/index.ts";
import { sizeOf, unify } from "./shape/index.ts";
import { TensorHandle } from "./tensor/handle.ts";
import type { JitFunction, ShapeCheckedFunction, WrittenFunction } from "./tensor/method-types-jit.ts";

import { type Rebuild, takeApart } from "./tensor/result-tree.ts";
import type { TensorLike } from "./tensor/tensor-kinds.ts";
import { objectOf, objectOfStorage } from "./tensor/tensor-object.ts";
import { isTracing, type Setting, type Trace, traceFunction, type VariableCell } from "./tensor/trace.ts";

/** Where one input of a compiled step comes from at each call. */
type Binding =
  | { readonly kind: "argument"; readonly position: number }
  | { readonly kind: "captured"; readonly storage: Storage }
  | { readonly kind: "variable"; readonly cell: VariableCell };

/** What one result is. */
interface ResultSpec {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly length: number;
}

/** A function traced for one combination of argument shapes and element types. */
interface Step {
  readonly parameters: readonly TensorHandle[];
  readonly program: CompiledProgram;
  readonly bindings: readonly Binding[];
  /** The variables it updates. */
  readonly updated: readonly VariableCell[];
  readonly outputs: readonly ResultSpec[];
  /** Where results that a call was lent may lie again. */
  readonly spares: SpareResults;
  readonly rebuild: Rebuild;
  /** The settings the function read, with the values it was traced for. */
  readonly settings: readonly (readonly [setting: Setting<unknown>, value: unknown])[];
}

type Untyped = (...args: unknown[]) => unknown;

/** A variable's slot: where the trace read it, or a source for one that is only written. */
function sourceOf(cell: VariableCell, trace: Trace): Node {
  return trace.read.get(cell) ?? source(cell, { shape: cell.shape, dtype: cell.storage.dtype });
}

function bindInput(
  node: Node,
  positions: ReadonlyMap<Node, number>,
  cells: ReadonlyMap<Node, VariableCell>,
): Binding {
  const position = positions.get(node);
  if (position !== undefined) return { kind: "argument", position };
  const cell = cells.get(node);
  if (cell !== undefined) return { kind: "variable", cell };
  return { kind: "captured", storage: requireStorage(node) };
}

/** Runs the function on stand-ins of the arguments' shapes, and compiles what it built. */
function traceStep(fn: Untyped, args: readonly TensorHandle[]): Step {
  const parameters = args.map(({ shape, dtype }) => objectOf(source({}, { shape, dtype })));
  const results: TensorHandle[] = [];
  const { result, trace } = traceFunction(() => {
    const rebuild = takeApart("jit", fn(...parameters), results);
    return { rebuild, outputs: results.map(({ node }) => node) };
  });
  const cells = new Map<Node, VariableCell>();
  const updates: { cell: VariableCell; source: Node; value: Node }[] = [];
  for (const [cell, node] of trace.read) cells.set(node, cell);
  for (const [cell, value] of trace.written) {
    const node = sourceOf(cell, trace);
    cells.set(node, cell);
    if (value !== node) updates.push({ cell, source: node, value });
  }
  const count = result.outputs.length;
  const roots = substituteRealized([...result.outputs, ...updates.map(({ value }) => value)]);
  const inputs = [...new Set([...collectSources(roots), ...updates.map((update) => update.source)])];
  const outputs = roots.slice(0, count);
  const slots = updates.map(
    (update, index): Update => ({ slot: inputs.indexOf(update.source), value: roots[count + index]! }),
  );
  const positions = new Map(parameters.map(({ node }, position) => [node, position]));
  const bindings = inputs.map((node) => bindInput(node, positions, cells));
  return {
    parameters,
    program: compileProgram({ inputs, outputs, updates: slots, unchanging: new Set(positions.keys()) }),
    bindings,
    updated: updates.map(({ cell }) => cell),
    outputs: outputs.map(({ dtype, shape }) => ({ dtype, shape, length: sizeOf(shape) })),
    spares: [],
    rebuild: result.rebuild,
    settings: [...trace.settings],
  };
}

/** Whether a step was traced for arguments like these, and for settings as they are. */
function fits({ parameters, settings }: Step, args: readonly TensorHandle[]): boolean {
  for (const [setting, value] of settings) if (setting.value !== value) return false;
  if (parameters.length !== args.length) return false;
  for (let position = 0; position < args.length; position++) {
    const expected = parameters[position]!;
    const given = args[position]!;
    const { shape } = given;
    if (expected.dtype !== given.dtype || expected.shape.length !== shape.length) return false;
    for (let axis = 0; axis < shape.length; axis++) if (expected.shape[axis] !== shape[axis]) return false;
  }
  return true;
}

/** The storage of one input at this call. */
function storageAt(binding: Binding, given: readonly Storage[]): Storage {
  if (binding.kind === "variable") return binding.cell.storage;
  return binding.kind === "argument" ? given[binding.position]! : binding.storage;
}

/** Has what a step keeps between calls lie in the heap its program runs in; what is there already stays. */
function settle(bindings: readonly Binding[], heap: ProgramHeap): void {
  for (const binding of bindings) if (binding.kind !== "argument") storageAt(binding, []).settle(heap);
}

/** One call of a compiled step; its results are lent where `lent` is given. */
function runStep(
  { program, bindings, updated, outputs, spares, rebuild }: Step,
  args: readonly TensorHandle[],
  lent: LentResults | null,
): unknown {
  const given = args.map((argument) => {
    // A parameter passed as an argument keeps its old contents for this call, whatever the step writes.
    if (argument.variable !== null) argument.variable.exposed = true;
    return argument.storage;
  });
  for (const cell of updated) ownStorage(cell);
  if (program.heap !== null) settle(bindings, program.heap);
  const inputs = new Array<Storage>(bindings.length);
  for (let slot = 0; slot < bindings.length; slot++) inputs[slot] = storageAt(bindings[slot]!, given);
  let storages: readonly Storage[];
  if (lent === null) {
    storages = outputs.map(({ dtype, length }) => allocateStorage(dtype, length));
    runProgram(program, inputs, storages);
  } else {
    storages = lent.fill(outputs, spares, program.heap, inputs, (results) =>
      runProgram(program, inputs, results),
    );
  }
  return rebuild(storages.map((storage, index) => objectOfStorage(storage, outputs[index]!.shape)));
}

/** The arguments as tensors, or one clear line. */
function checkedArguments(op: string, args: readonly unknown[]): readonly TensorHandle[] {
  args.forEach((argument, position) => {
    if (argument instanceof TensorHandle) return;
    const cure = "pass tensors, and let the function capture everything else";
    throw new ValueError(
      `${op}: argument ${position + 1} is ${describeValue(argument)}, needs a tensor (${cure})`,
    );
  });
  return args as readonly TensorHandle[];
}

/** The shapes that named dims are checked against at run time, one for each argument. */
export interface ShapeOptions {
  /** For instance `[["batch", 784], ["batch"]]`: a name is one size wherever it stands. */
  readonly shapes?: readonly (readonly (number | string)[])[];
}

/** Binds the names of declared shapes over the arguments, or throws. */
function unifyAll(shapes: NonNullable<ShapeOptions["shapes"]>, args: readonly TensorHandle[]): void {
  unify(
    shapes,
    args.map(({ shape }) => shape),
  );
}

/** How a function is compiled. */
export interface JitOptions extends ShapeOptions {
  /**
   * Whether results may lie where the next call's will, so that calls neither allocate nor copy them: for large results
   * that are used at once. They last until the next call; one that is read later throws a `GraphError`.
   */
  readonly reuseResults?: boolean;
}

/** A compiled function, which can also tell what it was compiled to. */
export type Jitted<Parameters extends readonly TensorLike[], Result> = JitFunction<Parameters, Result> & {
  /** Graph, kernels, memory plan and generated code of the latest call's program. */
  explain(): string;
};

/**
 * Compiles a function of tensors into one program, traced once for each combination of argument shapes. Parameters that
 * the function updates change at each call; on an error nothing has changed. Named dims such as `"batch"` are unified
 * over the arguments by the compiler, and at run time too when `shapes` are given. With `reuseResults` a call's results
 * last until the next call.
 *
 * @throws ShapeError when a name has two sizes; GraphError when the function returns what is no tensor, array or object.
 * @example
 * const double = jit((x: Tensor<["n"]>) => x.mul(2));
 * double(tensor([1, 2, 3])).toArray(); // [2, 4, 6]
 */
export function jit<Parameters extends TensorLike[], Result>(
  fn: WrittenFunction<Parameters, Result>,
  options?: JitOptions,
): Jitted<Parameters, Result> {
  const { shapes, reuseResults = false } = optionsOf("jit", options, { reuseResults: "boolean" });
  if (typeof fn !== "function") throw new ValueError(`jit: needs a function, got ${describeValue(fn)}`);
  const run = fn as unknown as Untyped;
  const steps: Step[] = [];
  const lent = reuseResults ? new LentResults() : null;
  let latest: Step | null = null;
  const call = (...given: unknown[]): unknown => {
    const args = checkedArguments("jit", given);
    if (isTracing()) {
      if (shapes !== undefined) unifyAll(shapes, args);
      return run(...args);
    }
    if (latest === null || !fits(latest, args)) {
      if (shapes !== undefined) unifyAll(shapes, args);
      let step = steps.find((candidate) => fits(candidate, args));
      if (step === undefined) {
        step = traceStep(run, args);
        steps.push(step);
      }
      latest = step;
    }
    return runStep(latest, args, lent);
  };
  const explain = (): string => latest?.program.explain() ?? "nothing compiled yet: call the function once";
  return Object.assign(call, { explain }) as unknown as Jitted<Parameters, Result>;
}

/**
 * The function itself, with the named dims of its parameters unified over the arguments by the compiler, and at run time
 * too when `shapes` are given.
 *
 * @throws ShapeError when a name has two sizes.
 * @example
 * const dot = shapeChecked((a: Tensor<["n"]>, b: Tensor<["n"]>) => a.mul(b).sum(), { shapes: [["n"], ["n"]] });
 */
export function shapeChecked<Parameters extends TensorLike[], Result>(
  fn: WrittenFunction<Parameters, Result>,
  options?: ShapeOptions,
): ShapeCheckedFunction<Parameters, Result> {
  const { shapes } = optionsOf("shapeChecked", options);
  const run = fn as unknown as Untyped;
  const call = (...given: unknown[]): unknown => {
    const args = checkedArguments("shapeChecked", given);
    if (shapes !== undefined) unifyAll(shapes, args);
    return run(...args);
  };
  // A sequence asks a layer for what it takes.
  const facts = shapes?.length === 1 ? { takes: shapes[0] } : {};
  return Object.assign(call, facts) as unknown as ShapeCheckedFunction<Parameters, Result>;
}
