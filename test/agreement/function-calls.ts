/** For each exported function how its calls are drawn, with every setting it has; knows no compiler. */

import fc from "fast-check";
import {
  anyOperand,
  axisOf,
  call,
  type DrawCall,
  dtypeNear,
  flag,
  json,
  near,
  number,
  operand,
  settings,
  shape,
  shapeOf,
  size,
  stretching,
} from "./call.ts";

type Calls = Readonly<Record<string, DrawCall>>;

const wild = fc.array(fc.constantFrom(0, 1, 2, 3, 5, -1, 2.5), { maxLength: 5 }).map(json);
const count = number(1, 2, 3, 0, 1.5);
const floats = fc.constantFrom('"f32"', '"f64"');
const dtypes = fc.constantFrom('"f32"', '"f64"', '"i32"', '"bool"');
const reduction = fc.constantFrom('"mean"', '"sum"', '"none"');

const maker = (op: string, more = ""): DrawCall =>
  fc.tuple(wild, settings({ dtype: dtypes })).map(([s, options]) => call(`${op}(${s}${more}, ${options})`));

const drawn = (op: string, model: Readonly<Record<string, fc.Arbitrary<string>>> = {}): DrawCall =>
  fc
    .tuple(wild, settings({ dtype: floats, ...model }), fc.boolean())
    .map(([s, options, keyed]) =>
      call(
        `${op}(${s}, ${options.replace("{", keyed && model !== noModel ? "{ key: randomKey(2)," : "{ seed: 1,")})`,
      ),
    );
const noModel = {};

const loss = (op: string, model: Readonly<Record<string, fc.Arbitrary<string>>> = {}): DrawCall =>
  fc
    .tuple(shape, dtypeNear("f32"))
    .chain(([s, d]) =>
      fc
        .tuple(near(s), dtypeNear(d), settings({ reduction, ...model }))
        .map(([t, e, options]) => call(`${op}($0, $1, ${options})`, operand(s, d), operand(t, e))),
    );

/** Class numbers or probabilities for logits, and weights now and then. */
const classes = (op: string, log: string, model: Readonly<Record<string, fc.Arbitrary<string>>>): DrawCall =>
  fc.tuple(fc.oneof(shapeOf(2), shapeOf(3), shape), fc.nat(3), fc.boolean()).chain(([s, kind, weighted]) =>
    fc
      .tuple(
        near(s.toSpliced(1, 1)),
        near([s[1] ?? 1]),
        settings({ reduction, ignoreIndex: number(0), ...model }),
      )
      .map(([t, w, options]) => {
        const target =
          kind === 0 && op === "crossEntropy" ? operand(s) : operand(t, kind === 1 ? "f32" : "i32");
        const weight = weighted ? options.replace("{", "{ weight: $2,") : options;
        return call(`${op}($0${log}, $1, ${weight})`, operand(s), target, operand(w));
      }),
  );

const activationLayer = (op: string): DrawCall => anyOperand.map((x) => call(`${op}()($0)`, x));

const seeded = { seed: number(1) };
const initializer = fc.constantFrom('"heUniform"', '"glorotNormal"');
const layerSettings = { bias: flag, initializer, ...seeded };

const convLayer = (op: string, rank: number): DrawCall =>
  fc
    .tuple(
      count,
      count,
      number(1, 2, 3, 0),
      settings({
        stride: number(1, 2, 0),
        padding: fc.oneof(number(0, 1), fc.constantFrom('"same"', '"valid"')),
        dilation: number(1, 2),
        groups: number(1, 2),
        ...layerSettings,
      }),
      shapeOf(rank + 2),
    )
    .map(([inputs, outputs, kernel, options, s]) =>
      call(
        `${op}(${inputs}, ${outputs}, ${kernel}, ${options})($0)`,
        operand(s.with(1, Math.trunc(Number(inputs)))),
      ),
    );

const poolLayer = (op: string, model: Readonly<Record<string, fc.Arbitrary<string>>>): DrawCall =>
  fc
    .tuple(
      number(1, 2, 3, 0),
      settings({ stride: number(1, 2), padding: number(0, 1), ceilMode: flag, ...model }),
      fc.oneof(shapeOf(4), shape),
    )
    .map(([kernel, options, s]) => call(`${op}(${kernel}, ${options})($0)`, operand(s)));

