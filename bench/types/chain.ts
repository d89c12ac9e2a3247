/** A chain of operations, each fed by the one before and each of a shape that stands nowhere else; knows no compiler. */

/** The operations of one round, and the operands they need; the round takes `[a, b]` and gives `[a + 1, b + 1]`. */
function writeRound(round: number): { operands: readonly string[]; uses: readonly string[] } {
  const a = 11 + round;
  const b = 201 + round;
  const operands = [
    `declare const weight${round}: Tensor<[${b}, ${b + 1}]>;`,
    `declare const bias${round}: Tensor<[${b + 1}]>;`,
    `declare const factor${round}: Tensor<[3, 1]>;`,
    `declare const row${round}: Tensor<[1, ${b + 1}]>;`,
  ];
  const uses = [
    `.matmul(weight${round})`,
    `.add(bias${round})`,
    ".relu()",
    `.reshape([${b + 1}, ${a}])`,
    ".transpose()",
    ".expandDims(1)",
    `.mul(factor${round})`,
    ".sum(1)",
    `concat([@, row${round}])`,
    ".softmax(-1)",
  ];
  return { operands, uses };
}

/** The number of operations of one round. */
export const roundLength = writeRound(0).uses.length;

/** A chain of so many rounds: its operands alone, and the whole. */
export function writeChain(rounds: number): readonly [made: string, used: string] {
  const opening = [
    `import { concat, type Tensor } from "microml";`,
    "void concat;",
    "declare const x0: Tensor<[11, 201]>;",
  ];
  const each = Array.from({ length: rounds }, (_, round) => writeRound(round));
  const operands = each.flatMap((round) => round.operands);
  const uses = each.flatMap((round) => round.uses);
  const lines = uses.map((use, at) => {
    const value = use.includes("@") ? use.replace("@", `x${at}`) : `x${at}${use}`;
    return `const x${at + 1} = ${value};`;
  });
  const end = `void x${uses.length};`;
  return [[...opening, ...operands, ""].join("\n"), [...opening, ...operands, ...lines, end, ""].join("\n")];
}
