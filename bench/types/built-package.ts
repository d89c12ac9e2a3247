/** The package as a user installs it, built once for each state of the sources; knows no program that uses it. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const nativeCompiler = join(projectRoot, "node_modules", "@typescript", "native");
const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
  readonly files: readonly string[];
};
const shipped = ["package.json", "README.md", "LICENSE", ...manifest.files].filter((name) => name !== "dist");

/** What a built package depends on. */
const ingredients = [...shipped, "tsconfig.json", "tsconfig.build.json"];

function hashIngredients(): string {
  const hash = createHash("sha256").update(readFileSync(join(nativeCompiler, "package.json")));
  const add = (path: string): void => {
    const whole = join(projectRoot, path);
    if (statSync(whole).isDirectory()) {
      for (const name of readdirSync(whole).sort()) add(`${path}/${name}`);
    } else {
      const text = readFileSync(whole);
      hash.update(`${path} ${text.length}\n`).update(text);
    }
  };
  for (const path of ingredients) add(path);
  return hash.digest("hex").slice(0, 16);
}

/** Removes what was built of other sources, but not within the hour, when another run may still use it. */
function removeOld(home: string, kept: string): void {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(home).map((each) => join(home, each))) {
    if (name !== kept && (statSync(name, { throwIfNoEntry: false })?.mtimeMs ?? hourAgo) < hourAgo) {
      rmSync(name, { recursive: true, force: true });
    }
  }
}

function build(): string {
  const home = join(projectRoot, "node_modules", ".cache", "microml-built");
  const folder = join(home, hashIngredients());
  if (existsSync(folder)) return folder;
  mkdirSync(home, { recursive: true });
  const made = mkdtempSync(join(home, "new-"));
  for (const name of shipped) cpSync(join(projectRoot, name), join(made, name), { recursive: true });
  const compiler = join(nativeCompiler, "bin", "tsc");
  execFileSync(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", join(made, "dist")], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process was first, and built the same.
    if (!existsSync(folder)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
  removeOld(home, folder);
  return folder;
}

let built: string | undefined;

/** The folder of the package: what `files` of package.json names, and `dist` as `npm run build` makes it. */
export function builtPackage(): string {
  built ??= build();
  return built;
}
