/** What an editor asks a language server about one file; knows no protocol. */

/** A place in the file; both numbers count from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A complaint, with further lines of its message joined by newlines. */
export interface Complaint {
  readonly line: number;
  readonly message: string;
}

/** What is shown on pointing at a place. */
export interface Shown {
  /** The name and its type. */
  readonly signature: string;
  readonly documentation: string;
}

/** A language server that has one file open. */
export interface Editor {
  /** Replaces the whole text. */
  change(text: string): Promise<void>;
  /** What is shown on pointing at a place, or null. */
  hover(place: Position): Promise<Shown | null>;
  /** The names offered at a place. */
  complete(place: Position): Promise<readonly string[]>;
  /** The documentation of one of the names offered at a place, as it is shown beside the list. */
  documentation(position: Position, name: string): Promise<string>;
  /** Everything that is underlined in red. */
  complain(): Promise<readonly Complaint[]>;
  close(): Promise<void>;
}

/** Starts a server and opens the file with a text. */
export type OpenEditor = (folder: string, file: string, text: string) => Promise<Editor>;

/** Where a marker stands in a text, or behind it. */
export function findPlace(text: string, marker: string, behind = false): Position {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`the text does not hold ${JSON.stringify(marker)}`);
  const before = text.slice(0, behind ? at + marker.length : at).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
