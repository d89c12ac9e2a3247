/** Finds the TypeScript blocks of a Markdown text and the errors they announce; knows no compiler. */

/** One block: where it stands, its code, and the announced errors by line of the code, from 1. */
export interface CodeBlock {
  readonly document: string;
  /** The line of the document that holds the block's first line of code, from 1. */
  readonly line: number;
  readonly code: string;
  readonly errors: ReadonlyMap<number, string>;
}

/** The blocks fenced as `ts`; a line ending in `// error: text` announces a diagnostic whose message holds the text. */
export function findCodeBlocks(document: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = markdown.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const [, language] = /^```(\S+)/.exec(lines[index] ?? "") ?? [];
    if (language === undefined) continue;
    const end = lines.indexOf("```", index + 1);
    if (end < 0) throw new Error(`${document}:${index + 1}: the code block never ends`);
    if (language === "ts") {
      const code = lines.slice(index + 1, end);
      const errors = new Map<number, string>();
      code.forEach((text, row) => {
        const [, error] = /\/\/ error: (.+)$/.exec(text) ?? [];
        if (error !== undefined) errors.set(row + 1, error);
      });
      blocks.push({ document, line: index + 2, code: code.join("\n"), errors });
    }
    index = end;
  }
  return blocks;
}
