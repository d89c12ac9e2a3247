/** One library in a process of its own, asked one question at a time; knows no task. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Answer, Request } from "./protocol.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const root = here("../..");

/** One thread, for what asks the environment. */
const environment = {
  ...process.env,
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
};

/** The line of a process's last output that tells most. */
function lastWords(errors: string): string {
  const lines = errors.trim().split("\n");
  return lines.findLast((line) => /error/i.test(line)) ?? (lines.at(-1) || "its process ended");
}

export class Contender {
  readonly name: string;
  /** The same library in a new process. */
  readonly restart: () => Contender;
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #errors: string[] = [];

  /** A contender in a process that `command` starts. */
  constructor(name: string, command: string, args: readonly string[]) {
    this.name = name;
    this.restart = () => new Contender(name, command, args);
    this.#process = spawn(command, args, { cwd: root, env: environment, stdio: "pipe" });
    this.#process.stderr!.on("data", (text) => this.#errors.push(String(text)));
    this.#process.on("error", (error) => this.#errors.push(String(error)));
    // Writing to a process that is gone shows as a missing answer.
    this.#process.stdin!.on("error", (error) => this.#errors.push(String(error)));
    this.#answers = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  async ask(request: Request): Promise<Answer> {
    this.#process.stdin!.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) return { error: lastWords(this.#errors.join("")) };
    return JSON.parse(value) as Answer;
  }

  async close(): Promise<void> {
    this.#process.stdin!.end();
    if (this.#process.exitCode === null && this.#process.pid !== undefined) await once(this.#process, "exit");
  }
}

/** A JavaScript library as its users get it, microml as it is built; the deep stack is for jax-js, which walks long graphs by recursion. */
export function startNode(name: string): Contender {
  const flags = ["--import", "tsx", "--stack-size=8000"];
  return new Contender(name, process.execPath, [...flags, here("serve.ts"), name]);
}

/** A Python library, under the interpreter that PYTHON names. */
export function startPython(name: string, python: string): Contender {
  return new Contender(name, python, [here("arrays.py"), name]);
}
