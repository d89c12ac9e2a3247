/** Writes the expressions of a kernel into locals, each once and as far out as its loops allow; knows no kernel kind. */

import { type DType, dtypes } from "../../base/dtype.ts";
import type { Access } from "../../graph/access.ts";
import type { Store } from "../../kernel/kernel.ts";
import type { BufferId, Scalar } from "../../kernel/scalar.ts";
import type { LoopAxis } from "../axes.ts";
import { type GuardBlock, Placement } from "../placement.ts";
import type { Callees } from "./callees.ts";
import { sizeBits } from "./exponentials.ts";
import { formsOf } from "./f32-functions.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import {
  constantOf,
  convert,
  type Lanes,
  loadEach,
  loadNear,
  loadNeighbours,
  loadSplat,
  splatIndex,
  storeEach,
  storeNeighbours,
} from "./lanes.ts";
import { type Bundle, LockstepWriter, localAt, mapBundles } from "./lockstep.ts";
import type { Nest, Place } from "./nest.ts";
import { writeOperation } from "./operations.ts";

/** Several vectors at a time, one behind the other. */
export interface Copies {
  readonly count: number;
  /** Where the largest size, as bits, that plain formulas have met is kept; `null` if none may be used. */
  readonly sizes: Local | null;
}

const one: Copies = { count: 1, sizes: null };

export class Body {
  readonly #f: FunctionWriter;
  readonly #nest: Nest;
  readonly #callees: Callees;
  readonly #placement: Placement<Bundle>;
  readonly #lockstep: LockstepWriter;
  #laneAxis: LoopAxis | null = null;
  #lanes: Lanes = 1;
  #copies = one;

  constructor(nest: Nest, callees: Callees, roots: readonly Scalar[]) {
    this.#f = nest.f;
    this.#nest = nest;
    this.#callees = callees;
    const spellConstant = ({ dtype, value }: Scalar & { kind: "constant" }) => [
      constantOf(nest.f, dtype, value),
    ];
    this.#lockstep = new LockstepWriter(nest.f);
    this.#placement = new Placement(nest, roots, spellConstant);
  }

  /** The local of an expression that has been written for one vector. */
  local(scalar: Scalar): Local {
    return this.#placement.valueOf(scalar)[0]!;
  }

  /** From here on values hold this many neighbours along an axis, in one vector or several; its position is the first one's. */
  setLanes(axis: LoopAxis | null, lanes: Lanes, copies: Copies = one): void {
    this.#laneAxis = axis;
    this.#lanes = lanes;
    this.#copies = copies;
  }

  /** Names the finished reduction; expressions over it can be written from now on. */
  setReduced(local: Local): void {
    this.#placement.setReduced([local]);
  }

  /** Says where an expression's value already is, until the next `leave`. */
  preset(scalar: Scalar, local: Local): void {
    this.#name(scalar, [local]);
  }

  /** What is written from here on is forgotten at the matching `leave`. */
  enter(): void {
    this.#f.beginScope();
    this.#placement.enter();
  }

  leave(): void {
    this.#placement.leave();
    this.#f.endScope();
  }

  /** Writes all of `roots` and below that the open loops, but for `without`, already determine. */
  write(roots: readonly Scalar[], without: LoopAxis | null = null): void {
    this.#placement.write(roots, without, (scalar) => this.#writeOne(scalar));
  }

