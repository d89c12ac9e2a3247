/** How numbers and lines become source text that reads back exactly; knows no kernel. */

import type { DType } from "../../base/dtype.ts";

/** A literal that evaluates to exactly this double; negative ones are bracketed so that they fit after any operator. */
export function printNumber(value: number): string {
  if (Object.is(value, -0)) return "(-0)";
  return value < 0 ? `(${String(value)})` : String(value);
}

/** The literal of a constant of an element type; truth values are `true` and `false` in generated code. */
export function printConstant(dtype: DType, value: number): string {
  return dtype === "bool" ? String(Boolean(value)) : printNumber(value);
}

/** `base + constant` with the terms that are zero left out; `base` is a name, or "" for zero. */
export function printSum(base: string, constant: number): string {
  if (base === "") return String(constant);
  if (constant === 0) return base;
  return constant < 0 ? `${base} - ${-constant}` : `${base} + ${constant}`;
}

/** `name * factor`, with a factor of one left out. */
export function printProduct(name: string, factor: number): string {
  return factor === 1 ? name : `${name} * ${factor}`;
}

/** Whether a text fits after any operator as it stands: a name, a positive number, or one pair of brackets around all. */
export function isAtomic(text: string): boolean {
  if (/^[\w.]+$/.test(text)) return true;
  return text.startsWith("(") && matchingBracket(text) === text.length - 1;
}

/** A text without the brackets around all of it, for where nothing else stands beside it. */
export function stripBrackets(text: string): string {
  return text.startsWith("(") && matchingBracket(text) === text.length - 1 ? text.slice(1, -1) : text;
}

/** Where the bracket that a text starts with closes. */
function matchingBracket(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "(") depth++;
    else if (text[index] === ")" && --depth === 0) return index;
  }
  return -1;
}

/** Lines of source, indented by the blocks they stand in. */
export class SourceWriter {
  readonly #lines: string[] = [];
  #indent = "";

  get lines(): readonly string[] {
    return this.#lines;
  }

  line(text: string): void {
    this.#lines.push(this.#indent + text);
  }

  open(head: string): void {
    this.line(head);
    this.#indent += "  ";
  }

  close(tail = "}"): void {
    this.#indent = this.#indent.slice(2);
    this.line(tail);
  }

  toString(): string {
    return this.#lines.join("\n");
  }
}
