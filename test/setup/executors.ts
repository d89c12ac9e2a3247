/** The executors there are, and which of them this process may use; knows no test. */

/** What turns text into code, which a page or a flag can forbid. */
function canGenerateCode(): boolean {
  try {
    return new Function("return true")() === true;
  } catch (error) {
    if (error instanceof EvalError) return false;
    throw error;
  }
}

const needsCode = {
  interpreter: false,
  "javascript-looped": true,
  "javascript-unrolled": true,
  wasm: false,
} as const satisfies Record<string, boolean>;

export type Executor = keyof typeof needsCode;

/** Every executor, whether or not this process may use it. */
export const allExecutors = Object.keys(needsCode) as readonly Executor[];

const generatesCode = canGenerateCode();

/** The executors this process can use. */
export const executors: readonly Executor[] = allExecutors.filter(
  (executor) => generatesCode || !needsCode[executor],
);

/** The executors that are held against the interpreter. */
export const generators: readonly Executor[] = executors.filter((executor) => executor !== "interpreter");