  #writeOne(scalar: Scalar): GuardBlock | null {
    switch (scalar.kind) {
      case "constant":
      case "reduced":
        return null;
      case "index":
        this.#name(
          scalar,
          this.#each(scalar, () => this.#writeIndex(scalar.access, scalar.dtype)),
        );
        return null;
      case "load":
        this.#name(
          scalar,
          this.#each(scalar, () => this.#writeLoad(scalar.buffer, scalar.access)),
        );
        return null;
      case "gather":
        this.#name(scalar, [this.#writeGather(scalar)]);
        return null;
      case "apply":
        this.#name(scalar, this.#writeApply(scalar));
        return null;
      case "guard":
        return this.#writeGuard(scalar);
    }
  }

  #name(scalar: Scalar, bundle: Bundle): void {
    this.#placement.name(scalar, bundle);
  }

  /** What is written for each vector, or once if it is the same in all. */
  #each(scalar: Scalar, write: () => Local): Bundle {
    const axis = this.#laneAxis;
    const { count } = this.#copies;
    if (axis === null || count === 1 || !this.#placement.varies(scalar, axis)) return [write()];
    const bundle = Array.from({ length: count }, (_, at) => {
      this.#nest.setLane(axis, at * this.#lanes);
      return write();
    });
    this.#nest.setLane(axis, 0);
    return bundle;
  }

  #writeApply(scalar: Scalar & { kind: "apply" }): Bundle {
    const { op, dtype, operands } = scalar;
    const bundles = operands.map((operand) => this.#placement.valueOf(operand));
    const forms = this.#copies.count > 1 ? formsOf(op, dtype) : null;
    if (forms !== null) {
      const { sizes } = this.#copies;
      if (sizes !== null && forms.plain !== null) this.#keepLargest(sizes, bundles[0]!);
      const formula = sizes === null ? forms.careful : (forms.plain ?? forms.careful);
      return this.#lockstep.apply(bundles, formula);
    }
    const types = operands.map((each) => each.dtype);
    const literals = operands.map((each) => (each.kind === "constant" ? each.value : null));
    const site = { f: this.#f, lanes: this.#lanes, callees: this.#callees, literals };
    return mapBundles(bundles, (...locals) => writeOperation(site, op, locals, types, dtype));
  }

  #keepLargest(sizes: Local, bundle: Bundle): void {
    for (const x of bundle) {
      this.#f.get(sizes);
      this.#f.get(sizeBits(this.#f, x));
      this.#f.emit("i32x4.max_s");
      this.#f.set(sizes);
    }
  }

  /** Bytes from one lane to the next. */
  #laneStride(place: Place): number {
    return this.#laneAxis === null || this.#lanes === 1 ? 0 : this.#nest.strideOf(place, this.#laneAxis);
  }

  #writeIndex(access: Access, dtype: DType): Local {
    const place = this.#nest.placeOf(null, access);
    this.#nest.pushIndex(place);
    const stride = this.#laneStride(place);
    if (stride === 0) return splatIndex(this.#f, dtype);
    this.#f.emit("i32x4.splat");
    const steps = this.#f.constant(Int32Array.of(0, stride, 2 * stride, 3 * stride));
    this.#f.get(steps);
    this.#f.emit("i32x4.add");
    return convert(this.#f, this.#f.keep("v128"), "i32", dtype);
  }

  #writeLoad(buffer: BufferId, access: Access): Local {
    const { dtype } = this.#nest.locationOf(buffer);
    const place = this.#nest.placeOf(buffer, access);
    const stride = this.#laneStride(place);
    if (stride === 0) return loadSplat(this.#f, dtype, this.#nest.pushAddress(place));
    if (stride === dtypes[dtype].bytes) {
      return loadNeighbours(this.#f, dtype, this.#lanes, this.#nest.pushAddress(place));
    }
    const near = loadNear(this.#f, dtype, this.#lanes, stride, (bytes) =>
      this.#nest.pushAddress(place, bytes),
    );
    if (near !== null) return near;
    return loadEach(this.#f, dtype, this.#lanes, (lane) => this.#nest.pushAddress(place, lane * stride));
  }

  /** A checked position, as a number of elements in a local. */
  writePosition(position: Scalar, lane: number, limit: number, fault: number): Local {
    const f = this.#f;
    f.get(this.local(position));
    if (position.dtype === "i32" || position.dtype === "bool") {
      f.emit("i32x4.extract_lane", lane);
      const whole = f.keep("i32");
      f.get(whole);
      f.emit("i32.const", limit);
      f.emit("i32.ge_u");
      this.#refuseIf(fault, () => {
        f.get(whole);
        f.emit("f64.convert_i32_s");
      });
      return whole;
    }
    if (position.dtype === "f64") {
      f.emit("f64x2.extract_lane", lane);
    } else {
      f.emit("f32x4.extract_lane", lane);
      f.emit("f64.promote_f32");
    }
    const number = f.keep("f64");
    f.get(number);
    f.emit("i32.trunc_sat_f64_s");
    const whole = f.keep("i32");
    f.get(whole);
    f.emit("f64.convert_i32_s");
    f.get(number);
    f.emit("f64.ne");
    f.get(whole);
    f.emit("i32.const", limit);
    f.emit("i32.ge_u");
    f.emit("i32.or");
    this.#refuseIf(fault, () => f.get(number));
    return whole;
  }

  #refuseIf(fault: number, pushPosition: () => void): void {
    const f = this.#f;
    f.branch(() => {
      f.emit("i32.const", fault);
      pushPosition();
      f.emit("call", this.#callees.refuse);
      f.emit("unreachable");
    });
  }

  #writeGather(scalar: Scalar & { kind: "gather" }): Local {
    const f = this.#f;
    const { dtype } = this.#nest.locationOf(scalar.buffer);
    const place = this.#nest.placeOf(scalar.buffer, scalar.access);
    const stride = this.#laneStride(place);
    const step = scalar.stride * dtypes[dtype].bytes;
    const push = (lane: number): number => {
      const position = this.writePosition(scalar.position, lane, scalar.limit, scalar.fault);
      return this.#nest.pushMovedAddress(place, position, step, lane * stride);
    };
    const varies = this.#laneAxis !== null && this.#placement.varies(scalar, this.#laneAxis);
    return varies && this.#lanes > 1 ? loadEach(f, dtype, this.#lanes, push) : loadSplat(f, dtype, push(0));
  }

  #writeGuard(scalar: Scalar & { kind: "guard" }): GuardBlock | null {
    const f = this.#f;
    const tests = this.#placement.testsOf(scalar);
    const undecided = tests === false ? false : this.#nest.undecided(tests);
    if (undecided === false) {
      this.#name(scalar, [constantOf(f, scalar.dtype, scalar.fill)]);
      return null;
    }
    const inside = this.#placement.missingBelow(scalar.inner);
    const results = this.#each(scalar, () => f.local("v128"));
    for (const result of results) {
      f.get(constantOf(f, scalar.dtype, scalar.fill));
      f.set(result);
    }
    if (undecided.length === 0) f.emit("i32.const", 1);
    else this.#nest.pushTests(undecided);
    f.emit("if", 0x40);
    this.enter();
    return { inside, close: () => this.#closeGuard(scalar, results) };
  }

  #closeGuard(scalar: Scalar & { kind: "guard" }, results: Bundle): void {
    const inner = this.#placement.valueOf(scalar.inner);
    for (const [at, result] of results.entries()) {
      this.#f.get(localAt(inner, at));
      this.#f.set(result);
    }
    this.leave();
    this.#f.emit("end");
    this.#name(scalar, results);
  }

  /** Writes the stores of the present index or lanes, after all that they read. */
  writeStores(stores: readonly Store[]): void {
    this.write(stores.map(({ value }) => value));
    for (const store of stores) {
      const bundle = this.#placement.valueOf(store.value);
      for (let at = 0; at < this.#copies.count; at++) {
        if (at > 0) this.#nest.setLane(this.#laneAxis!, at * this.#lanes);
        this.#writeStore(store, localAt(bundle, at));
      }
      if (this.#copies.count > 1) this.#nest.setLane(this.#laneAxis!, 0);
    }
  }

  #writeStore({ buffer, access, value }: Store, local: Local): void {
    const { dtype } = this.#nest.locationOf(buffer);
    const place = this.#nest.placeOf(buffer, access);
    const stride = this.#laneStride(place);
    const number = convert(this.#f, local, value.dtype, dtype);
    if (stride === 0 || stride === dtypes[dtype].bytes) {
      const lanes = stride === 0 ? 1 : this.#lanes;
      storeNeighbours(this.#f, dtype, lanes, number, () => this.#nest.pushAddress(place));
    } else {
      storeEach(this.#f, dtype, this.#lanes, number, (lane) => this.#nest.pushAddress(place, lane * stride));
    }
  }
}
