/** Both language servers show for every wrong program what the compilers print; knows no program. */

import { expect, test } from "vitest";
import { editors } from "../../../bench/types/editor/measure.ts";
import { withProgram } from "../../../bench/types/user-folder.ts";
import { allWrong } from "../all-wrong.ts";
import { opening } from "../wrong-opening.ts";

const text = [...opening, ...allWrong.map(([program]) => program), ""].join("\n");

test.each(Object.entries(editors))(
  "%s shows each message at its line, word for word",
  (_name, open) =>
    withProgram(text, async (folder) => {
      const editor = await open(folder, "program.ts", text);
      const red = await editor.complain();
      await editor.close();
      const shown = new Map<number, string[]>();
      for (const { line, message } of red) {
        const [first] = message.split("\n") as [string];
        shown.set(line, [...(shown.get(line) ?? []), first]);
      }
      const found = allWrong.map(([program], place) => [
        program,
        ...(shown.get(opening.length + place) ?? []),
      ]);
      expect(found).toEqual(allWrong);
      expect([...shown.keys()].filter((line) => line < opening.length)).toEqual([]);
    }),
  300_000,
);
