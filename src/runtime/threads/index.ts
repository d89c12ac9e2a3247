/** Threads, as the rest of the runtime sees them. */

export { setThreads, theTeam } from "./threads.ts";
