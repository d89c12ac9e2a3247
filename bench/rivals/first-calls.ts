/** How long libraries take for a task's first run, each time in a process of its own that has done nothing else; knows no library. */

import type { Contender } from "./contender.ts";
import { type Measured, summarize } from "./measured.ts";
import type { Task } from "./task.ts";

/** Processes of each library. */
const processes = 5;

/** Milliseconds of the first runs, by library; those that cannot do the task are left out. */
export async function measureFirstCalls(
  task: Task,
  contenders: readonly Contender[],
): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>();
  for (const { name, restart } of contenders) {
    const times: number[] = [];
    for (let number = 0; number < processes; number++) {
      const contender = restart();
      await contender.ask({ kind: "open", library: name });
      const { first } = await contender.ask({ kind: "prepare", task: { ...task, checkedRuns: 1 } });
      await contender.close();
      if (first === undefined) break;
      times.push(first);
    }
    if (times.length > 0) measured.set(name, summarize(times));
  }
  return measured;
}
