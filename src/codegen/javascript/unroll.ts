/** Runs a kernel program on numbered values instead of numbers: every index of every loop, once; knows no source text. */

import type { DType } from "../../base/dtype.ts";
import type { Access, Range } from "../../graph/access.ts";
import type {
  HostKernel,
  Kernel,
  KernelProgram,
  LoopKernel,
  Reduction,
  ScatterKernel,
  Store,
} from "../../kernel/kernel.ts";
import { type BufferId, type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { sizeOf } from "../../shape/size.ts";
import { contractionAsLoop } from "../contraction-as-loop.ts";
import { scalarsOf } from "../describe.ts";
import { type ValueId, ValueTable } from "./values.ts";

/** An array that a program without loops keeps for buffers whose positions are known only at run time. */
export interface Memory {
  readonly name: string;
  readonly dtype: DType;
  readonly length: number;
}

export interface Unrolled {
  readonly table: ValueTable;
  readonly memories: readonly Memory[];
}

/** A buffer's array; those that are not real exist only as values. */
interface BufferArray {
  readonly name: string;
  readonly dtype: DType;
  readonly isReal: boolean;
}

/** Arena buffers that are read or written at positions known only at run time, or by host functions. */
function findMemories(program: KernelProgram): Set<BufferId> {
  const found = new Set<BufferId>();
  for (const kernel of program.kernels) {
    if (kernel.kind === "scatter") found.add(kernel.buffer);
    if (kernel.kind === "host") for (const buffer of [kernel.buffer, ...kernel.reads]) found.add(buffer);
    for (const scalar of scalarsOf(kernel)) if (scalar.kind === "gather") found.add(scalar.buffer);
  }
  return new Set([...found].filter((buffer) => program.buffers[buffer]!.place.kind === "arena"));
}

/** Every index of a space in row-major order. */
function* indicesOf(space: readonly number[]): Generator<readonly number[]> {
  if (space.includes(0)) return;
  const index = space.map(() => 0);
  for (;;) {
    yield [...index];
    let axis = space.length - 1;
    while (axis >= 0 && ++index[axis]! === space[axis]) index[axis--] = 0;
    if (axis < 0) return;
  }
}

function flatten(access: Access, index: readonly number[]): number {
  return access.strides.reduce((sum, stride, axis) => sum + stride * index[axis]!, access.offset);
}

function isInside(ranges: readonly Range[], index: readonly number[]): boolean {
  return ranges.every(
    (range, axis) => range === null || (index[axis]! >= range[0] && index[axis]! < range[1]),
  );
}

class Unroller {
  readonly table = new ValueTable();
  readonly #arrays: readonly BufferArray[];

  constructor(arrays: readonly BufferArray[]) {
    this.#arrays = arrays;
  }

  /** The values of `roots` at an index, from their sorted expressions; what guards shut out is not evaluated. */
  #evaluate(
    sorted: readonly Scalar[],
    roots: readonly Scalar[],
    index: readonly number[],
    reduced: ValueId | null,
  ): ValueId[] {
    const wanted = new Set(roots);
    for (let position = sorted.length - 1; position >= 0; position--) {
      const scalar = sorted[position]!;
      if (!wanted.has(scalar)) continue;
      if (scalar.kind === "apply") for (const operand of scalar.operands) wanted.add(operand);
      else if (scalar.kind === "gather") wanted.add(scalar.position);
      else if (scalar.kind === "guard" && isInside(scalar.ranges, index)) wanted.add(scalar.inner);
    }
    const values = new Map<Scalar, ValueId>();
    for (const scalar of sorted) {
      if (wanted.has(scalar)) values.set(scalar, this.#evaluateOne(scalar, values, index, reduced));
    }
    return roots.map((root) => values.get(root)!);
  }

  #evaluateOne(
    scalar: Scalar,
    values: ReadonlyMap<Scalar, ValueId>,
    index: readonly number[],
    reduced: ValueId | null,
  ): ValueId {
    const { table } = this;
    switch (scalar.kind) {
      case "constant":
        return table.constant(scalar.dtype, scalar.value);
      case "index":
        return table.constant(scalar.dtype, flatten(scalar.access, index));
      case "load": {
        const { name, dtype } = this.#arrays[scalar.buffer]!;
        return table.load(name, flatten(scalar.access, index), dtype);
      }
      case "guard":
        return isInside(scalar.ranges, index)
          ? values.get(scalar.inner)!
          : table.constant(scalar.dtype, scalar.fill);
      case "gather": {
        const { name, dtype } = this.#arrays[scalar.buffer]!;
        const position = values.get(scalar.position)!;
        table.check(position, scalar.limit, scalar.fault);
        return table.gather(name, flatten(scalar.access, index), scalar.stride, position, dtype);
      }
      case "apply":
        return table.apply(
          scalar.op,
          scalar.dtype,
          scalar.operands.map((operand) => values.get(operand)!),
        );
      case "reduced":
        return reduced!;
    }
  }

  #storeAll(stores: readonly Store[], values: readonly ValueId[], index: readonly number[]): void {
    for (const [position, { buffer, access, value }] of stores.entries()) {
      const { name, dtype, isReal } = this.#arrays[buffer]!;
      const stored =
        value.dtype === dtype ? values[position]! : this.table.apply("cast", dtype, [values[position]!]);
      this.table.store(name, flatten(access, index), stored, isReal);
    }
  }

  /** The fold of a kernel's reduction at an index; truth values are folded as numbers. */
  #reduce({ op, dtype, space, value }: Reduction, index: readonly number[]): ValueId {
    const sorted = sortScalars([value]);
    const values: ValueId[] = [];
    for (const rest of indicesOf(space))
      values.push(...this.#evaluate(sorted, [value], [...index, ...rest], null));
    if (dtype !== "bool") return this.table.foldAll(op, dtype, values);
    const numbers = values.map((id) => this.table.apply("cast", "i32", [id]));
    return this.table.apply("cast", "bool", [this.table.foldAll(op, "i32", numbers)]);
  }

  #unrollLoop({ space, reduction, stores }: LoopKernel): void {
    const roots = stores.map(({ value }) => value);
    const sorted = sortScalars(roots);
    for (const index of indicesOf(space)) {
      const reduced = reduction === null ? null : this.#reduce(reduction, index);
      this.#storeAll(stores, this.#evaluate(sorted, roots, index, reduced), index);
    }
  }

  #unrollScatter(kernel: ScatterKernel): void {
    const roots = [kernel.position, kernel.value];
    const sorted = sortScalars(roots);
    const { name } = this.#arrays[kernel.buffer]!;
    for (const index of indicesOf(kernel.space)) {
      const [position, value] = this.#evaluate(sorted, roots, index, null) as [ValueId, ValueId];
      this.table.check(position, kernel.limit, kernel.fault);
      this.table.scatter(name, flatten(kernel.access, index), kernel.stride, position, value);
    }
  }

  #unrollHost({ buffer, reads, call }: HostKernel, number: number): void {
    const inputs = reads.map((read, at) => {
      const { shape } = call.inputs[at]!;
      return { array: this.#arrays[read]!.name, length: sizeOf(shape) };
    });
    this.table.host(number, inputs, this.#arrays[buffer]!.name);
  }

  unroll(kernel: Kernel, number: number): void {
    this.table.enterKernel(number);
    if (kernel.kind === "loop") this.#unrollLoop(kernel);
    else if (kernel.kind === "host") this.#unrollHost(kernel, number);
    else if (kernel.kind === "scatter") this.#unrollScatter(kernel);
    else if (!kernel.space.includes(0)) this.#unrollLoop(contractionAsLoop(kernel));
  }
}

/** The whole program without loops. */
export function unrollProgram(program: KernelProgram): Unrolled {
  const memories = findMemories(program);
  const arrays = program.buffers.map(({ dtype, place }, buffer) => {
    if (place.kind === "arena") return { name: `memory${buffer}`, dtype, isReal: memories.has(buffer) };
    return { name: `${place.kind}${place.slot}`, dtype, isReal: true };
  });
  const unroller = new Unroller(arrays);
  for (const [number, kernel] of program.kernels.entries()) unroller.unroll(kernel, number);
  return {
    table: unroller.table,
    memories: [...memories].map((buffer) => {
      const { dtype, length } = program.buffers[buffer]!;
      return { name: `memory${buffer}`, dtype, length };
    }),
  };
}
