/** Counts and addresses in locals: bounds, steps and the loops that move them; knows no matrix and no axis. */

import type { FunctionWriter, Local } from "./function-writer.ts";

/** A count known when code is written, or held in a local. */
export type Count = number | { readonly local: Local };

/** Pushes count · scale. */
export function pushCount(f: FunctionWriter, count: Count, scale = 1): void {
  if (typeof count === "number") {
    f.emit("i32.const", count * scale);
    return;
  }
  f.get(count.local);
  if (scale === 1) return;
  f.emit("i32.const", scale);
  f.emit("i32.mul");
}

/** A count in a local of its own. */
export function holdCount(f: FunctionWriter, count: Count): Local {
  pushCount(f, count);
  return f.keep("i32");
}

/** The same number in a local of its own, which may move. */
export function copyOf(f: FunctionWriter, source: Local): Local {
  f.get(source);
  return f.keep("i32");
}

/** source + bytes, in a local of its own. */
export function moved(f: FunctionWriter, source: Local, bytes: number): Local {
  f.get(source);
  f.emit("i32.const", bytes);
  f.emit("i32.add");
  return f.keep("i32");
}

/** local += count · by. */
export function advance(f: FunctionWriter, local: Local, count: Count, by: number): void {
  f.get(local);
  pushCount(f, count, by);
  f.emit("i32.add");
  f.set(local);
}

/** Repeats `body` while `pointer` has not reached `end`, moving all pointers after each step. */
export function walk(
  f: FunctionWriter,
  pointer: Local,
  end: Local,
  steps: readonly (readonly [pointer: Local, by: number])[],
  body: () => void,
): void {
  f.repeat(
    () => {
      body();
      for (const [local, by] of steps) f.increment(local, by);
    },
    () => {
      f.get(pointer);
      f.get(end);
      f.emit("i32.ne");
    },
  );
}

/**
 * Walks from `start` up to `limit`, which lies behind it, in chunks of `size` and a last one of what is left: the local `start`
 * moves along, and `body` is given the one that holds the chunk's end.
 */
export function walkChunks(
  f: FunctionWriter,
  start: Local,
  limit: Count,
  size: number,
  body: (end: Local) => void,
): void {
  const end = f.local("i32");
  f.repeat(
    () => {
      pushSmaller(f, moved(f, start, size), limit);
      f.set(end);
      body(end);
    },
    () => {
      f.get(end);
      f.set(start);
      f.get(start);
      pushCount(f, limit);
      f.emit("i32.lt_s");
    },
  );
}

/** Pushes the smaller of two counts. */
function pushSmaller(f: FunctionWriter, local: Local, limit: Count): void {
  for (let operand = 0; operand < 2; operand++) {
    f.get(local);
    pushCount(f, limit);
  }
  f.emit("i32.lt_s");
  f.emit("select");
}

/** The local where the comparison with a constant holds, else the constant. */
export function pickBound(
  f: FunctionWriter,
  local: Local,
  constant: number,
  comparison: "i32.gt_s" | "i32.lt_s",
): Local {
  f.get(local);
  f.emit("i32.const", constant);
  f.get(local);
  f.emit("i32.const", constant);
  f.emit(comparison);
  f.emit("select");
  return f.keep("i32");
}

/** Writes `body` as what is done where a < b. */
export function branchIfLess(f: FunctionWriter, a: Local, b: Local, body: () => void): void {
  f.get(a);
  f.get(b);
  f.emit("i32.lt_s");
  f.branch(body);
}
