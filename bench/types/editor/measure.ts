/** How soon a warm language server answers about a model; knows no protocol. */

import { withProgram } from "../user-folder.ts";
import { type Editor, findPlace, type OpenEditor } from "./editor.ts";
import { openLanguageServer } from "./language-server.ts";
import { model } from "./model.ts";
import { openTsServer } from "./ts-server.ts";

/** The servers by name. */
export const editors: Readonly<Record<string, OpenEditor>> = {
  "TypeScript 6, tsserver": openTsServer,
  "TypeScript 7, tsc --lsp": openLanguageServer,
};

/** Milliseconds. */
export interface Delay {
  readonly median: number;
  readonly slowest: number;
}

const rounds = 20;

async function measureDelay(
  prepare: (round: number) => Promise<void>,
  ask: () => Promise<unknown>,
): Promise<Delay> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await prepare(round);
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[rounds / 2]!, slowest: times[rounds - 1]! };
}

/** The delays of one server. */
export function measureEditor(
  open: OpenEditor,
): Promise<{ completion: Delay; completionAfterChange: Delay; hover: Delay }> {
  return withProgram(model, async (folder) => {
    const editor: Editor = await open(folder, "program.ts", model);
    try {
      const typed = model.replace("classes(features)", "classes(features.)");
      const dot = findPlace(typed, "classes(features.", true);
      await editor.complain();
      await editor.change(typed);
      const complete = async (): Promise<void> => {
        const names = await editor.complete(dot);
        if (!names.includes("matmul"))
          throw new Error(`the server offers ${names.length} names, but not matmul`);
      };
      await complete();
      const nothing = async (): Promise<void> => undefined;
      const completion = await measureDelay(nothing, complete);
      const completionAfterChange = await measureDelay(
        (round) => editor.change(`${typed}// ${round}\n`),
        complete,
      );
      const features = findPlace(typed, "features = ");
      const hover = await measureDelay(nothing, () => editor.hover(features));
      return { completion, completionAfterChange, hover };
    } finally {
      await editor.close();
    }
  });
}
