/** What the comparison and the processes of the libraries say to each other, one line of JSON each; knows no library. */

import type { Task } from "./task.ts";

export type Request =
  | { readonly kind: "open"; readonly library: string }
  | { readonly kind: "prepare"; readonly task: Task }
  | { readonly kind: "measure"; readonly milliseconds: number };

export interface Answer {
  readonly version?: string;
  /** Of all checked runs' results, behind each other. */
  readonly fingerprint?: readonly number[];
  /** Milliseconds of the first run, with whatever is compiled for it. */
  readonly first?: number;
  /** Milliseconds of one run. */
  readonly times?: readonly number[];
  readonly error?: string;
}
