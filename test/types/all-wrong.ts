/** Every program that does not fit, of all tables; knows no compiler. */

import { wrongFunctions } from "./wrong-functions.ts";
import { wrongGradients } from "./wrong-gradients.ts";
import { wrongLayers } from "./wrong-layers.ts";
import { wrongMakers } from "./wrong-makers.ts";
import { wrongNumbers } from "./wrong-numbers.ts";
import { wrongProducts } from "./wrong-products.ts";
import { type WrongProgram, wrongPrograms } from "./wrong-programs.ts";
import { wrongRearranging } from "./wrong-rearranging.ts";
import { wrongRows } from "./wrong-rows.ts";
import { wrongSettings } from "./wrong-settings.ts";
import { wrongTwice } from "./wrong-twice.ts";
import { wrongWindows } from "./wrong-windows.ts";

const written: readonly WrongProgram[] = [
  ...wrongPrograms,
  ...wrongRearranging,
  ...wrongProducts,
  ...wrongWindows,
  ...wrongLayers,
  ...wrongMakers,
  ...wrongFunctions,
  ...wrongSettings,
  ...wrongGradients,
  ...wrongNumbers,
  ...wrongTwice,
];

const seen = new Set(written.map(([program]) => program));

/** The programs, each once: what is written by hand goes before what is derived from the tables of methods. */
export const allWrong: readonly WrongProgram[] = [
  ...written,
  ...wrongRows.filter(([program]) => !seen.has(program)),
];
