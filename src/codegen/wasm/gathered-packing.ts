/** Copies panels of a matrix whose lines and steps lie at offsets listed in tables, as windows of an image do; knows no product. */

import { type DType, dtypes } from "../../base/dtype.ts";
import type { Factor } from "../../kernel/kernel.ts";
import { type Count, copyOf, moved, pushCount, walk } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { turnFours } from "./packing.ts";

/** Bytes of a table's entry. */
export const entryBytes = 4;

/** A matrix as lines to be interleaved, `width` to a panel: element (line, step) is at source + lines[line] + steps[step]. */
export interface GatheredPanels {
  readonly dtype: DType;
  readonly source: Local;
  /** Where the entries of the first line and of the first step are. */
  readonly lines: Local;
  readonly steps: Local;
  readonly target: Local;
  readonly width: number;
  readonly depth: Count;
  /** Whether neighbours are mostly beside each other in memory from step to step; else from line to line. */
  readonly runsAlongSteps: boolean;
  /** Whether every four steps from the first on are beside each other. */
  readonly isInFours: boolean;
}

/** Which way the runs of a gathered matrix go. */
export function runsAlongSteps(lines: readonly Factor[], steps: readonly Factor[]): boolean {
  return lines.at(-1)!.stride !== 1 && steps.at(-1)!.stride === 1;
}

/** Writes the byte offset of every index of an axis, one after the other. */
export function writeTable(f: FunctionWriter, factors: readonly Factor[], size: number, table: Local): void {
  f.beginScope();
  const pointer = copyOf(f, table);
  const level = (depth: number, start: Local): void => {
    const { size: count, stride } = factors[depth]!;
    const offset = copyOf(f, start);
    f.emit("i32.const", count);
    const remaining = f.keep("i32");
    f.repeat(
      () => {
        if (depth + 1 < factors.length) {
          level(depth + 1, offset);
        } else {
          f.get(pointer);
          f.get(offset);
          f.emit("i32.store", 0);
          f.increment(pointer, entryBytes);
        }
        f.increment(offset, stride * size);
      },
      () => {
        f.increment(remaining, -1);
        f.get(remaining);
      },
    );
  };
  f.emit("i32.const", 0);
  level(0, f.keep("i32"));
  f.endScope();
}

/** Copies one panel, a vector of lines at a time; lines from `valid` on are zeros. */
export function packGathered(f: FunctionWriter, panels: GatheredPanels, valid: number): void {
  const { dtype, width, source, lines } = panels;
  const size = dtypes[dtype].bytes;
  const lanes = 16 / size;
  const addressesFrom = (first: number, count: number): Local[] =>
    Array.from({ length: Math.max(0, Math.min(count, valid - first)) }, (_, line) => {
      f.get(source);
      f.get(lines);
      f.emit("i32.load", (first + line) * entryBytes);
      f.emit("i32.add");
      return f.keep("i32");
    });
  if (panels.runsAlongSteps && size === 4 && valid === width) {
    f.beginScope();
    copyTurned(f, startWalk(f, panels, 0), addressesFrom(0, width), panels.isInFours);
    f.endScope();
    return;
  }
  for (let first = 0; first < width; first += lanes) {
    f.beginScope();
    const addresses = addressesFrom(first, lanes);
    const pushIsRun = (): void => pushRun(f, lines, first * entryBytes, lanes, size);
    packVector(f, panels, addresses, first * size, lanes, pushIsRun);
    f.endScope();
  }
}

/** Pushes whether a vector's worth of entries are beside each other in memory. */
function pushRun(f: FunctionWriter, table: Local, offset: number, lanes: number, size: number): void {
  if (lanes === 2) {
    f.get(table);
    f.emit("i32.load", offset + entryBytes);
    f.get(table);
    f.emit("i32.load", offset);
    f.emit("i32.sub");
    f.emit("i32.const", size);
    f.emit("i32.ne");
  } else {
    f.get(table);
    f.emit("v128.load32_splat", offset);
    f.get(f.constant(Int32Array.of(0, size, 2 * size, 3 * size)));
    f.emit("i32x4.add");
    f.get(table);
    f.emit("v128.load", offset);
    f.emit("i32x4.ne");
    f.emit("v128.any_true");
  }
  f.emit("i32.eqz");
}

/** The moving parts of a copy: the step's entry and the place the next vector goes to. */
interface Walk {
  readonly entry: Local;
  readonly end: Local;
  readonly target: Local;
  /** Bytes from a step's vector to the next one's. */
  readonly across: number;
}

function startWalk(
  f: FunctionWriter,
  { dtype, steps, target, width, depth }: GatheredPanels,
  start: number,
): Walk {
  const entry = copyOf(f, steps);
  f.get(entry);
  pushCount(f, depth, entryBytes);
  f.emit("i32.add");
  const end = f.keep("i32");
  return { entry, end, target: moved(f, target, start), across: width * dtypes[dtype].bytes };
}

