/** TypeScript 6 inside this process, where every program after the first one finds the compiler warm; knows no program. */

import { join, relative, sep } from "node:path";
import ts from "typescript";
import { projectRoot } from "./built-package.ts";
import type { Checked } from "./diagnostic.ts";

/** Files of packages, which do not change while a process runs: read once for all programs. */
const read = new Map<string, ts.SourceFile | undefined>();
const packages = join(projectRoot, "node_modules").split(sep).join("/");

function makeHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getSourceFile(name, version, ...others) {
      if (!name.startsWith(packages)) return host.getSourceFile(name, version, ...others);
      const key = JSON.stringify([name, version, options.module, options.moduleResolution]);
      if (!read.has(key)) read.set(key, host.getSourceFile(name, version, ...others));
      return read.get(key);
    },
  };
}

const textOf = ({ messageText }: ts.Diagnostic): string =>
  ts.flattenDiagnosticMessageText(messageText, "\n").replace(/\n +/g, "\n");

/** Checks the project in `folder`; throws for a complaint that is about no file. */
export function check6(folder: string): Checked {
  const { config, error } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const [fault = error] = errors;
  if (fault !== undefined) throw new Error(textOf(fault));
  const program = ts.createProgram(fileNames, options, makeHost(options));
  const found = ts.sortAndDeduplicateDiagnostics(ts.getPreEmitDiagnostics(program));
  const diagnostics = found.map((each) => {
    const { file, start, code } = each;
    if (file === undefined || start === undefined) throw new Error(textOf(each));
    return {
      file: relative(folder, file.fileName).split(sep).join("/"),
      line: file.getLineAndCharacterOfPosition(start).line + 1,
      message: `TS${code}: ${textOf(each)}`,
    };
  });
  return { diagnostics, instantiations: program.getInstantiationCount() };
}
