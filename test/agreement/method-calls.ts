/** For each method of a tensor how its calls are drawn, with every setting it has; knows no compiler. */

import fc from "fast-check";
import * as ops from "../../src/ops/index.ts";
import {
  anyOperand,
  axesOf,
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

const entries = <T>(table: Readonly<Record<string, T>>, draw: (op: string, row: T) => DrawCall): Calls =>
  Object.fromEntries(Object.entries(table).map(([op, row]) => [op, draw(op, row)]));

const plain = (op: string): DrawCall => anyOperand.map((x) => call(`$0.${op}()`, x));
const onTruth = (op: string): DrawCall =>
  fc.tuple(shape, dtypeNear("bool")).map(([s, d]) => call(`$0.${op}()`, operand(s, d)));

const binary =
  (usual: "f32" | "bool") =>
  (op: string): DrawCall =>
    fc
      .tuple(shape, dtypeNear(usual))
      .chain(([a, d]) =>
        fc
          .tuple(stretching(a), dtypeNear(d))
          .map(([b, e]) => call(`$0.${op}($1)`, operand(a, d), operand(b, e))),
      );

const alongAxes =
  (usual: "f32" | "bool") =>
  (op: string): DrawCall =>
    fc
      .tuple(shape, dtypeNear(usual))
      .chain(([a, d]) =>
        fc
          .tuple(axesOf(a.length), settings({ keepDims: flag }))
          .map(([axes, options]) => call(`$0.${op}(${axes}, ${options})`, operand(a, d))),
      );

const spread = (op: string): DrawCall =>
  anyOperand.chain((x) =>
    fc
      .tuple(axesOf(x.shape.length), settings({ keepDims: flag, correction: number(0, 1) }))
      .map(([axes, options]) => call(`$0.${op}(${axes}, ${options})`, x)),
  );

const alongAxis = (op: string): DrawCall =>
  anyOperand.chain((x) => axisOf(x.shape.length).map((axis) => call(`$0.${op}(${axis})`, x)));

const best = (op: string): DrawCall =>
  anyOperand.chain((x) =>
    fc
      .tuple(axisOf(x.shape.length), settings({ keepDims: flag }))
      .map(([axis, options]) => call(`$0.${op}(${axis}, ${options})`, x)),
  );

const scan = (op: string): DrawCall =>
  anyOperand.chain((x) =>
    fc
      .tuple(axisOf(x.shape.length), settings({ exclusive: flag, reverse: flag }))
      .map(([axis, options]) => call(`$0.${op}(${axis}, ${options})`, x)),
  );

const indices = (s: readonly number[]) => operand(s, "i32");

const slide = (rank: number, transposed: boolean) => {
  const each = fc.oneof(
    number(1, 2),
    fc.constant(json(Array.from({ length: rank }, (_, at) => 1 + (at % 2)))),
  );
  const around = transposed
    ? fc.oneof(number(0, 1))
    : fc.oneof(
        number(0, 1, 2),
        fc.constantFrom('"same"', '"valid"', json(Array.from({ length: rank }, () => [1, 0]))),
      );
  const model = { stride: each, padding: around, dilation: each, groups: number(1, 2) };
  return settings(transposed ? { ...model, outputPadding: number(0, 1) } : model);
};

const convolution = (op: string, rank: number, transposed = false): DrawCall =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 2, max: 6 }), { minLength: rank, maxLength: rank }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: rank, maxLength: rank }),
      slide(rank, transposed),
      fc.boolean(),
    )
    .chain(([sizes, window, options, biased]) => {
      const grouped = options.includes("groups: 2");
      const weight = transposed ? [2, 2, ...window] : [2, grouped ? 1 : 2, ...window];
      const bias = [transposed && grouped ? 4 : 2];
      return fc
        .tuple(near([2, 2, ...sizes]), near(weight), near(bias))
        .map(([x, w, b]) =>
          biased
            ? call(
                `$0.${op}($1, ${options.replace(/ \}$/, `${options === "{  }" ? "" : ","} bias: $2 }`)})`,
                operand(x),
                operand(w),
                operand(b),
              )
            : call(`$0.${op}($1, ${options})`, operand(x), operand(w)),
        );
    });

