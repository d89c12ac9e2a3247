/** Arguments for the rules of sliding windows, about half of them fitting; knows no compiler. */

import fc from "fast-check";
import type { Range } from "../../types/index.ts";
import { broadcastable, nearly, shape, size } from "./arbitraries.ts";
import type { Rule } from "./rule.ts";

/** A number that is mostly small and allowed. */
const small = (least: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: least, max: 4 }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 0, 0.5, 1234, 2) },
  );

const perAxis = (rank: number, least: number): fc.Arbitrary<number | number[]> =>
  fc.oneof(
    { weight: 4, arbitrary: small(least) },
    { weight: 4, arbitrary: fc.array(small(least), { minLength: rank, maxLength: rank }) },
    { weight: 1, arbitrary: fc.array(small(least), { maxLength: 3 }) },
  );

const pair = fc.tuple(small(0), small(0));

const padding = (rank: number) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom("same", "valid") },
    { weight: 2, arbitrary: perAxis(rank, 0) },
    { weight: 2, arbitrary: fc.array(pair, { minLength: rank, maxLength: rank }) },
    { weight: 1, arbitrary: fc.array(pair, { maxLength: 3 }) },
  );

/** Some of the keys, so that every option is left out now and then. */
const some = (model: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Record<string, unknown>>;

const mostly = (one: number) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(one) }, { weight: 1, arbitrary: small(1) });

const convArguments = (transposed: boolean) =>
  fc
    .tuple(fc.constantFrom(1, 2), fc.constantFrom(1, 1, 2, 3), size, fc.nat(3), fc.nat(3))
    .chain(([rank, groups, n, depth, outDepth]) => {
      const counted = fc.array(fc.oneof(size, fc.integer({ min: 3, max: 12 })), {
        minLength: rank,
        maxLength: rank,
      });
      const kernel = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: rank, maxLength: rank });
      const options = transposed
        ? {
            stride: perAxis(rank, 1),
            padding: perAxis(rank, 0),
            outputPadding: perAxis(rank, 0),
            dilation: perAxis(rank, 1),
          }
        : { stride: perAxis(rank, 1), padding: padding(rank), dilation: perAxis(rank, 1) };
      const name = `conv${transposed ? "Transpose" : ""}${rank}d`;
      return fc
        .tuple(counted, kernel, some(options), mostly(groups), fc.nat(5))
        .chain(([sizes, window, given, used, kind]) => {
          const x = [n, depth * groups, ...sizes];
          const weight = transposed
            ? [depth * groups, outDepth, ...window]
            : [outDepth * groups, depth, ...window];
          const all = groups === 1 && kind < 3 ? given : { ...given, groups: used };
          return fc.tuple(
            fc.constant(name),
            nearly(x),
            nearly(weight),
            fc.constant(all),
            kind === 0 ? nearly([outDepth * groups]) : fc.constant(undefined),
          );
        });
    });

const poolArguments = fc.constantFrom(1, 2).chain((rank) =>
  fc
    .tuple(
      fc.array(fc.oneof(size, fc.integer({ min: 3, max: 12 })), { minLength: rank + 2, maxLength: rank + 2 }),
      fc.record(
        {
          kernel: perAxis(rank, 1),
          stride: perAxis(rank, 1),
          padding: fc.oneof(fc.constantFrom(0, 1), perAxis(rank, 0)),
          dilation: perAxis(rank, 1),
          ceilMode: fc.boolean(),
        },
        { requiredKeys: ["kernel"] },
      ),
      fc.nat(9),
    )
    .map(([x, options, kind]) => [`maxPool${rank}d`, kind === 0 ? x.slice(1) : x, options]),
);

const picture = fc.oneof(
  { weight: 4, arbitrary: fc.array(size, { minLength: 4, maxLength: 4 }) },
  { weight: 1, arbitrary: shape },
);

const names = fc.constantFrom("x", "h", "wIh", "wHh", "bIh", "bHh");

/** The operands of a cell, all fitting but perhaps one. */
const cellArguments = (gates: number) =>
  fc
    .tuple(fc.array(size, { maxLength: 2 }), size, fc.integer({ min: 0, max: 40 }), names)
    .chain(([batch, features, hidden, changed]) => {
      const rows = gates * hidden;
      const fit = {
        x: [...batch, features],
        h: [...batch, hidden],
        wIh: [rows, features],
        wHh: [rows, hidden],
        bIh: [rows],
        bHh: [rows],
      };
      return fc.oneof(nearly(fit[changed], 3), shape).map((other) => ({ ...fit, [changed]: other }));
    });

const normArguments = (parameters: number, needed: (a: readonly number[]) => readonly number[]) =>
  shape.chain((a) =>
    fc.tuple(
      fc.constant(a),
      fc.array(
        fc.oneof(
          { weight: 3, arbitrary: nearly(needed(a)) },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
        {
          maxLength: parameters,
        },
      ),
    ),
  );

const channels = (a: readonly number[]): readonly number[] => [a[1] ?? 1];

/** A number of something, now and then none; large ones make a weight too large. */
const count = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1.5, 1e-7, 2 ** 30, 2 ** 53, 1e21, 1e22) },
);

const convLayerArguments = fc.constantFrom(1, 2).chain((rank) =>
  fc.tuple(
    fc.constant(`conv${rank}d`),
    count,
    count,
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
      { weight: 2, arbitrary: perAxis(rank, 1) },
    ),
    fc.oneof(
      fc.constant({}),
      some({
        stride: perAxis(rank, 1),
        padding: padding(rank),
        dilation: perAxis(rank, 1),
        groups: mostly(1),
      }),
    ),
  ),
);

