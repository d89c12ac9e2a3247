/** Methods that come from no table, and functions of several tensors, as contract rows: one call each, or a few. */

import type { Domain } from "../../src/graph/op.ts";
import * as microml from "../../src/index.ts";
import { concat, stack, type Untyped, where } from "../tensor/untyped.ts";
import { on, plain, positions, rowsOfTries, type Try, truths, withOthers } from "./tries.ts";

type Loose = (...given: readonly unknown[]) => Untyped;
const { einsum, attention, gruCell, lstmCell } = microml as unknown as Record<
  "einsum" | "attention" | "gruCell",
  Loose
> & {
  lstmCell: (...given: readonly unknown[]) => Readonly<Record<string, Untyped>>;
};

const variance: Domain = { low: 0.25, high: 3 };

const tries: Readonly<Record<string, readonly Try[]>> = {
  reshape: [on([[2, 3]], ([x]) => x!.reshape([3, -1]))],
  flatten: [on([[2, 3, 2]], ([x]) => x!.flatten(1)), on([[]], ([x]) => x!.flatten())],
  transpose: [on([[2, 3, 4]], ([x]) => x!.transpose([1, 2, 0])), on([[2, 3]], ([x]) => x!.transpose())],
  swapAxes: [on([[2, 3, 4]], ([x]) => x!.swapAxes(0, -1))],
  expandDims: [on([[2, 3]], ([x]) => x!.expandDims(-2))],
  squeeze: [on([[1, 3, 1]], ([x]) => x!.squeeze(-1)), on([[1, 3, 1]], ([x]) => x!.squeeze())],
  broadcastTo: [on([[2, 1]], ([x]) => x!.broadcastTo([3, 2, 4]))],
  slice: [
    on([[4, 5]], ([x]) =>
      x!.slice([
        [null, null, -2],
        [1, -1],
      ]),
    ),
  ],
  pad: [
    on([[2, 3]], ([x]) =>
      x!.pad(
        [
          [1, -1],
          [0, 2],
        ],
        1.5,
      ),
    ),
    on([[3, 4]], ([x]) =>
      x!.pad(
        [
          [1, 2],
          [0, 3],
        ],
        { mode: "reflect" },
      ),
    ),
    on([[2, 3]], ([x]) =>
      x!.pad(
        [
          [2, 0],
          [1, 3],
        ],
        { mode: "edge" },
      ),
    ),
  ],
  index: [on([[3, 4, 2]], ([x]) => x!.index([-1, null, 0]))],
  flip: [on([[3, 2]], ([x]) => x!.flip([0, 1]))],
  roll: [on([[3, 4]], ([x]) => x!.roll([1, -2], [0, 1]))],
  tile: [on([[2, 3]], ([x]) => x!.tile([2, 1, 2]))],
  repeat: [on([[2, 3]], ([x]) => x!.repeat(2, 1))],
  tril: [on([[2, 3, 4]], ([x]) => x!.tril(1))],
  triu: [on([[3, 3]], ([x]) => x!.triu(-1))],
  diag: [on([[3]], ([x]) => x!.diag(-1)), on([[3, 4]], ([x]) => x!.diag(1))],
  trace: [on([[3, 4]], ([x]) => x!.trace())],
  split: [on([[5, 2]], ([x]) => x!.split([2, 0, 3]))],
  chunk: [on([[5, 2]], ([x]) => x!.chunk(3)), on([[2, 3]], ([x]) => x!.chunk(2, 1))],
  unstack: [on([[2, 3]], ([x]) => x!.unstack(1))],
  concat: [
    on(
      [
        [2, 3],
        [1, 3],
      ],
      (parts) => concat(parts),
    ),
  ],
  stack: [on([[2], [2]], (parts) => stack(parts, 1))],
  gather: [withOthers([3, 4], [positions([3, 2], 4)], ([x, at]) => x!.gather(at, -1))],
  take: [withOthers([3, 4], [positions([2, 2], 3)], ([x, at]) => x!.take(at))],
  embedding: [withOthers([4, 3], [positions([5], 4)], ([x, at]) => x!.embedding(at))],
  scatterAdd: [
    {
      operands: [
        ...on([[4, 2]], () => []).operands,
        positions([5, 2], 4),
        ...on([[5, 2]], () => []).operands,
      ],
      call: ([x, at, updates]) => x!.scatterAdd(at, updates, 0),
    },
  ],
  oneHot: [
    withOthers([2], [positions([3], 2)], ([x, at]) => x!.sum().mul(at!.oneHot(2, { dtype: x!.dtype }))),
  ],
  where: [
    {
      operands: [truths([2, 3]), ...on([[3], [2, 1]], () => []).operands],
      call: ([condition, a, b]) => [where(condition, a, b), condition!.where(a, 2)],
    },
  ],
  cast: [on([[3]], ([x]) => x!.cast("f32").cast(x!.dtype))],
  detach: [on([[3]], ([x]) => x!.detach().mul(x!.detach().sub(x!)))],
  matmul: [
    on(
      [
        [2, 3],
        [2, 3, 2],
      ],
      ([a, b]) => a!.matmul(b),
    ),
  ],
  dot: [on([[4], [4]], ([a, b]) => a!.dot(b))],
  outer: [on([[3], [2]], ([a, b]) => a!.outer(b))],
  einsum: [
    on(
      [
        [2, 3],
        [3, 4],
      ],
      ([a, b]) => einsum("ij,jk->ki", a, b),
    ),
    on([[2, 3, 3]], ([a]) => einsum("...ii", a)),
  ],
  leakyRelu: [on([[5]], ([x]) => x!.leakyRelu(0.1), [{ ...plain, avoid: [0] }])],
  elu: [on([[5]], ([x]) => x!.elu(1.5), [{ ...plain, avoid: [0] }])],
  celu: [on([[5]], ([x]) => x!.celu(1.5), [{ ...plain, avoid: [0] }])],
  clip: [on([[6]], ([x]) => x!.clip(-1, 0.5), [{ ...plain, avoid: [-1, 0.5] }])],
  dropout: [withOthers([3, 4], [positions([2], 1000)], ([x, key]) => x!.dropout(0.4, key))],
  cumsum: [
    on([[3, 4]], ([x]) => x!.cumsum(1, { reverse: true })),
    on([[3, 2]], ([x]) => x!.cumsum(0, { exclusive: true })),
  ],
  cumprod: [
    on([[2, 4]], ([x]) => x!.cumprod(-1)),
    on([[3]], ([x]) => x!.cumprod(0, { exclusive: true, reverse: true })),
  ],
  sort: [
    on([[3, 4]], ([x]) => x!.sort().values),
    on([[4, 2]], ([x]) => x!.sort(0, { descending: true }).values),
  ],
  topK: [
    on([[3, 5]], ([x]) => x!.topK(2).values),
    on([[4]], ([x]) => x!.topK(3, 0, { largest: false }).values),
  ],
  conv1d: [
    on([[2, 4, 6], [4, 2, 3], [4]], ([x, w, bias]) =>
      x!.conv1d(w, { bias, stride: 2, padding: 1, groups: 2 }),
    ),
  ],
  conv2d: [
    on(
      [
        [1, 2, 5, 4],
        [3, 2, 2, 3],
      ],
      ([x, w]) => x!.conv2d(w, { stride: [2, 1], padding: [1, 0], dilation: [1, 1] }),
    ),
    on(
      [
        [1, 1, 4, 4],
        [1, 1, 3, 2],
      ],
      ([x, w]) => x!.conv2d(w, { padding: "same" }),
    ),
  ],
  convTranspose1d: [
    on(
      [
        [1, 2, 3],
        [2, 2, 3],
      ],
      ([x, w]) => x!.convTranspose1d(w, { stride: 2, padding: 1, outputPadding: 1 }),
    ),
  ],
  convTranspose2d: [
    on(
      [
        [1, 2, 2, 3],
        [2, 1, 2, 2],
      ],
      ([x, w]) => x!.convTranspose2d(w, { stride: 2 }),
    ),
  ],
  maxPool1d: [on([[1, 2, 7]], ([x]) => x!.maxPool1d({ kernel: 3, stride: 2, padding: 1 }))],
  maxPool2d: [on([[1, 1, 5, 5]], ([x]) => x!.maxPool2d({ kernel: 2, ceilMode: true }))],
  avgPool1d: [
    on([[1, 2, 7]], ([x]) => x!.avgPool1d({ kernel: 3, stride: 2, padding: 1, countIncludePad: false })),
  ],
  avgPool2d: [on([[1, 1, 4, 5]], ([x]) => x!.avgPool2d({ kernel: [2, 3], stride: 1 }))],
  globalAveragePool: [on([[2, 2, 3]], ([x]) => x!.globalAveragePool())],
  globalMaxPool: [on([[1, 2, 3, 2]], ([x]) => x!.globalMaxPool())],
  adaptiveAveragePool2d: [on([[1, 1, 5, 4]], ([x]) => x!.adaptiveAveragePool2d([2, 3]))],
  upsampleNearest2d: [on([[1, 1, 2, 3]], ([x]) => x!.upsampleNearest2d(2))],
  layerNorm: [on([[3, 4], [4], [4]], ([x, gamma, beta]) => x!.layerNorm(1, { gamma, beta, epsilon: 0.1 }))],
  rmsNorm: [on([[3, 4], [4]], ([x, gamma]) => x!.rmsNorm({ gamma, epsilon: 0.1 }))],
  groupNorm: [on([[2, 4, 3]], ([x]) => x!.groupNorm(2, { epsilon: 0.1 }))],
  instanceNorm: [on([[2, 2, 4]], ([x]) => x!.instanceNorm({ epsilon: 0.1 }))],
  batchNorm: [
    on([[3, 2], [2], [2]], ([x, mean, spread]) => x!.batchNorm({ mean, variance: spread }), [
      plain,
      plain,
      variance,
    ]),
  ],
  batchNormTrain: [on([[4, 2]], ([x]) => x!.batchNormTrain({ epsilon: 0.1 }))],
  l2Normalize: [on([[3, 4]], ([x]) => x!.l2Normalize(1))],
  attention: [
    on(
      [
        [2, 3],
        [4, 3],
        [4, 2],
      ],
      ([q, k, v]) => attention(q, k, v, { causal: true }),
    ),
  ],
  gruCell: [on([[2, 3], [2, 2], [6, 3], [6, 2], [6], [6]], (given) => gruCell(...given))],
  lstmCell: [on([[2, 3], [2, 2], [2, 2], [8, 3], [8, 2], [8], [8]], (given) => lstmCell(...given))],
  argMax: [on([[3, 4]], ([x]) => x!.mul(x!.argMax(1, { keepDims: true }).cast(x!.dtype)))],
  argMin: [on([[3, 4]], ([x]) => x!.mul(x!.argMin(0).cast(x!.dtype)))],
};

export const handWrittenNames: readonly string[] = Object.keys(tries);

// Rounding on the way, or a derivative held back, is not what differences see.
export const handWrittenRows = rowsOfTries(tries, { cast: "agreed", detach: "agreed" });
