/** One editor for all tests of a block; knows no program. */

import { afterAll, beforeAll } from "vitest";
import type { Editor, OpenEditor } from "../../../bench/types/editor/editor.ts";
import { makeProgramFolder, removeFolder } from "../../../bench/types/user-folder.ts";

/** An editor and the folder of the user whose program.ts it has open; there from a block's first test to its last. */
interface KeptEditor {
  readonly editor: Editor;
  readonly folder: string;
}

/** Opens an editor on a program before the tests of the present block, and closes it after them. */
export function keepEditor(open: OpenEditor, text: string): KeptEditor {
  let editor: Editor | undefined;
  let folder = "";
  beforeAll(async () => {
    folder = makeProgramFolder(text);
    editor = await open(folder, "program.ts", text);
  });
  afterAll(async () => {
    await editor?.close();
    if (folder !== "") removeFolder(folder);
  });
  return {
    get editor() {
      return editor!;
    },
    get folder() {
      return folder;
    },
  };
}
