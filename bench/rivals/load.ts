/** Loads rivals from packages/, the folder they are installed in; knows no rival. */

import { createRequire } from "node:module";

const requireRival = createRequire(new URL("packages/package.json", import.meta.url));

/** A rival as the narrow interface it is used by, which the caller answers for. */
export function loadRival<Interface>(name: string): Interface {
  try {
    return requireRival(name) as Interface;
  } catch (cause) {
    throw new Error(`${name} is not installed (run: npm install --prefix bench/rivals/packages)`, { cause });
  }
}

/** Where a file of a rival lies. */
export function findRivalFile(path: string): string {
  return requireRival.resolve(path);
}

/** The installed version. */
export function versionOf(name: string): string {
  const main = requireRival.resolve(name);
  const root = main.slice(0, main.lastIndexOf(name) + name.length);
  return (requireRival(`${root}/package.json`) as { version: string }).version;
}
