/** What `MICROML_DEBUG` shows, one level a line, and the switch for verification; knows no graph. */

/** Each level shows what stands beside it and everything above it. */
export const debugLevels = {
  choices: 1,
  graphs: 2,
  passes: 3,
  kernels: 4,
  memory: 5,
  code: 6,
} as const;

export type DebugTopic = keyof typeof debugLevels;

/** Reads the environment where there is one; browsers have none. */
function readLevel(): number {
  const environment = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env;
  const level = Number(environment?.MICROML_DEBUG ?? 0);
  return Number.isFinite(level) ? level : 0;
}

interface DebugSettings {
  level: number;
  verify: boolean;
}

const settings: DebugSettings = { level: readLevel(), verify: readLevel() > 0 };

export const logger = {
  /** Prints a topic's text to standard error when the level asks for it; the text is made only then. */
  show(topic: DebugTopic, text: () => string): void {
    if (settings.level >= debugLevels[topic]) console.error(`microml ${topic}: ${text()}`);
  },
  /** Whether graphs are derived anew between passes. */
  verifies(): boolean {
    return settings.verify;
  },
  /** Sets the level and whether to verify; what is left out stays. */
  set({ level = settings.level, verify = settings.verify }: { level?: number; verify?: boolean }): void {
    settings.level = level;
    settings.verify = verify;
  },
};
