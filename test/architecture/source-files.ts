/** The project's own source files, read and parsed for the architecture tests; knows no rule. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** One `import`, `export … from`, `import()` or `import("…")` type of a file. */
export interface Import {
  /** As written: `"../base/errors.ts"`, `"node:fs"`. */
  readonly specifier: string;
  /** The project file a relative specifier names, with `/`, from the project's root; null for a package. */
  readonly target: string | null;
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** A parsed source file: its path from the project's root, its text, its tree. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Parses one file's text; `path` decides what its relative imports mean. */
export function parseSource(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, text, tree, imports: readImports(path, tree) };
}

/** Every `.ts` file below the given folders that is the project's own, sorted by path. */
export function readSources(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.split(sep).slice(projectRoot.split(sep).length).includes("node_modules"))
      .sort()
      .map((file) =>
        parseSource(relative(projectRoot, file).split(sep).join("/"), readFileSync(file, "utf8")),
      ),
  );
}

function readImports(path: string, tree: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const record = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const written = specifier.text;
    const target = written.startsWith(".") ? posix.join(posix.dirname(path), written) : null;
    imports.push({ specifier: written, target, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      record(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) record(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) {
      record(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      record(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
}
