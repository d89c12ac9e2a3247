/** A failed check in words: what, where, by how much, why and how to see it again; judges nothing. */

import { MicromlError } from "../base/errors.ts";
import { formatShape, sizeOf } from "../shape/index.ts";
import { findCause } from "./cause.ts";
import type { Fault } from "./judge.ts";
import type { Plain, Sample } from "./sample.ts";

/** A check that failed: its message is the whole report. */
export class GradientCheckError extends MicromlError {
  override readonly name: string = "GradientCheckError";
  readonly fault: Fault;
  readonly sample: Sample;
  /** What draws the same point again, once the whole check has run. */
  readonly seed: number | undefined;
  readonly path: string | undefined;

  constructor(
    subject: string,
    fault: Fault,
    sample: Sample,
    replay: { readonly seed: number; readonly path: string } | null = null,
  ) {
    super(
      formatReport(subject, fault, sample, replay),
      fault.kind === "thrown" ? { cause: fault.error } : {},
    );
    this.fault = fault;
    this.sample = sample;
    this.seed = replay?.seed;
    this.path = replay?.path;
  }
}

const short = (value: number): string => String(Number(value.toPrecision(7)));

/** Elements nested as the shape says, on one line. */
function formatElements({ shape, data }: Plain): string {
  let level: string[] = Array.from(data, short);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis]!;
    const count = sizeOf(shape.slice(0, axis));
    level = Array.from(
      { length: count },
      (_, row) => `[${level.slice(row * size, (row + 1) * size).join(", ")}]`,
    );
  }
  return level[0] ?? "[]";
}

const row = (label: string, text: string): string => `  ${label.padEnd(11)}${text}`;

const sharedLines = (sample: Sample): string[] => {
  const shapes = sample.inputs.map(({ shape }) => formatShape(shape)).join(", ");
  const sizes = Object.entries(sample.sizes).map(([name, size]) => `${name} = ${size}`);
  return [
    row("shapes", sizes.length === 0 ? shapes : `${shapes} (${sizes.join(", ")})`),
    ...sample.inputs.map((input, at) => row(`input ${at + 1}`, formatElements(input))),
  ];
};

const rootName = (root: number): string => (root === 0 ? "the value" : `gradient ${root}`);

function describeFault(fault: Fault, sample: Sample): { headline: string; lines: string[] } {
  switch (fault.kind) {
    case "derivative": {
      const wrongOnes = fault.gradients.flatMap(({ analytic, numeric, position }) => [
        row(`analytic ${position + 1}`, formatElements(analytic)),
        row(`numeric ${position + 1}`, formatElements(numeric)),
      ]);
      const along = fault.directions.map(formatElements).join(", ");
      const bound = Number(fault.slack.toPrecision(2));
      return {
        headline: `the ${fault.order === 1 ? "gradient" : "second derivative"} is wrong`,
        lines: [
          ...wrongOnes,
          row("direction", along),
          row(
            "along it",
            `analytic ${short(fault.analytic)}, numeric ${short(fault.numeric)} (may differ by ${bound})`,
          ),
          row("cause", `likely ${findCause(fault, sample)}`),
        ],
      };
    }
    case "forward":
      return {
        headline: "forward and reverse mode differ",
        lines: [
          row("along it", `reverse ${short(fault.reverse)}, forward ${short(fault.forward)}`),
          row("cause", "likely a gradient rule that is not linear in its cotangent"),
        ],
      };
    case "not finite":
      return {
        headline: `${fault.what} is ${fault.value}`,
        lines: [
          row("cause", "likely a missing guard, or a domain wider than the function's (set domain or avoid)"),
        ],
      };
    case "executor": {
      const { executor, root, element, got, wanted } = fault.difference;
      return {
        headline: `${executor} in f32 is off in ${rootName(root)}`,
        lines: [row("element", `${element}: ${short(got)}, in f64 ${short(wanted)}`)],
      };
    }
    case "thrown": {
      const isShape = /cotangent/.test(fault.error.message);
      return {
        headline: fault.error.message,
        lines: isShape
          ? [row("cause", "likely a missing sum over a broadcast axis, or a transposed operand")]
          : [],
      };
    }
  }
}

function formatReport(
  subject: string,
  fault: Fault,
  sample: Sample,
  replay: { readonly seed: number; readonly path: string } | null,
): string {
  const { headline, lines } = describeFault(fault, sample);
  const again = replay === null ? [] : [row("replay", `{ seed: ${replay.seed}, path: "${replay.path}" }`)];
  return [`checkGradients(${subject}): ${headline}`, ...sharedLines(sample), ...lines, ...again].join("\n");
}
