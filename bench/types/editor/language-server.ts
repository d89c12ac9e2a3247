/** TypeScript 7 as an editor uses it: the language server protocol over standard input and output. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { script7 } from "../typescript7.ts";
import { Connection, type Message } from "./connection.ts";
import type { Editor, Position, Shown } from "./editor.ts";

interface Hover {
  readonly contents: { readonly value: string };
}

interface CompletionItem {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}

interface Completion {
  readonly items: readonly CompletionItem[];
}

interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: Position };
  readonly severity: number;
}

// The protocol's number for an error.
const error = 1;

class LanguageServer implements Editor {
  readonly #connection: Connection;
  readonly #uri: string;
  #version = 1;

  constructor(folder: string, file: string) {
    this.#uri = pathToFileURL(join(folder, file)).href;
    const args = [script7, "--lsp", "-stdio"];
    const answers = ({ id, method }: Message): number | null => (method === undefined ? Number(id) : null);
    this.#connection = new Connection(args, folder, answers, (message) => this.#reply(message));
  }

  async open(folder: string, text: string): Promise<void> {
    const rootUri = pathToFileURL(folder).href;
    const textDocument = {
      hover: { contentFormat: ["markdown"] },
      completion: { completionItem: {} },
      diagnostic: {},
    };
    await this.#ask("initialize", { processId: process.pid, rootUri, capabilities: { textDocument } });
    this.#notify("initialized", {});
    const document = { uri: this.#uri, languageId: "typescript", version: this.#version, text };
    this.#notify("textDocument/didOpen", { textDocument: document });
  }

  async change(text: string): Promise<void> {
    const textDocument = { uri: this.#uri, version: ++this.#version };
    this.#notify("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
  }

  async hover(position: Position): Promise<Shown | null> {
    const answer = (await this.#askAt("textDocument/hover", { position })) as Hover | null;
    if (answer === null) return null;
    // The signature stands in a fence, the documentation behind it.
    const [, signature, documentation] = /^```\w+\n(.*?)\n```\n?(.*)$/s.exec(answer.contents.value) ?? [];
    if (signature === undefined || documentation === undefined) throw new Error(answer.contents.value);
    return { signature, documentation };
  }

  async complete(position: Position): Promise<readonly string[]> {
    const answer = (await this.#askAt("textDocument/completion", { position })) as Completion | null;
    return answer === null ? [] : answer.items.map(({ label }) => label);
  }

  async documentation(position: Position, name: string): Promise<string> {
    const answer = (await this.#askAt("textDocument/completion", { position })) as Completion | null;
    const item = answer?.items.find(({ label }) => label === name);
    if (item === undefined) throw new Error(`${name} is not offered`);
    const { documentation = "" } = (await this.#ask("completionItem/resolve", item)) as CompletionItem;
    return typeof documentation === "string" ? documentation : documentation.value;
  }

  async complain() {
    const { items } = (await this.#askAt("textDocument/diagnostic", {})) as { items: readonly Diagnostic[] };
    return items
      .filter(({ severity }) => severity === error)
      .map(({ message, range }) => ({ line: range.start.line, message }));
  }

  async close(): Promise<void> {
    await this.#connection.end();
  }

  #send(message: Message): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#connection.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  async #ask(method: string, params: unknown): Promise<unknown> {
    const answer = await this.#connection.ask((id) => this.#send({ id, method, params }));
    if (answer.error !== undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }

  #askAt(method: string, params: object): Promise<unknown> {
    return this.#ask(method, { textDocument: { uri: this.#uri }, ...params });
  }

  // The server asks for settings and announces what it can do; it is told that there is nothing special.
  #reply({ id, method, params }: Message): void {
    if (id === undefined || method === undefined) return;
    const { items } = (params ?? {}) as { items?: readonly unknown[] };
    this.#send({ id, result: items === undefined ? null : items.map(() => null) });
  }
}

/** Opens a file in TypeScript 7's language server. */
export async function openLanguageServer(folder: string, file: string, text: string): Promise<Editor> {
  const server = new LanguageServer(folder, file);
  await server.open(folder, text);
  return server;
}
