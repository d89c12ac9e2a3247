/** Which ops a wrong program is about, and what their rules say; knows no program. */

import type { WrongProgram } from "./wrong-programs.ts";

/** The op whose rule speaks in what a compiler prints. */
export const ruleOf = (printed: string): string | undefined => /"([a-zA-Z0-9]+): /.exec(printed)?.[1];

/** Whether a rule speaks of element types, and not of shapes or settings. */
export const isAboutDTypes = (message: string): boolean =>
  /: needs (?:f32|f64|i32|bool|any element type)\b|: (?:dtypes differ|indices are|classes are)|\breaches it \(cast/.test(
    message,
  );

/** The ops a program is about: those whose rules speak, or else those it calls. */
export function opsOf([program, ...messages]: WrongProgram): string[] {
  const speaking = messages.flatMap((message) => ruleOf(message) ?? []);
  if (speaking.length > 0) return [...new Set(speaking)];
  return [...new Set([...program.matchAll(/\b([a-zA-Z0-9]+)\(/g)].map(([, name]) => name!))];
}