const poolLayerArguments = fc.constantFrom(1, 2).chain((rank) =>
  fc.tuple(
    fc.constant(`maxPool${rank}d`),
    fc.record(
      {
        kernel: perAxis(rank, 1),
        stride: perAxis(rank, 1),
        padding: fc.oneof(fc.constantFrom(0, 1), perAxis(rank, 0)),
        dilation: perAxis(rank, 1),
      },
      { requiredKeys: ["kernel"] },
    ),
  ),
);

/** The words for every range of a setting. */
const rangeWords = [
  "at least 0 and finite",
  "at least 0 and below 1",
  "from 0 to 1",
  "0 or more",
  "greater than 0",
  "a positive number",
  "another number than 0",
  "a whole number from 1 on",
  "a whole number from 0 to 2^53",
] as const satisfies readonly Range[];

/** The rules of the settings layers are made with. */
const settingsRules = {
  layerSizes: {
    type: "LayerSizes",
    draw: fc.tuple(
      fc.constant("linear"),
      fc.constant(["inFeatures", "outFeatures"]),
      fc.array(count, { minLength: 1, maxLength: 2 }),
    ),
  },
  mlpSizes: { type: "MlpSizes", draw: fc.tuple(fc.array(count, { maxLength: 5 })) },
  convLayer: { type: "ConvLayer", draw: convLayerArguments },
  poolLayer: { type: "PoolLayer", draw: poolLayerArguments },
  settingWithin: {
    type: "SettingWithin",
    draw: fc.tuple(
      fc.constant("adamW"),
      fc.constant("beta1"),
      fc.oneof(
        fc.constantFrom(0, 1, 1e-7, 2.5e-9, 0.5, 1.5, 2, 10, -0.5, -1e-7, 1e21, 2 ** 53, 2 ** 53 - 1),
        fc.integer({ min: -200, max: 1200 }).map((share) => share / 1000),
      ),
      fc.constantFrom(...rangeWords),
    ),
  },
} satisfies Record<string, Rule>;

/** The rules of convolutions, pools, normalisations, recurrent cells and layers of them. */
export const windowRules = {
  ...settingsRules,
  conv: { type: "Conv", draw: convArguments(false) },
  convTranspose: { type: "ConvTranspose", draw: convArguments(true) },
  pool: { type: "Pool", draw: poolArguments },
  globalPool: { type: "GlobalPool", draw: fc.tuple(fc.constant("globalMaxPool"), shape, fc.boolean()) },
  adaptivePool2d: {
    type: "AdaptivePool2d",
    draw: fc.tuple(
      fc.constant("adaptiveAveragePool2d"),
      picture,
      fc.array(small(1), { minLength: 1, maxLength: 2 }),
    ),
  },
  upsample2d: {
    type: "Upsample2d",
    draw: fc.tuple(fc.constant("upsampleNearest2d"), picture, perAxis(2, 1)),
  },
  trailingNorm: {
    type: "TrailingNorm",
    draw: fc
      .tuple(shape, fc.oneof(fc.integer({ min: 1, max: 2 }), small(0)))
      .chain(([a, count]) =>
        fc
          .array(
            fc.oneof(
              { weight: 3, arbitrary: nearly(a.slice(Number.isInteger(count) && count > 0 ? -count : 0)) },
              { weight: 1, arbitrary: fc.constant(undefined) },
            ),
            { maxLength: 2 },
          )
          .map((parameters) => ["layerNorm", a, count, ...parameters]),
      ),
  },
  channelNorm: {
    type: "ChannelNorm",
    draw: normArguments(4, channels).map(([a, parameters]) => ["batchNorm", a, ...parameters]),
  },
  groupNorm: {
    type: "GroupNorm",
    draw: fc
      .tuple(normArguments(2, channels), fc.oneof(fc.constantFrom(1, 2, 3), small(0)))
      .map(([[a, parameters], groups]) => [a, groups, ...parameters]),
  },
  batchNormTrain: {
    type: "BatchNormTrain",
    draw: fc.oneof(
      normArguments(2, channels).map(([a, parameters]) => [a, ...parameters]),
      fc.array(fc.constantFrom(0, 1, 1, 1), { maxLength: 4 }).map((a) => [a]),
    ),
  },
  recurrentCell: {
    type: "RecurrentCell",
    draw: cellArguments(3).map((shapes) => ["gruCell", 3, shapes]),
  },
  lstmCell: {
    type: "LstmCell",
    draw: cellArguments(4).chain((shapes) => fc.tuple(fc.constant(shapes), nearly(shapes.h))),
  },
  attention: {
    type: "Attention",
    draw: fc
      .tuple(fc.array(size, { maxLength: 2 }), fc.array(size, { minLength: 4, maxLength: 4 }), fc.nat(11))
      .chain(([batch, [t, s, d, e], kind]) =>
        fc
          .tuple(
            broadcastable(batch).map((front) => (kind === 0 ? [t!] : [...front, t!, d!])),
            broadcastable(batch).chain((front) => nearly([...front, s!, d!])),
            broadcastable(batch).chain((front) => nearly([...front, s!, e!])),
            broadcastable([...batch, t!, s!]),
          )
          .map(([q, k, v, mask]) => (kind < 6 ? [q, k, v, mask] : [q, k, v])),
      ),
  },
} satisfies Record<string, Rule>;
