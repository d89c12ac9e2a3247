/** Kernel programs as text, for people; knows no backend. */

import type { Access } from "../graph/access.ts";
import { storesOf } from "./buffers.ts";
import type { ContractionOperand, Factor, Kernel, KernelProgram } from "./kernel.ts";
import { type BufferId, type Scalar, sortScalars } from "./scalar.ts";

const list = (values: readonly number[]): string => `[${values.join(", ")}]`;

function formatAccess({ offset, strides }: Access): string {
  return `${offset}${strides.map((stride, axis) => (stride === 0 ? "" : ` + ${stride}·i${axis}`)).join("")}`;
}

/** Batch axes as in any read, then how lines and steps move. */
function formatFactors(
  { offset, strides }: Access,
  { lines, steps }: NonNullable<ContractionOperand["factors"]>,
): string {
  const spell = (name: string, factors: readonly Factor[]): string =>
    ` + ${name}(${factors.map(({ size, stride }) => `${size}·${stride}`).join(", ")})`;
  const batch = formatAccess({ shape: [], strides: strides.slice(0, -2), offset, ranges: null });
  return `${batch}${spell("lines", lines)}${spell("steps", steps)}`;
}

/** Writes an expression's lines, shared parts once, and returns its name. */
function formatScalar(root: Scalar, lines: string[], names: Map<Scalar, string>): string {
  for (const scalar of sortScalars([root])) {
    if (names.has(scalar)) continue;
    const name = (operand: Scalar): string => names.get(operand)!;
    let text: string;
    switch (scalar.kind) {
      case "constant":
        names.set(scalar, Object.is(scalar.value, -0) ? "-0" : String(scalar.value));
        continue;
      case "reduced":
        names.set(scalar, "reduced");
        continue;
      case "load":
        text = `b${scalar.buffer}[${formatAccess(scalar.access)}]`;
        break;
      case "index":
        text = formatAccess(scalar.access);
        break;
      case "guard": {
        const ranges = scalar.ranges.flatMap((range, axis) =>
          range ? [`${range[0]} ≤ i${axis} < ${range[1]}`] : [],
        );
        text = `${ranges.join(" and ")} ? ${name(scalar.inner)} : ${scalar.fill}`;
        break;
      }
      case "gather":
        text = `b${scalar.buffer}[${formatAccess(scalar.access)} + ${scalar.stride}·${name(scalar.position)}]`;
        break;
      case "apply":
        text = `${scalar.op}(${scalar.operands.map(name).join(", ")})`;
        break;
    }
    names.set(scalar, `t${names.size}`);
    lines.push(`  ${names.get(scalar)} = ${text}`);
  }
  return names.get(root)!;
}

function formatKernel(kernel: Kernel, number: number): string {
  const lines: string[] = [];
  const names = new Map<Scalar, string>();
  const space = list(kernel.space);
  let head = `kernel ${number}: ${kernel.kind} over ${space}`;
  if (kernel.kind === "contraction") {
    head += `, depth ${kernel.depth}`;
    for (const { buffer, access, factors } of [kernel.left, kernel.right])
      lines.push(
        `  by b${buffer}[${factors === undefined ? formatAccess(access) : formatFactors(access, factors)}]`,
      );
  } else if (kernel.kind === "scatter") {
    const at = formatScalar(kernel.position, lines, names);
    const value = formatScalar(kernel.value, lines, names);
    lines.push(`  b${kernel.buffer}[${formatAccess(kernel.access)} + ${kernel.stride}·${at}] += ${value}`);
  } else if (kernel.kind === "host") {
    const reads = kernel.reads.map((buffer) => `b${buffer}`).join(", ");
    lines.push(`  b${kernel.buffer} ← ${kernel.call.op.name}(${reads})`);
  } else if (kernel.reduction !== null) {
    const { op, space: folded, value } = kernel.reduction;
    lines.push(`  reduced = ${op} over ${list(folded)} of ${formatScalar(value, lines, names)}`);
  }
  for (const { buffer, access, value } of storesOf(kernel)) {
    const stored = formatScalar(value, lines, names);
    lines.push(`  b${buffer}[${formatAccess(access)}] ← ${stored}`);
  }
  return [head, ...lines].join("\n");
}

function formatBuffer(id: BufferId, { buffers }: KernelProgram): string {
  const { dtype, length, place } = buffers[id]!;
  const where = place.kind === "arena" ? `arena byte ${place.byteOffset}` : `${place.kind} ${place.slot}`;
  return `b${id}: ${dtype} × ${length}, ${where}`;
}

/** The kernels in order, one line an operation; in front of a band, how it is walked. */
export function formatKernels(program: KernelProgram): string {
  return program.kernels
    .map((kernel, number) => {
      const band = program.bands.find(({ first }) => first === number);
      const walk =
        band === undefined
          ? ""
          : `kernels ${number}–${band.end - 1} together, ${band.step} of ${band.rows} rows at a time\n`;
      return `${number === program.commit ? "commit\n" : ""}${walk}${formatKernel(kernel, number)}`;
    })
    .join("\n");
}

/** Where every buffer lies, and how large the arena is. */
export function formatMemory(program: KernelProgram): string {
  const lines = program.buffers.map((_, id) => formatBuffer(id, program));
  return [`arena: ${program.arenaBytes} bytes`, ...lines].join("\n");
}
