/** Keeps programs that call host functions from being entered again by those functions; knows no backend. */

import type { TypedArray } from "../base/dtype.ts";
import { GraphError } from "../base/errors.ts";
import { sortTopologically } from "../graph/walk.ts";
import { type GraphProgram, rootsOf } from "../kernel/index.ts";

interface Runnable {
  readonly callsHosts: boolean;
  readonly run: (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;
  readonly release: () => void;
}

/**
 * The program itself, or, where host functions may come back to it, one that refuses a second call inside the first and
 * gives its memory back only when it is done.
 */
export function guardReentry<Compiled extends Runnable>(compiled: Compiled, program: GraphProgram): Compiled {
  const hosts = sortTopologically(rootsOf(program)).filter(({ op }) => op.kind === "host");
  if (hosts.length === 0) return compiled;
  const names = [...new Set(hosts.map(({ op }) => op.name))].join(", ");
  let isRunning = false;
  let isReleased = false;
  return {
    ...compiled,
    callsHosts: true,
    run: (inputs, outputs) => {
      if (isRunning)
        throw new GraphError(
          `${names}: a host function ran the program that calls it (compute with its arrays instead)`,
        );
      isRunning = true;
      try {
        compiled.run(inputs, outputs);
      } finally {
        isRunning = false;
        if (isReleased) compiled.release();
      }
    },
    release: () => {
      isReleased = true;
      if (!isRunning) compiled.release();
    },
  };
}
