/** Requests to a child process and its answers, as JSON behind a Content-Length header; knows no protocol's words. */

import { type ChildProcess, spawn } from "node:child_process";

/** One message of either side. */
export type Message = Readonly<Record<string, unknown>>;

const separator = Buffer.from("\r\n\r\n");

/** Calls `receive` with every whole message in what a process prints. */
function readMessages(child: ChildProcess, receive: (message: Message) => void): void {
  let pending = Buffer.alloc(0);
  child.stdout!.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const end = pending.indexOf(separator);
      if (end < 0) return;
      const [, length] = /Content-Length: (\d+)/i.exec(pending.toString("utf8", 0, end)) ?? [];
      if (length === undefined) throw new Error(`no length in ${pending.toString("utf8", 0, end)}`);
      const start = end + separator.length;
      const stop = start + Number(length);
      if (pending.length < stop) return;
      const text = pending.toString("utf8", start, stop);
      pending = pending.subarray(stop);
      receive(JSON.parse(text) as Message);
    }
  });
}

/** A process that answers requests by their number. */
export class Connection {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: Message) => void; reject: (error: Error) => void }
  >();
  #last = 0;

  /** `answers` finds the number of the request that a message answers, or null; all other messages go to `receive`. */
  constructor(
    args: readonly string[],
    folder: string,
    answers: (message: Message) => number | null,
    receive: (message: Message) => void,
  ) {
    this.#child = spawn(process.execPath, args, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
    const fail = (error: Error): void => {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    this.#child.on("error", fail);
    this.#child.on("exit", (code) => fail(new Error(`${args.join(" ")}: ended with exit code ${code}`)));
    readMessages(this.#child, (message) => {
      const number = answers(message);
      const waiting = number === null ? undefined : this.#waiting.get(number);
      if (number === null || waiting === undefined) return receive(message);
      this.#waiting.delete(number);
      waiting.resolve(message);
    });
  }

  write(text: string): void {
    this.#child.stdin!.write(text);
  }

  /** Sends what `send` writes for a fresh number, and waits for the answer. */
  ask(send: (number: number) => void): Promise<Message> {
    const number = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      send(number);
    });
  }

  /** Ends the process. */
  end(): Promise<void> {
    if (this.#child.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.kill();
    });
  }
}
