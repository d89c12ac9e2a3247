/** Runs an example's main function and ends with one line on what went wrong; knows no example. */

import { MicromlError } from "microml";

/** What an example's user can put right: a missing file, a wrong argument, a model that did not learn. */
export class ExampleError extends Error {
  override readonly name = "ExampleError";
}

/** Calls `main`; an error that is the user's to put right becomes one line and exit code 1, a bug keeps its stack. */
export function runMain(main: () => void): void {
  try {
    main();
  } catch (error) {
    if (!(error instanceof ExampleError || error instanceof MicromlError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
