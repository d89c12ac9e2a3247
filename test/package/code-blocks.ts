/** Finds the TypeScript blocks of a Markdown text and the errors they announce; knows no compiler. */

/** One block: where it stands, its code, and the announced errors by line of the code, from 1. */
export interface CodeBlock {
  readonly document: string;
  /** The line of the document that holds the block's first line of code, from 1. */
  readonly line: number;
  readonly code: string;
  readonly errors: ReadonlyMap<number, string>;
}

/** A fenced block: the words behind its opening fence, its lines, and where the first of them stands, from 1. */
interface FencedBlock {
  readonly info: string;
  readonly line: number;
  readonly lines: readonly string[];
}

function findFencedBlocks(document: string, markdown: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  const lines = markdown.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const [, info] = /^```(.+)/.exec(lines[index] ?? "") ?? [];
    if (info === undefined) continue;
    const end = lines.indexOf("```", index + 1);
    if (end < 0) throw new Error(`${document}:${index + 1}: the code block never ends`);
    blocks.push({ info, line: index + 2, lines: lines.slice(index + 1, end) });
    index = end;
  }
  return blocks;
}

/** The blocks fenced as `ts`; a line ending in `// error: text` announces a diagnostic whose message holds the text. */
export function findCodeBlocks(document: string, markdown: string): CodeBlock[] {
  const blocks = findFencedBlocks(document, markdown).filter(({ info }) => info === "ts");
  return blocks.map(({ line, lines }) => {
    const errors = new Map<number, string>();
    lines.forEach((text, row) => {
      const [, error] = /\/\/ error: (.+)$/.exec(text) ?? [];
      if (error !== undefined) errors.set(row + 1, error);
    });
    return { document, line, code: lines.join("\n"), errors };
  });
}

/** The blocks fenced as `text output`: what the document says its code prints. */
export function findOutputs(document: string, markdown: string): string[] {
  return findFencedBlocks(document, markdown)
    .filter(({ info }) => info === "text output")
    .map(({ lines }) => lines.join("\n"));
}