const optimizer = (op: string, model: Readonly<Record<string, fc.Arbitrary<string>>>): DrawCall =>
  settings({
    weightDecay: number(0, 0.1, -1),
    clip: fc.constantFrom("{ norm: 1 }", "{ value: 1 }"),
    ...model,
  }).chain((options) =>
    number(0, 0.1, 1e-7, -0.5).map((rate) =>
      call(`${op}([parameter(zeros([2]))], ${options.replace("{", `{ learningRate: ${rate},`)})`),
    ),
  );
const share = number(0, 0.5, 0.999, 1, 1.5, -0.1, 1e-9);
const notNegative = number(0, 1e-8, 1, -1e-8);

const schedule = (op: string, model: Readonly<Record<string, fc.Arbitrary<string>>>): DrawCall =>
  fc.tuple(...Object.values(model)).map((values) => {
    const parts = Object.keys(model).map((key, at) => `${key}: ${values[at]}`);
    return call(`${op}(0.1, { ${parts.join(", ")} })`);
  });

const cell = (op: string, gates: number): DrawCall =>
  fc.tuple(shapeOf(1), size, size).chain(([batch, features, hidden]) => {
    const rows = gates * hidden;
    const states =
      op === "lstmCell"
        ? [
            [...batch, hidden],
            [...batch, hidden],
          ]
        : [[...batch, hidden]];
    const fit = [[...batch, features], ...states, [rows, features], [rows, hidden], [rows], [rows]];
    return fc
      .tuple(...fit.map(near))
      .map((shapes) =>
        call(`${op}(${shapes.map((_, at) => `$${at}`).join(", ")})`, ...shapes.map((s) => operand(s))),
      );
  });

const listOf = (op: string): DrawCall =>
  fc
    .tuple(fc.oneof(shapeOf(2), shape), dtypeNear("f32"))
    .chain(([s, d]) =>
      fc
        .tuple(near(s), near(s), axisOf(s.length + (op === "stack" ? 1 : 0)), fc.nat(5))
        .map(([a, b, axis, kind]) =>
          kind === 0 ? call(`${op}([])`) : call(`${op}([$0, $1], ${axis})`, operand(a, d), operand(b)),
        ),
    );

const scalarLoss = dtypeNear("f32").map((d) => operand([], d));
const written = (s: readonly number[]): string => `⟨Tensor<${json(s)}>⟩`;

/** A function of a tensor of a known shape, given one of that shape. */
const ofTensor = (text: (type: string) => string): DrawCall =>
  shapeOf(2).map((s) => call(text(written(s)), operand(s)));

/** How the calls of each function are drawn. */
export const functionCalls: Calls = {
  activation: anyOperand.map((x) => call('activation("gelu")($0)', x)),
  adagrad: optimizer("adagrad", { epsilon: notNegative }),
  adam: optimizer("adam", { beta1: share, beta2: share, epsilon: notNegative, amsgrad: flag }),
  adamW: optimizer("adamW", { beta1: share, beta2: share, epsilon: notNegative }),
  arange: fc
    .tuple(count, settings({ dtype: dtypes }))
    .map(([n, options]) => call(`arange(${n}, ${options})`)),
  assignAll: anyOperand.chain((x) =>
    near(x.shape).map((s) => call("assignAll([[parameter($0), $1]])", x, operand(s, x.dtype))),
  ),
  attention: fc
    .tuple(shapeOf(1), size, size, size, size, fc.boolean(), flag)
    .chain(([batch, t, s, d, e, masked, causal]) =>
      fc
        .tuple(near([...batch, t, d]), near([...batch, s, d]), near([...batch, s, e]), stretching([t, s]))
        .map(([q, k, v, mask]) =>
          masked
            ? call(
                `attention($0, $1, $2, { mask: $3, causal: ${causal} })`,
                operand(q),
                operand(k),
                operand(v),
                operand(mask, "bool"),
              )
            : call("attention($0, $1, $2)", operand(q), operand(k), operand(v)),
        ),
    ),
  avgPool2d: poolLayer("avgPool2d", { countIncludePad: flag }),
  binaryCrossEntropy: fc
    .boolean()
    .chain((weighted) =>
      loss(
        "binaryCrossEntropy",
        weighted
          ? { positiveWeight: fc.constant("scalar(2)") }
          : { from: fc.constantFrom('"logits"', '"probabilities"') },
      ),
    ),
  checkpoint: ofTensor((type) => `checkpoint((x${type}) => x.exp())($0)`),
  clipByNorm: anyOperand.chain((x) => number(1, 0, -1).map((bound) => call(`clipByNorm([$0], ${bound})`, x))),
  clipByValue: shape.chain((s) =>
    number(1, 0, -1).map((bound) => call(`clipByValue([$0], ${bound})`, operand(s))),
  ),
  concat: listOf("concat"),
  configure: flag.map((verify) =>
    call(`configure({ verify: ${verify}, debug: 0, backend: "auto", threads: 1 })`),
  ),
  constantRate: fc.constant(call("constantRate(0.1)")),
  conv1d: convLayer("conv1d", 1),
  conv2d: convLayer("conv2d", 2),
  cosineDecay: schedule("cosineDecay", { total: count, floor: number(0) }),
  cosineRestarts: schedule("cosineRestarts", { first: count, factor: count, floor: number(0) }),
  cosineSimilarity: loss("cosineSimilarity").chain(({ operands }) =>
    axisOf(operands[0]!.shape.length).map((axis) =>
      call(`cosineSimilarity($0, $1, { axis: ${axis}, epsilon: 0.001 })`, ...operands),
    ),
  ),
  crossEntropy: classes("crossEntropy", "", { labelSmoothing: share }),
  customGradient: ofTensor((type) => `customGradient((x${type}) => x.mul(2), (ct) => [ct])($0)`),
  debugNumerics: shape.map((s) => call("debugNumerics(() => $0.exp())", operand(s))),
  defineOp: shapeOf(2).chain((s) =>
    near(s).map((t) =>
      call(
        'defineOp({ name: "dense", shape: { takes: [["n", "k"], ["k", "n"]], gives: ["n", "n"] }, dtype: { takes: ["f32", "f32"], gives: "f32" }, forward: (x, y) => x.matmul(y), gradient: (ct, x, y) => [ct.matmul(y.transpose()), x.transpose().matmul(ct)], domain: { low: 0, high: 1 } })($0, $1)',
        operand(s),
        operand([...t].reverse()),
      ),
    ),
  ),
  dropout: fc
    .tuple(anyOperand, number(0, 0.5, 1.5, -1))
    .map(([x, rate]) => call(`dropout(${rate}, { seed: 1 })($0)`, x)),
  einsum: fc
    .tuple(
      shapeOf(2),
      shapeOf(2),
      fc.constantFrom(
        "ij,jk->ik",
        "ij,kj",
        "ij,ij->",
        "ii,jk->k",
        "...i,jk->...k",
        "...i,j...->j",
        "ij,jk->il",
      ),
    )
    .chain(([a, b, equation]) =>
      fc
        .constantFrom(b, [a[1]!, b[1]!], a)
        .map((other) => call(`einsum("${equation}", $0, $1)`, operand(a), operand(other))),
    ),
  embedding: fc
    .tuple(count, count, shape, dtypeNear("i32"))
    .map(([n, m, s, d]) =>
      call(`embedding(${n}, ${m}, { seed: 1, std: 0.5 })($0)`, operand(s.slice(0, 4), d)),
    ),
  exponentialDecay: schedule("exponentialDecay", { gamma: number(0.5) }),
  eye: fc.tuple(count, settings({ dtype: dtypes })).map(([n, options]) => call(`eye(${n}, ${options})`)),
  flatten: anyOperand.map((x) => call("flatten()($0)", x)),
  full: maker("full", ", 1"),
  gelu: activationLayer("gelu"),
  glorotNormal: drawn("glorotNormal", noModel),
  glorotUniform: drawn("glorotUniform", noModel),
  grad: fc.tuple(scalarLoss, anyOperand).map(([l, x]) => call("grad($0, [$1])", l, x)),
  gruCell: cell("gruCell", 3),
  heNormal: drawn("heNormal", noModel),
  hessian: ofTensor((type) => `hessian((x${type}) => x.square().sum())($0)`),
  heUniform: drawn("heUniform", noModel),
  huber: loss("huber", { delta: number(1, 0, -1, 0.5) }),
  hvp: fc.tuple(scalarLoss, shape).map(([l, s]) => call("hvp($0, [$1], [$1])", l, operand(s))),
  isTensor: anyOperand.map((x) => call("isTensor($0)", x)),
  jacobian: ofTensor((type) => `jacobian((x${type}) => x.exp())($0)`),
  jit: fc
    .tuple(shapeOf(2), shapeOf(2), flag)
    .map(([s, t, reuse]) =>
      call(
        `jit((x⟨Tensor<["n", "k"]>⟩) => x.sum(1), { shapes: [["n", "k"]], reuseResults: ${reuse} })($0)`,
        operand(s[0] === 0 ? t : s),
      ),
    ),
  jvp: ofTensor((type) => `jvp((x${type}) => x.exp(), [$0], [$0])`),
  klDivergence: fc
    .constantFrom('"mean"', '"sum"', '"none"', '"batchMean"')
    .chain((how) =>
      loss("klDivergence").map(({ operands }) =>
        call(`klDivergence($0, $1, { reduction: ${how} })`, ...operands),
      ),
    ),
  layerNorm: fc
    .tuple(count, shape)
    .map(([n, s]) => call(`layerNorm(${n}, { epsilon: 0.001 })($0)`, operand(s))),
  linear: fc
    .tuple(count, count, shape, settings(layerSettings))
    .chain(([n, m, s, options]) =>
      near([...s.slice(0, 3), Math.trunc(Number(n))]).map((x) =>
        call(`linear(${n}, ${m}, ${options})($0)`, operand(x)),
      ),
    ),
  linearDecay: schedule("linearDecay", { total: count }),
  linearWarmup: schedule("linearWarmup", { steps: count }),
  lstmCell: cell("lstmCell", 4),
  maxPool2d: poolLayer("maxPool2d", { dilation: number(1, 2) }),
  meanAbsoluteError: loss("meanAbsoluteError"),
  milestoneDecay: schedule("milestoneDecay", { milestones: fc.constant("[1, 2]"), gamma: number(0.5) }),
  mlp: fc
    .tuple(wild, shape, settings({ ...layerSettings, activation: fc.constantFrom('"tanh"', '"relu"') }))
    .map(([sizes, s, options]) => {
      const [first = 1] = JSON.parse(sizes) as number[];
      return call(
        `mlp(${sizes}, ${options})($0)`,
        operand([...s.slice(0, 3), Math.max(0, Math.trunc(first))]),
      );
    }),
  mse: loss("mse"),
  nll: classes("nll", "", {}),
  normal: drawn("normal", { mean: number(1), std: number(0, 1, -1) }),
  ones: maker("ones"),
  parameter: anyOperand.map((x) => call("parameter($0)", x)),
  polynomialDecay: schedule("polynomialDecay", { total: count, power: number(2) }),
  randomKey: number(0, 1, -1, 0.5).map((seed) => call(`randomKey(${seed})`)),
  relu: activationLayer("relu"),
  rmsProp: optimizer("rmsProp", {
    alpha: share,
    epsilon: notNegative,
    momentum: number(0, 0.9, -1),
    centered: flag,
  }),
  scalar: settings({ dtype: dtypes }).map((options) => call(`scalar(1, ${options})`)),
  sequential: fc
    .tuple(count, count, count, count, shape)
    .map(([a, b, c, d, s]) =>
      call(
        `sequential(linear(${a}, ${b}), relu(), linear(${c}, ${d}))($0)`,
        operand([...s.slice(0, 3), Math.trunc(Number(a))]),
      ),
    ),
  sgd: optimizer("sgd", {
    momentum: number(0, 0.9, -1),
    dampening: number(0),
    nesterov: fc.constant("false"),
  }),
  shapeChecked: fc
    .tuple(shapeOf(2), fc.oneof(shapeOf(2), shape))
    .map(([s, t]) =>
      call(
        'shapeChecked((x⟨Tensor<["n", "k"]>⟩, y⟨Tensor<["n", "k"]>⟩) => x.add(y), { shapes: [["n", "k"], ["n", "k"]] })($0, $1)',
        operand(s),
        operand(t),
      ),
    ),
  sigmoid: activationLayer("sigmoid"),
  silu: activationLayer("silu"),
  smoothL1: loss("smoothL1", { beta: number(1, 0, -1, 0.5) }),
  splitKey: number(1, 3).map((n) => call(`splitKey(randomKey(1), ${n})`)),
  stack: listOf("stack"),
  stepDecay: schedule("stepDecay", { every: count, gamma: number(0.5) }),
  stopGradient: anyOperand.map((x) => call("stopGradient($0)", x)),
  tanh: activationLayer("tanh"),
  tensor: fc
    .tuple(
      fc.constantFrom("[[1, 2], [3, 4]]", "[[1, 2], [3]]", "[]", "[[[1]]]", "2"),
      settings({ dtype: dtypes }),
    )
    .map(([data, options]) =>
      call(`tensor(${data}, ${data === "2" ? options.replace("{", "{ shape: [],") : options})`),
    ),
  uniform: drawn("uniform", { low: number(-1), high: number(2) }),
  valueAndGrad: ofTensor((type) => `valueAndGrad((x${type}) => x.square().sum())($0)`),
  vjp: ofTensor((type) => `vjp((x${type}) => x.exp(), $0).pullback($0)`),
  vmap: fc
    .tuple(shapeOf(2), fc.constantFrom("[0, 0]", "[1, 1]", "[0, 1]", "[-1, 0]"), number(0, 1, -1))
    .chain(([s, axes, out]) =>
      fc
        .constantFrom(s, [...s].reverse())
        .map((t) =>
          call(
            `vmap((x⟨Tensor<["n"]>⟩, y⟨Tensor<["n"]>⟩) => x.add(y), { axes: ${axes}, outAxis: ${out} })($0, $1)`,
            operand(s),
            operand(t),
          ),
        ),
    ),
  warmupCosine: schedule("warmupCosine", { warmup: count, total: number(10) }),
  where: fc
    .tuple(shape, dtypeNear("bool"))
    .chain(([s, d]) =>
      fc
        .tuple(stretching(s), stretching(s))
        .map(([a, b]) => call("where($0, $1, $2)", operand(s, d), operand(a), operand(b))),
    ),
  zeros: maker("zeros"),
};
