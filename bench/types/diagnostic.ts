/** What a compiler says of a program, whichever compiler it is. */

/** One complaint, further lines of its message joined by newlines. */
export interface Diagnostic {
  /** From the folder of the program, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A program that was checked. */
export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly instantiations: number;
}