const pool = (op: string, rank: number): DrawCall => {
  const each = fc.oneof(number(1, 2, 3), fc.constant(json(Array.from({ length: rank }, (_, at) => 1 + at))));
  const model = { stride: each, padding: number(0, 1), ceilMode: flag };
  const extra = op.startsWith("max") ? { dilation: number(1, 2) } : { countIncludePad: flag };
  return fc
    .tuple(shapeOf(rank + 2), each, settings({ ...model, ...extra }))
    .chain(([s, kernel, options]) =>
      fc
        .constantFrom(s, s.slice(1))
        .map((x) => call(`$0.${op}(${options.replace("{", `{ kernel: ${kernel},`)})`, operand(x))),
    );
};

/** The settings of a norm, of which some are tensors: each takes the next place. */
function norm(
  op: string,
  tensorsOf: (s: readonly number[]) => Readonly<Record<string, readonly number[]>>,
  { first = "", always = [] }: { first?: string; always?: readonly string[] } = {},
): DrawCall {
  return fc
    .tuple(
      fc.oneof(shapeOf(3), shapeOf(2), shape),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
    )
    .chain(([s, kept, epsilon]) => {
      const all = Object.entries(tensorsOf(s));
      const given = all.filter(([key], at) => always.includes(key) || kept[at]);
      return fc.tuple(...given.map(([, own]) => near(own))).map((shapes) => {
        const parts = given.map(([key], at) => `${key}: $${at + 1}`);
        if (epsilon) parts.push("epsilon: 0.001");
        return call(
          `$0.${op}(${first}{ ${parts.join(", ")} })`,
          operand(s),
          ...shapes.map((own) => operand(own)),
        );
      });
    });
}

const channel = (s: readonly number[]): number[] => [s[1] ?? 1];
const last = (s: readonly number[]): number[] => s.slice(-1);

const byHand: Calls = {
  adaptiveAveragePool2d: fc
    .tuple(shapeOf(4), fc.constantFrom("[2, 2]", "[1, 2]", "[2]"))
    .map(([s, given]) => call(`$0.adaptiveAveragePool2d(${given})`, operand(s))),
  argMax: best("argMax"),
  argMin: best("argMin"),
  assign: anyOperand.chain((x) =>
    fc
      .tuple(near(x.shape), dtypeNear(x.dtype))
      .map(([s, d]) => call("parameter($0).assign($1)", x, operand(s, d))),
  ),
  avgPool1d: pool("avgPool1d", 1),
  avgPool2d: pool("avgPool2d", 2),
  backward: fc
    .tuple(fc.constantFrom([], [2]), dtypeNear("f32"))
    .map(([s, d]) => call("$0.backward()", operand(s, d))),
  batchNorm: norm(
    "batchNorm",
    (s) => ({ mean: channel(s), variance: channel(s), gamma: channel(s), beta: channel(s) }),
    {
      always: ["mean", "variance"],
    },
  ),
  batchNormTrain: norm("batchNormTrain", (s) => ({ gamma: channel(s), beta: channel(s) })),
  broadcastTo: shape.chain((target) =>
    stretching(target).map((s) => call(`$0.broadcastTo(${json(target)})`, operand(s))),
  ),
  cast: fc
    .tuple(anyOperand, fc.constantFrom("f32", "f64", "i32", "bool"))
    .map(([x, to]) => call(`$0.cast("${to}")`, x)),
  celu: fc.tuple(anyOperand, number(0, 1, 2)).map(([x, alpha]) => call(`$0.celu(${alpha})`, x)),
  clip: fc.tuple(anyOperand, fc.constantFrom("null", "0")).map(([x, low]) => call(`$0.clip(${low}, 1)`, x)),
  conv1d: convolution("conv1d", 1),
  conv2d: convolution("conv2d", 2),
  convTranspose1d: convolution("convTranspose1d", 1, true),
  convTranspose2d: convolution("convTranspose2d", 2, true),
  cumprod: scan("cumprod"),
  cumsum: scan("cumsum"),
  data: plain("data"),
  detach: plain("detach"),
  diag: fc.tuple(shape, fc.integer({ min: -2, max: 2 })).map(([s, by]) => call(`$0.diag(${by})`, operand(s))),
  dot: fc.tuple(size, size).map(([n, m]) => call("$0.dot($1)", operand([n]), operand([m % 2 === 0 ? n : m]))),
  dropout: fc
    .tuple(anyOperand, number(0, 0.5, 1, 1.5, -0.5))
    .map(([x, rate]) => call(`$0.dropout(${rate}, randomKey(1))`, x)),
  elu: fc.tuple(anyOperand, number(1, 2)).map(([x, alpha]) => call(`$0.elu(${alpha})`, x)),
  embedding: fc
    .tuple(shape, shape, dtypeNear("i32"))
    .map(([table, s, d]) => call("$0.embedding($1)", operand(table), operand(s.slice(0, 2), d))),
  expandDims: shape.chain((s) =>
    axisOf(s.length + 1).map((axis) => call(`$0.expandDims(${axis})`, operand(s))),
  ),
  flatten: shape.chain((s) =>
    fc
      .tuple(axisOf(s.length), axisOf(s.length))
      .map(([from, to]) => call(`$0.flatten(${from}, ${to})`, operand(s))),
  ),
  flip: shape.chain((s) => axesOf(s.length).map((axes) => call(`$0.flip(${axes})`, operand(s)))),
  gather: shape.chain((s) =>
    fc
      .tuple(near(s), axisOf(s.length))
      .map(([at, axis]) => call(`$0.gather($1, ${axis})`, operand(s), indices(at))),
  ),
  globalAveragePool: plain("globalAveragePool"),
  globalMaxPool: plain("globalMaxPool"),
  groupNorm: fc
    .constantFrom(1, 2, 3)
    .chain((groups) =>
      norm("groupNorm", (s) => ({ gamma: channel(s), beta: channel(s) }), { first: `${groups}, ` }),
    ),
  index: shape.chain((s) =>
    fc
      .array(fc.oneof(number(0, -1, 1, 9), fc.constant("null")), { maxLength: s.length })
      .map((at) => call(`$0.index([${at.join(", ")}])`, operand(s))),
  ),
  instanceNorm: norm("instanceNorm", (s) => ({ gamma: channel(s), beta: channel(s) })),
  item: fc.constantFrom([], [1], [1, 1], [2]).map((s) => call("$0.item()", operand(s))),
  l2Normalize: anyOperand.chain((x) =>
    fc
      .tuple(axisOf(x.shape.length), settings({ epsilon: number(1e-6) }))
      .map(([axis, options]) => call(`$0.l2Normalize(${axis}, ${options})`, x)),
  ),
  layerNorm: norm("layerNorm", (s) => ({ gamma: last(s), beta: last(s) }), { first: "1, " }),
  leakyRelu: anyOperand.map((x) => call("$0.leakyRelu(0.1)", x)),
  matmul: fc
    .tuple(shape, size, size, size, fc.nat(8))
    .chain(([batch, m, k, n, kind]) =>
      fc
        .tuple(near([m, k]), stretching(batch.slice(0, 2)), near([k, n]))
        .map(([left, front, right]) =>
          call(
            "$0.matmul($1)",
            operand(kind === 0 ? [k] : kind === 1 ? [] : [...batch.slice(0, 2), ...left]),
            operand(kind === 2 ? [k] : [...front, ...right]),
          ),
        ),
    ),
  maxPool1d: pool("maxPool1d", 1),
  maxPool2d: pool("maxPool2d", 2),
  oneHot: fc
    .tuple(shape, dtypeNear("i32"), number(0, 3, -1), settings({ dtype: fc.constantFrom('"f32"', '"bool"') }))
    .map(([s, d, depth, options]) => call(`$0.oneHot(${depth}, ${options})`, operand(s.slice(0, 4), d))),
  outer: fc
    .tuple(shapeOf(1), fc.oneof(shapeOf(1), shape))
    .map(([n, m]) => call("$0.outer($1)", operand(n), operand(m))),
  pad: shape.chain((s) =>
    fc
      .tuple(
        fc.array(fc.tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: 0, max: 2 })), {
          minLength: s.length,
          maxLength: s.length,
        }),
        settings({ mode: fc.constantFrom('"constant"', '"edge"', '"reflect"'), value: number(0, 1) }),
      )
      .map(([pairs, options]) => call(`$0.pad(${json(pairs)}, ${options})`, operand(s))),
  ),
  repeat: shape.chain((s) =>
    fc
      .tuple(number(0, 2, -1), axisOf(s.length))
      .map(([times, axis]) => call(`$0.repeat(${times}, ${axis})`, operand(s))),
  ),
  reshape: shape.chain((s) => {
    const count = s.reduce((product, each) => product * each, 1);
    return fc
      .constantFrom([...s].reverse(), [count], [-1], [-1, 2], [count, 1], [3, -1])
      .map((target) => call(`$0.reshape(${json(target)})`, operand(s)));
  }),
  rmsNorm: norm("rmsNorm", (s) => ({ gamma: last(s) })),
  roll: shape.chain((s) => axisOf(s.length).map((axis) => call(`$0.roll(1, ${axis})`, operand(s)))),
  scatterAdd: shape.chain((s) =>
    fc
      .tuple(near(s), axisOf(s.length))
      .chain(([at, axis]) =>
        near(at).map((v) => call(`$0.scatterAdd($1, $2, ${axis})`, operand(s), indices(at), operand(v))),
      ),
  ),
  slice: shape.chain((s) =>
    fc
      .array(fc.constantFrom("null", "[0, 1]", "[1, null]", "[null, null, -1]", "[0, 3, 2]", "[0, 1, 0]"), {
        maxLength: s.length + (s.length % 2),
      })
      .map((ranges) => call(`$0.slice([${ranges.join(", ")}])`, operand(s))),
  ),
  sort: anyOperand.chain((x) =>
    fc
      .tuple(axisOf(x.shape.length), settings({ descending: flag }))
      .map(([axis, options]) => call(`$0.sort(${axis}, ${options})`, x)),
  ),
  split: shape.chain((s) =>
    axisOf(s.length).chain((axis) => {
      const total = s.at(axis) ?? 1;
      return fc
        .constantFrom([total], [1, total - 1], [1, total])
        .map((sizes) => call(`$0.split(${json(sizes)}, ${axis})`, operand(s)));
    }),
  ),
  squeeze: shape.chain((s) =>
    stretching(s).chain((own) => axesOf(own.length).map((axes) => call(`$0.squeeze(${axes})`, operand(own)))),
  ),
  swapAxes: shape.chain((s) =>
    fc.tuple(axisOf(s.length), axisOf(s.length)).map(([a, b]) => call(`$0.swapAxes(${a}, ${b})`, operand(s))),
  ),
  take: fc
    .tuple(shape, shapeOf(1), dtypeNear("i32"))
    .chain(([s, at, d]) =>
      axisOf(s.length).map((axis) => call(`$0.take($1, ${axis})`, operand(s), operand(at, d))),
    ),
  tile: shape.chain((s) =>
    fc
      .array(fc.constantFrom(0, 1, 2, 3), { maxLength: 3 })
      .map((times) => call(`$0.tile(${json(times)})`, operand(s))),
  ),
  toArray: plain("toArray"),
  toString: plain("toString"),
  topK: anyOperand.chain((x) =>
    fc
      .tuple(number(1, 2, 7), axisOf(x.shape.length), settings({ largest: flag }))
      .map(([k, axis, options]) => call(`$0.topK(${k}, ${axis}, ${options})`, x)),
  ),
  trace: plain("trace"),
  transpose: shape.chain((s) => {
    const axes = s.map((_, axis) => axis);
    return fc
      .oneof(
        fc.shuffledSubarray(axes, { minLength: axes.length }).map(json),
        fc.constantFrom("undefined", "[0, 0]"),
      )
      .map((order) => call(`$0.transpose(${order})`, operand(s)));
  }),
  tril: fc.tuple(anyOperand, number(-1, 0, 1)).map(([x, by]) => call(`$0.tril(${by})`, x)),
  triu: fc.tuple(anyOperand, number(-1, 0, 1)).map(([x, by]) => call(`$0.triu(${by})`, x)),
  chunk: shape.chain((s) =>
    fc
      .tuple(number(1, 2, 3, 7, 0, 1.5), axisOf(s.length))
      .map(([count, axis]) => call(`$0.chunk(${count}, ${axis})`, operand(s))),
  ),
  unstack: shape.chain((s) => axisOf(s.length).map((axis) => call(`$0.unstack(${axis})`, operand(s)))),
  upsampleNearest2d: fc
    .tuple(fc.oneof(shapeOf(4), shape), fc.constantFrom("2", "[1, 2]", "0"))
    .map(([s, scale]) => call(`$0.upsampleNearest2d(${scale})`, operand(s))),
  where: fc
    .tuple(shape, dtypeNear("bool"))
    .chain(([s, d]) =>
      fc
        .tuple(stretching(s), stretching(s))
        .map(([a, b]) => call("$0.where($1, $2)", operand(s, d), operand(a), operand(b))),
    ),
  zeroGradient: anyOperand.map((x) => call("parameter($0).zeroGradient()", x)),
};

/** How the calls of each method are drawn. */
export const methodCalls: Calls = {
  ...entries(ops.unaryMethods, plain),
  ...entries(ops.testMethods, plain),
  ...entries(ops.logicalUnaryMethods, onTruth),
  ...entries(ops.binaryMethods, binary("f32")),
  ...entries(ops.comparisonMethods, binary("f32")),
  ...entries(ops.logicalMethods, binary("bool")),
  ...entries(ops.reductionMethods, alongAxes("f32")),
  ...entries(ops.boolReductionMethods, alongAxes("bool")),
  ...entries(ops.spreadMethods, spread),
  ...entries(ops.axisMethods, alongAxis),
  ...byHand,
};
