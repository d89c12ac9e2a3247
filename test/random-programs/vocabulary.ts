/** Every row of every table under the contract, as the ops of random programs; a row added to a table is here at once. */

import { handWrittenRows } from "../contract/hand-written-rows.ts";
import { lossRows } from "../contract/loss-rows.ts";
import { methodRows } from "../contract/method-rows.ts";
import { compositeRows, rowsByKind } from "../contract/structure-rows.ts";
import type { Row } from "../contract/subject.ts";

export const vocabulary: readonly Row[] = [
  ...Object.values(rowsByKind).flat(),
  ...methodRows,
  ...handWrittenRows,
  ...compositeRows,
  ...lossRows,
];
