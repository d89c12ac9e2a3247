/** The names of all settings of all public functions and methods, read off their declarations; knows no op. */

import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../bench/types/built-package.ts";

/** The settings of a parameter's type: the members of an object that is neither a tensor, a list nor a function. */
function settingsOf(checker: ts.TypeChecker, parameter: ts.Symbol): string[] {
  if (parameter.name === "this") return [];
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  const members = parts.flatMap((part) => {
    const isList = checker.isArrayLikeType(part);
    const isObject = (part.flags & ts.TypeFlags.Object) !== 0 && part.getCallSignatures().length === 0;
    return isObject && !isList ? part.getProperties().map(({ name }) => name) : [];
  });
  return members.includes("dtype") && members.includes("shape") && members.includes("detach") ? [] : members;
}

/** `[op, setting]` for every setting, of the functions of the entry points and the methods of a tensor. */
export function readOptionKeys(ops: readonly string[]): (readonly [op: string, key: string])[] {
  const entries = ["index", "nn/index", "loss/index", "optim/index", "tensor/tensor-type"].map((name) =>
    join(projectRoot, "src", `${name}.ts`),
  );
  const { config } = ts.readConfigFile(join(projectRoot, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, projectRoot);
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const found = entries.flatMap((path) => {
    const file = program.getSourceFile(path)!;
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!);
    return exported.flatMap((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const members =
        target.name === "TensorMethods" ? checker.getDeclaredTypeOfSymbol(target).getProperties() : [target];
      return members
        .filter(
          ({ name, flags }) =>
            ops.includes(name) && (target.name === "TensorMethods" || flags & ts.SymbolFlags.Value),
        )
        .flatMap((member) =>
          checker
            .getTypeOfSymbolAtLocation(member, file)
            .getCallSignatures()
            .flatMap((signature) => signature.getParameters().flatMap((each) => settingsOf(checker, each)))
            .map((key) => [member.name, key] as const),
        );
    });
  });
  return [...new Map(found.map((pair) => [pair.join("."), pair])).values()];
}
