/** What a benchmark measures: a piece of work, and proof that it was done; knows no runner. */

/** One row of the table. `run` does the work once and keeps its result; `result` reads what the last run left. */
export interface Workload {
  readonly name: string;
  readonly run: () => void;
  /** A number that depends on the whole work; not finite means that the work went wrong. */
  readonly result: () => number;
}
