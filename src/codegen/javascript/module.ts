/** Turns generated source into something that runs: arena, scratch arrays, helpers and faults are handed in; knows no kernel. */

import type { TypedArray } from "../../base/dtype.ts";
import { InternalError, ValueError } from "../../base/errors.ts";
import { isPoisoning, poison } from "../../base/fresh-memory.ts";
import type { KernelProgram } from "../../kernel/kernel.ts";
import { callHost } from "../../ops/host.ts";
import type { Executable } from "../backend.ts";
import { arenaNames, hostName } from "./buffers.ts";
import { helpers } from "./expressions.ts";
import { SourceWriter } from "./text.ts";

/** A typed array that generated code keeps for itself, by name. */
export interface ScratchArray {
  readonly name: string;
  readonly array: TypedArray;
}

/** The entry function: names the caller's arrays, then runs `statements`. */
export function printRun(program: KernelProgram, statements: readonly string[]): string {
  const writer = new SourceWriter();
  writer.open("return function run(inputs, outputs) {");
  for (const slot of program.inputs.keys()) writer.line(`const input${slot} = inputs[${slot}];`);
  for (const slot of program.outputs.keys()) writer.line(`const output${slot} = outputs[${slot}];`);
  for (const statement of statements) writer.line(statement);
  writer.close("};");
  return writer.toString();
}

/**
 * Evaluates a module body that ends in the entry function. The arena is one buffer seen as every element type;
 * `refuse` turns a fault's number and the refused position into the error users see.
 */
export function instantiate(
  program: KernelProgram,
  source: string,
  scratch: readonly ScratchArray[],
): Executable {
  const arena = new ArrayBuffer(Math.ceil(program.arenaBytes / 8) * 8);
  const refuse = (fault: number, position: number): never => {
    const { op, limit, origin } = program.faults[fault]!;
    const message = `${op}: index ${position} is out of range for an axis of size ${limit}`;
    throw new ValueError(message, origin === null ? undefined : { cause: origin });
  };
  const host = (number: number, ...arrays: readonly TypedArray[]): TypedArray => {
    const kernel = program.kernels[number]!;
    if (kernel.kind !== "host") throw new InternalError(`kernel ${number} is not a host function`);
    return callHost(kernel.call, arrays);
  };
  const bindings = new Map<string, unknown>(Object.entries({ ...helpers, refuse }));
  bindings.set(hostName, host);
  bindings.set(arenaNames.f32, new Float32Array(arena));
  bindings.set(arenaNames.f64, new Float64Array(arena));
  bindings.set(arenaNames.i32, new Int32Array(arena));
  bindings.set(arenaNames.bool, new Uint8Array(arena));
  for (const { name, array } of scratch) bindings.set(name, array);
  const factory = new Function(...bindings.keys(), `"use strict";\n${source}`);
  const run = factory(...bindings.values()) as Executable["run"];
  if (!isPoisoning()) return { source, run };
  const runPoisoned: Executable["run"] = (inputs, outputs) => {
    for (const temporary of [new Uint8Array(arena), ...scratch.map(({ array }) => array)]) poison(temporary);
    run(inputs, outputs);
  };
  return { source, run: runPoisoned };
}
