/** What a reference case looks like on disk, and how the cases of a folder are read; knows no tensor. */

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A number as JSON can hold it. */
type Encoded = number | "NaN" | "Infinity" | "-Infinity";

export interface Values {
  readonly name: string;
  readonly dtype: "float" | "int" | "bool";
  readonly shape: readonly number[];
  readonly data: readonly Encoded[];
}

export interface Input extends Values {
  readonly diff?: boolean;
}

/** Relative and absolute tolerance. */
export type Tolerance = readonly [relative: number, absolute: number];

export interface Expected extends Values {
  readonly tol?: Tolerance;
  readonly weight?: readonly number[];
  readonly f32data?: readonly Encoded[];
}

export type Attributes = Readonly<Record<string, unknown>>;

export interface ProgramStep {
  readonly op: string;
  readonly in: readonly string[];
  readonly out: string | readonly string[];
  readonly attrs?: Attributes;
}

interface CaseBase {
  readonly id: string;
  readonly family: string;
  readonly tags?: readonly string[];
}

/** One op, or a straight-line program, on given inputs. */
export interface GraphCase extends CaseBase {
  readonly op?: string;
  readonly attrs?: Attributes;
  readonly program?: readonly ProgramStep[];
  readonly results?: readonly string[];
  readonly inputs: readonly Input[];
  readonly outputs?: readonly Expected[];
  readonly loss?: Encoded;
  readonly grads?: readonly Expected[];
  readonly vectors?: readonly Values[];
  readonly hvp?: readonly Values[];
  readonly tol?: Tolerance;
  readonly expect?: "throw";
  /** What a refused call does wrong, for people. */
  readonly why?: string;
}

export interface OptimizerStep {
  readonly loss: number;
  readonly lr: number;
  readonly params: Readonly<Record<string, readonly number[]>>;
}

/** How gradients are clipped. */
export interface ClippingSpec {
  readonly kind: "norm" | "value";
  readonly max: number;
}

/** How the learning rate changes, by the reference's names. */
export interface ScheduleSpec {
  readonly kind: string;
  readonly step_size?: number;
  readonly gamma?: number;
  readonly milestones?: readonly number[];
  readonly total?: number;
  readonly eta_min_ratio?: number;
  readonly warmup?: number;
  readonly t0?: number;
  readonly t_mult?: number;
  readonly eta_min?: number;
  readonly power?: number;
}

/** Twenty steps of an optimizer on a small problem. */
export interface OptimizerCase extends CaseBase {
  readonly optimizer: string;
  readonly hyper: Readonly<Record<string, number | boolean>>;
  readonly problem: { readonly kind: string; readonly data: readonly Values[] };
  readonly params: readonly Values[];
  readonly clip?: ClippingSpec;
  readonly schedule?: ScheduleSpec;
  readonly steps: readonly OptimizerStep[];
  readonly tol: Tolerance;
}

/** A learning rate for every step, by itself. */
export interface ScheduleCase extends CaseBase {
  readonly schedule: ScheduleSpec;
  readonly base_lr: number;
  readonly lr: readonly number[];
  readonly tol: Tolerance;
}

/** Gradients before and after clipping. */
export interface ClippingCase extends CaseBase {
  readonly clip: ClippingSpec;
  readonly grads: readonly Values[];
  readonly clipped: readonly Values[];
  readonly norm?: number;
  readonly tol: Tolerance;
}

export type Case = GraphCase | OptimizerCase | ScheduleCase | ClippingCase;

export const isOptimizerCase = (each: Case): each is OptimizerCase => "optimizer" in each;

export const isClippingCase = (each: Case): each is ClippingCase => "clipped" in each;

/** Whether a case is about a graph; families of bare schedules and clipped gradients are not. */
export const isGraphCase = (each: Case): each is GraphCase => "op" in each || "program" in each;

export const decode = (value: Encoded): number => (typeof value === "number" ? value : Number(value));

export const decodeAll = (values: readonly Encoded[]): number[] => values.map(decode);

/** The folder the cases come from: the one beside this file unless `ORACLE_DATA` names another. */
export const dataFolder = process.env.ORACLE_DATA ?? fileURLToPath(new URL("./data/", import.meta.url));
export const isOwnData = process.env.ORACLE_DATA === undefined;

/** The families of a folder, by file name. */
export function listFamilies(folder: string = dataFolder): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl"));
  return files.map((file) => basename(file, ".jsonl")).sort();
}

export function readFamily(family: string, folder: string = dataFolder): Case[] {
  const lines = readFileSync(join(folder, `${family}.jsonl`), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Case);
}
