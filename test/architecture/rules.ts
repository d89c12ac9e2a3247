/** The house rules as functions from parsed files to lines of complaint; knows no folder. */

import { basename } from "node:path";
import ts from "typescript";
import { locate } from "./floors.ts";
import type { SourceFile } from "./source-files.ts";

/** A rule: one line for each breach, none for a good house. */
export type Rule = (files: readonly SourceFile[]) => string[];

const mostLines = 400;

/** Every file stands on a floor, and imports only from lower floors or its own room. */
export const importsPointDown: Rule = (files) =>
  files.flatMap((file) => {
    const from = locate(file.path);
    if (from === null) return [`${file.path}: stands on no floor`];
    return file.imports.flatMap(({ target }) => {
      if (target === null) return [];
      const to = locate(target);
      if (to === null) return [`${file.path}: imports ${target}, which stands on no floor`];
      if (to.floor < from.floor || to.room === from.room) return [];
      const way = to.floor > from.floor ? "up" : "sideways";
      return [`${file.path} (floor ${from.floor}): imports ${way}, ${target} (floor ${to.floor})`];
    });
  });

/** A relative import names a file that exists. */
export const importsExist: Rule = (files) => {
  const paths = new Set(files.map((file) => file.path));
  return files.flatMap((file) =>
    file.imports
      .filter(({ target }) => target !== null && !paths.has(target))
      .map(({ specifier }) => `${file.path}: imports ${specifier}, which does not exist`),
  );
};

/** The packages that one place may import: they are optional peers of the subpath that lives there. */
const peers: Readonly<Record<string, readonly string[]>> = {
  "src/check/": ["fast-check"],
  "src/check/vitest.ts": ["vitest"],
};

function isPeer(path: string, specifier: string): boolean {
  return Object.entries(peers).some(([place, names]) => path.startsWith(place) && names.includes(specifier));
}

/** The core needs no package and no platform module; only a place with peers of its own imports those. */
export const importsNoPackage: Rule = (files) =>
  files.flatMap((file) =>
    file.imports
      .filter(({ target, specifier }) => target === null && !isPeer(file.path, specifier))
      .map(({ specifier }) => `${file.path}: imports the package ${specifier}`),
  );

/** No file reaches itself through its imports, types included: each cycle once, as a path. */
export const importsNoCycle: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const cycles: string[] = [];
  for (const root of byPath.keys()) {
    const trail: { path: string; next: number }[] = [{ path: root, next: 0 }];
    while (trail.length > 0) {
      const top = trail[trail.length - 1]!;
      const target = done.has(top.path) ? undefined : byPath.get(top.path)?.imports[top.next++];
      if (target === undefined) {
        done.add(top.path);
        trail.pop();
        continue;
      }
      if (target.target === null || !byPath.has(target.target) || done.has(target.target)) continue;
      const start = trail.findIndex(({ path }) => path === target.target);
      if (start < 0) trail.push({ path: target.target, next: 0 });
      else cycles.push([...trail.slice(start).map(({ path }) => path), target.target].join(" → "));
    }
  }
  return cycles.map((cycle) => `import cycle: ${cycle}`);
};

/** A file of types leaves nothing at run time. */
export const typesOnly: Rule = (files) =>
  files.flatMap((file) => [
    ...file.imports
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ specifier }) => `${file.path}: imports ${specifier} at run time`),
    ...file.tree.statements
      .filter((statement) => !isTypeStatement(statement))
      .map((statement) => `${at(file, statement)}: is not a type`),
  ]);

/** Importing a file does nothing: its top level only declares. */
export const importsDoNothing: Rule = (files) =>
  files.flatMap((file) =>
    file.tree.statements
      .filter((statement) => !isDeclaration(statement))
      .map((statement) => `${at(file, statement)}: runs when the file is imported`),
  );

/** The first thing in a file is one sentence in a doc comment. */
export const opensWithSentence: Rule = (files) =>
  files.flatMap((file) => {
    const opening = /^\/\*\*([\s\S]*?)\*\//.exec(file.text);
    if (opening === null) return [`${file.path}: does not open with a /** sentence`];
    const sentence = opening[1]!.replace(/\n \* ?/g, "\n").trim();
    return /^[\p{Lu}\d`"'][\s\S]{10,}\.$/u.test(sentence)
      ? []
      : [`${file.path}: its opening comment is not a sentence: ${sentence}`];
  });

/** No file is too long to be read at one sitting. */
export const staysShort: Rule = (files) =>
  files.flatMap((file) => {
    const lines = file.text.trimEnd().split("\n").length;
    return lines > mostLines ? [`${file.path}: has ${lines} lines, at most ${mostLines}`] : [];
  });

/** A folder's index.ts holds nothing of its own. */
export const indexReexports: Rule = (files) =>
  files
    .filter((file) => basename(file.path) === "index.ts")
    .flatMap((file) =>
      file.tree.statements
        .filter((each) => !(ts.isExportDeclaration(each) && each.moduleSpecifier !== undefined))
        .map((each) => `${at(file, each)}: is more than a re-export`),
    );

/** Folder and file names are kebab-case. */
export const namesAreKebabCase: Rule = (files) =>
  files
    .filter(({ path }) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(path))
    .map(({ path }) => `${path}: is not kebab-case`);

function at(file: SourceFile, node: ts.Node): string {
  const { line } = file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree));
  return `${file.path}:${line + 1}`;
}

function isAmbient(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
  );
}

function isTypeStatement(statement: ts.Statement): boolean {
  return (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isImportDeclaration(statement) ||
    (ts.isExportDeclaration(statement) && statement.isTypeOnly) ||
    isAmbient(statement)
  );
}

function isDeclaration(statement: ts.Statement): boolean {
  return (
    isTypeStatement(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isVariableStatement(statement)
  );
}
