/** The functions a program's kernels call, by number: imports, known beforehand, and those a module has once; knows no loop. */

import type { HostKernel, KernelProgram } from "../../kernel/kernel.ts";
import { elementwise } from "../../ops/elementwise.ts";
import { scalarsOf } from "../describe.ts";
import { type HostName, hostNames, type SharedName, sharedFunctions } from "./f64/functions.ts";
import { FunctionWriter } from "./function-writer.ts";
import { callHost } from "./host-function.ts";
import type { DefinedFunction, ImportedFunction } from "./module-writer.ts";

/** The numbers of the functions every program imports. */
export const importedFunctions = { refuse: 0, share: 1 } as const;

const everyImport: readonly ImportedFunction[] = [
  { name: "refuse", parameters: ["i32", "f64"], results: [] },
  { name: "share", parameters: ["i32"], results: [] },
];

/** What expressions may call. */
export interface Callees {
  /** Refuses a position: never returns. */
  readonly refuse: number;
  /** The host's own function on doubles. */
  readonly host: (name: HostName) => number;
  /** A function of the module on vectors of f64. */
  readonly shared: (name: SharedName) => number;
}

export class ProgramCallees implements Callees {
  readonly refuse = importedFunctions.refuse;
  readonly imports: readonly ImportedFunction[];
  /** Host kernels, in the order of their imports `call0`, `call1`, … */
  readonly hostKernels: readonly HostKernel[];
  readonly hosts: readonly HostName[];
  readonly #shared = new Map<SharedName, FunctionWriter>();

  /** Whether its functions multiply and add in one instruction. */
  readonly #fuses: boolean;

  constructor({ kernels }: KernelProgram, fuses: boolean) {
    this.#fuses = fuses;
    const used = new Set(
      kernels.flatMap(scalarsOf).map((scalar) => (scalar.kind === "apply" ? scalar.op : "")),
    );
    this.hosts = hostNames.filter((name) => used.has(name));
    this.hostKernels = kernels.filter((kernel) => kernel.kind === "host");
    this.imports = [
      ...everyImport,
      ...this.hosts.map((name) => ({ name, parameters: ["f64"], results: ["f64"] }) as const),
      ...this.hostKernels.map(({ reads }, at) => {
        const parameters = [...reads, "result"].map(() => "i32" as const);
        return { name: `call${at}`, parameters, results: [] };
      }),
    ];
  }

  readonly host = (name: HostName): number => everyImport.length + this.hosts.indexOf(name);

  call(kernel: HostKernel): number {
    return everyImport.length + this.hosts.length + this.hostKernels.indexOf(kernel);
  }

  /** Writes the function at its first use. */
  readonly shared = (name: SharedName): number => {
    if (!this.#shared.has(name)) {
      const operands = elementwise[name].operands.map((_, index) => index);
      const f = new FunctionWriter(
        operands.map(() => "v128"),
        this.#fuses,
      );
      const host = () => callHost(f, this.host(name as HostName), operands[0]!, "f64", 2);
      f.get(sharedFunctions[name](f, operands, host));
      this.#shared.set(name, f);
    }
    return this.imports.length + [...this.#shared.keys()].indexOf(name);
  };

  /** What has been used of the module's own functions, in the order of their numbers, which follow those of the imports. */
  finish(): DefinedFunction[] {
    return Array.from(this.#shared, ([name, f]) => {
      const parameters = elementwise[name].operands.map(() => "v128" as const);
      return { name, parameters, results: ["v128"], code: f.finish() };
    });
  }
}
