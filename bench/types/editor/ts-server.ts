/** TypeScript 6 as an editor uses it: tsserver, with commands as lines of JSON. */

import { createRequire } from "node:module";
import { join } from "node:path";
import { Connection, type Message } from "./connection.ts";
import type { Editor, Position, Shown } from "./editor.ts";

// The package named "typescript" only forwards to the compiler, which brings the server.
const compiler = createRequire(createRequire(import.meta.url).resolve("typescript"));

interface Tag {
  readonly name: string;
  readonly text?: string;
}

interface QuickInfo {
  readonly displayString: string;
  readonly documentation: string;
  readonly tags: readonly Tag[];
}

interface Details {
  readonly documentation?: readonly { readonly text: string }[];
  readonly tags?: readonly Tag[];
}

/** A documentation and its tags, one line each. */
const joinTags = (documentation: string, tags: readonly Tag[]): string =>
  [documentation, ...tags.map(({ name, text }) => `@${name} ${text ?? ""}`)]
    .filter((each) => each !== "")
    .join("\n");

interface Diagnostic {
  readonly start: { readonly line: number };
  readonly text: string;
}

interface Answer {
  readonly success: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

class TsServer implements Editor {
  readonly #connection: Connection;
  readonly #file: string;
  #text: string;

  constructor(folder: string, file: string, text: string) {
    this.#file = join(folder, file);
    this.#text = text;
    const args = [
      compiler.resolve("@typescript/old/lib/tsserver.js"),
      "--disableAutomaticTypingAcquisition",
      "--suppressDiagnosticEvents",
    ];
    const answers = (message: Message): number | null =>
      message.type === "response" ? Number(message.request_seq) : null;
    this.#connection = new Connection(args, folder, answers, () => undefined);
  }

  async open(): Promise<void> {
    // The server answers "open" with nothing; "status" is answered once it is done.
    this.#send(0, "open", { file: this.#file, fileContent: this.#text });
    await this.#ask("status", {});
  }

  async change(text: string): Promise<void> {
    const lines = this.#text.split("\n");
    const end = { line: lines.length, offset: lines[lines.length - 1]!.length + 1 };
    const textChanges = [{ start: { line: 1, offset: 1 }, end, newText: text }];
    await this.#ask("updateOpen", { changedFiles: [{ fileName: this.#file, textChanges }] });
    this.#text = text;
  }

  async hover(place: Position): Promise<Shown | null> {
    const info = (await this.#askAt("quickinfo", place)) as QuickInfo | undefined;
    if (info === undefined) return null;
    return { signature: info.displayString, documentation: joinTags(info.documentation, info.tags) };
  }

  async complete(place: Position): Promise<readonly string[]> {
    const info = (await this.#askAt("completionInfo", place)) as
      | { readonly entries: readonly { readonly name: string }[] }
      | undefined;
    return info === undefined ? [] : info.entries.map(({ name }) => name);
  }

  async documentation(place: Position, name: string): Promise<string> {
    const found = await this.#askAt("completionEntryDetails", place, { entryNames: [name] });
    const [details] = found as readonly Details[];
    if (details === undefined) throw new Error(`${name} is not offered`);
    return joinTags((details.documentation ?? []).map(({ text }) => text).join(""), details.tags ?? []);
  }

  async complain() {
    const found = (await this.#ask("semanticDiagnosticsSync", { file: this.#file })) as Diagnostic[];
    return found.map(({ start, text }) => ({ line: start.line - 1, message: text }));
  }

  async close(): Promise<void> {
    await this.#connection.end();
  }

  #send(seq: number, command: string, args: object): void {
    this.#connection.write(`${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`);
  }

  async #ask(command: string, args: object): Promise<unknown> {
    const answer = (await this.#connection.ask((seq) => this.#send(seq, command, args))) as unknown as Answer;
    if (answer.success) return answer.body;
    // The server calls it a failure when there is nothing to show.
    if (answer.message === "No content available.") return undefined;
    throw new Error(`${command}: ${answer.message}`);
  }

  #askAt(command: string, { line, character }: Position, more: object = {}): Promise<unknown> {
    return this.#ask(command, { file: this.#file, line: line + 1, offset: character + 1, ...more });
  }
}

/** Opens a file in TypeScript 6's server. */
export async function openTsServer(folder: string, file: string, text: string): Promise<Editor> {
  const server = new TsServer(folder, file, text);
  await server.open();
  return server;
}