function packVector(
  f: FunctionWriter,
  panels: GatheredPanels,
  addresses: readonly Local[],
  start: number,
  lanes: number,
  pushIsRun: () => void,
): void {
  const size = dtypes[panels.dtype].bytes;
  const at = startWalk(f, panels, start);
  if (addresses.length < lanes) {
    copyLanes(f, at, addresses, size);
  } else {
    pushIsRun();
    f.choose(
      () => copyWhole(f, at, addresses[0]!),
      () => copyLanes(f, at, addresses, size),
    );
  }
}

function eachStep(f: FunctionWriter, { entry, end, target, across }: Walk, store: () => void): void {
  const steps = [
    [entry, entryBytes],
    [target, across],
  ] as const;
  walk(f, entry, end, steps, () => {
    f.beginScope();
    store();
    f.endScope();
  });
}

/** Pushes a line's address at a step. */
function pushAt(f: FunctionWriter, line: Local, step: Local): void {
  f.get(line);
  f.get(step);
  f.emit("i32.add");
}

function loadEntry(f: FunctionWriter, entry: Local, offset = 0): Local {
  f.get(entry);
  f.emit("i32.load", offset);
  return f.keep("i32");
}

/** Lines beside each other: one load a step. */
function copyWhole(f: FunctionWriter, at: Walk, line: Local): void {
  eachStep(f, at, () => {
    const step = loadEntry(f, at.entry);
    f.get(at.target);
    pushAt(f, line, step);
    f.emit("v128.load", 0);
    f.emit("v128.store", 0);
  });
}

/** Lines anywhere: one load an element. */
function copyLanes(f: FunctionWriter, at: Walk, lines: readonly Local[], size: number): void {
  eachStep(f, at, () => {
    const vector = gatherLanes(f, lines, loadEntry(f, at.entry), size);
    f.get(at.target);
    f.get(vector);
    f.emit("v128.store", 0);
  });
}

function gatherLanes(f: FunctionWriter, lines: readonly Local[], step: Local, size: number): Local {
  let vector = f.i32(0);
  lines.forEach((line, lane) => {
    pushAt(f, line, step);
    f.get(vector);
    f.emit(size === 8 ? "v128.load64_lane" : "v128.load32_lane", 0, lane);
    vector = f.keep("v128");
  });
  return vector;
}

/** Four steps of all lines, beside each other in each: four loads for four lines, turned in registers. */
function storeTurned(f: FunctionWriter, { entry, target, across }: Walk, lines: readonly Local[]): void {
  const step = loadEntry(f, entry);
  for (let first = 0; first < lines.length; first += 4) {
    f.beginScope();
    const loaded = lines.slice(first, first + 4).map((line) => {
      pushAt(f, line, step);
      f.emit("v128.load", 0);
      return f.keep("v128");
    });
    for (const [index, vector] of turnFours(f, loaded).entries()) {
      f.get(target);
      f.get(vector);
      f.emit("v128.store", index * across + first * 4);
    }
    f.endScope();
  }
}

/** One step of all lines, `index` steps on: one load an element. */
function storeGathered(
  f: FunctionWriter,
  { entry, target, across }: Walk,
  lines: readonly Local[],
  index: number,
): void {
  f.beginScope();
  const step = loadEntry(f, entry, index * entryBytes);
  for (let first = 0; first < lines.length; first += 4) {
    const vector = gatherLanes(f, lines.slice(first, first + 4), step, 4);
    f.get(target);
    f.get(vector);
    f.emit("v128.store", index * across + first * 4);
  }
  f.endScope();
}

/** Four steps at a time, turned where they are beside each other in every line; then what is left, step by step. */
function copyTurned(f: FunctionWriter, at: Walk, lines: readonly Local[], isInFours: boolean): void {
  const { entry, end, target, across } = at;
  const pushFour = (): void => {
    f.get(end);
    f.get(entry);
    f.emit("i32.sub");
    f.emit("i32.const", 4 * entryBytes);
    f.emit("i32.ge_u");
  };
  pushFour();
  f.branch(() => {
    f.repeat(() => {
      f.beginScope();
      if (isInFours) {
        storeTurned(f, at, lines);
      } else {
        pushRun(f, entry, 0, 4, 4);
        f.choose(
          () => storeTurned(f, at, lines),
          () => {
            for (let index = 0; index < 4; index++) storeGathered(f, at, lines, index);
          },
        );
      }
      f.endScope();
      f.increment(entry, 4 * entryBytes);
      f.increment(target, 4 * across);
    }, pushFour);
  });
  f.get(entry);
  f.get(end);
  f.emit("i32.ne");
  f.branch(() => {
    eachStep(f, at, () => storeGathered(f, at, lines, 0));
  });
}
