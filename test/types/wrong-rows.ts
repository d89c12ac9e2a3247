/** For every row of the tables of methods two programs that do not fit, and what is printed for them; knows no compiler. */

import * as ops from "../../src/ops/index.ts";
import type { DType } from "../../types/dtype.ts";
import type { WrongProgram } from "./wrong-programs.ts";

/** What a row is to a message. */
interface Row {
  readonly accepts: keyof typeof classes;
}

type Rows = Readonly<Record<string, Row>>;

/** For each class of element types how a message spells it, the cure, and what it refuses. */
const classes = {
  any: { spelled: "", cure: "f32", refuses: [] },
  numeric: { spelled: "f32, f64 or i32", cure: "f32", refuses: ["bool"] },
  float: { spelled: "f32 or f64", cure: "f32", refuses: ["i32", "bool"] },
  f32: { spelled: "f32", cure: "f32", refuses: ["i32", "bool"] },
  f64: { spelled: "f64", cure: "f64", refuses: ["i32", "bool"] },
  i32: { spelled: "i32", cure: "i32", refuses: ["f32", "bool"] },
  bool: { spelled: "bool", cure: "bool", refuses: ["f32", "i32"] },
} as const satisfies Record<string, { spelled: string; cure: DType; refuses: readonly DType[] }>;

/** The tensors of wrong-opening.ts with two rows and three columns, by element type. */
const tensors: Readonly<Record<DType, string>> = { f32: "a", f64: "doubles", i32: "ids", bool: "truth" };

const typeOf = (shape: string, dtype: DType): string =>
  dtype === "f32" ? `Tensor<${shape}>` : `Tensor<${shape}, "${dtype}">`;

/** `exp` of whole numbers, and the like. */
function refuseDTypes([op, { accepts }]: [string, Row], argument: (dtype: DType) => string): WrongProgram[] {
  const { spelled, cure, refuses } = classes[accepts];
  return refuses.map((dtype) => [
    `${tensors[dtype]}.${op}(${argument(dtype)});`,
    `The 'this' context of type '${typeOf("[2, 3]", dtype)}' is not assignable to method's 'this' of type '"${op}: needs ${spelled}, got ${dtype} (cast it with .cast(\\"${cure}\\"))"'.`,
  ]);
}

const entries = (rows: Rows): [string, Row][] => Object.entries(rows);

/** The tensor a row takes: truth values where it wants these. */
const fitting = ({ accepts }: Row): string => tensors[accepts === "bool" ? "bool" : "f32"];

const unary = (rows: Rows, given?: DType): WrongProgram[] =>
  entries(rows).flatMap(([op, row]): WrongProgram[] => {
    const dtype = given ?? (row.accepts === "bool" ? "bool" : "f32");
    const wrongShape: WrongProgram = [
      `const wrong${op}: Tensor<[4]> = ${fitting(row)}.${op}();`,
      `Type '${typeOf("[2, 3]", dtype)}' is not assignable to type 'Tensor<[4]>'.`,
    ];
    const wrongDType: WrongProgram = [
      `const typed${op}: Tensor<[2, 3], "f64"> = ${fitting(row)}.${op}();`,
      `Type '${typeOf("[2, 3]", dtype)}' is not assignable to type 'Tensor<[2, 3], "f64">'.`,
    ];
    return [...refuseDTypes([op, row], () => ""), wrongShape, ...(row.accepts === "any" ? [wrongDType] : [])];
  });

const binary = (rows: Rows): WrongProgram[] =>
  entries(rows).flatMap(([op, row]): WrongProgram[] => {
    const dtype = row.accepts === "bool" ? "bool" : "f32";
    const option = dtype === "f32" ? "" : `, { dtype: "${dtype}" }`;
    return [
      ...refuseDTypes([op, row], (each) => tensors[each]),
      [
        `${fitting(row)}.${op}(zeros([5]${option}));`,
        `Argument of type '${typeOf("[5]", dtype)}' is not assignable to parameter of type '"${op}: shapes do not broadcast, [2, 3] and [5] (3 ≠ 5 at axis -1)"'.`,
      ],
      [
        `zeros([4, 1]${option}).${op}(zeros([5, 2]${option}));`,
        `Argument of type '${typeOf("[5, 2]", dtype)}' is not assignable to parameter of type '"${op}: shapes do not broadcast, [4, 1] and [5, 2] (4 ≠ 5 at axis -2)"'.`,
      ],
    ];
  });

const overAxes = (rows: Rows): WrongProgram[] =>
  entries(rows).flatMap(([op, row]): WrongProgram[] => [
    ...refuseDTypes([op, row], () => ""),
    [
      `${fitting(row)}.${op}(-4);`,
      `Argument of type '-4' is not assignable to parameter of type '"${op}: axis -4 is out of range for [2, 3] (axes are -2 to 1)"'.`,
    ],
  ]);

export const wrongRows: readonly WrongProgram[] = [
  ...unary(ops.unaryMethods),
  ...unary(ops.logicalUnaryMethods),
  ...unary(ops.testMethods, "bool"),
  ...binary(ops.binaryMethods),
  ...binary(ops.comparisonMethods),
  ...binary(ops.logicalMethods),
  ...overAxes(ops.reductionMethods),
  ...overAxes(ops.boolReductionMethods),
  ...overAxes(ops.spreadMethods),
  ...overAxes(ops.axisMethods),
];
