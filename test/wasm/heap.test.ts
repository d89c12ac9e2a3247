/** Blocks of the heap never overlap, join again when freed, survive growth and say so when memory ends. */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValueError } from "../../src/base/errors.ts";
import { Heap } from "../../src/runtime/heap.ts";

/** The start of a block, or `null` where memory has ended. */
function allocateIfPossible(heap: Heap, bytes: number, owner: object): number | null {
  try {
    return heap.allocate(bytes, owner);
  } catch (error) {
    expect(error).toBeInstanceOf(ValueError);
    return null;
  }
}

describe("the heap", () => {
  it("gives blocks apart, aligned, and takes all of them back", () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.boolean()), { maxLength: 60 });
    const property = fc.property(sizes, fc.constantFrom(1, 2, 65_536), (steps, maximumPages) => {
      const heap = new Heap({ maximumPages });
      const alive: { owner: object; start: number; bytes: number }[] = [];
      for (const [bytes, frees] of steps) {
        if (frees && alive.length > 0) {
          const [{ owner }] = alive.splice(bytes % alive.length, 1) as [(typeof alive)[0]];
          heap.release(owner);
          continue;
        }
        const owner = {};
        const start = allocateIfPossible(heap, bytes, owner);
        if (start === null) continue;
        expect(start % 16).toBe(0);
        for (const other of alive) {
          expect(start + bytes <= other.start || other.start + other.bytes <= start).toBe(true);
        }
        alive.push({ owner, start, bytes });
        expect(start + bytes).toBeLessThanOrEqual(heap.totalBytes);
      }
      for (const { owner } of alive) heap.release(owner);
      expect(heap.usedBytes).toBe(0);
    });
    fc.assert(property, { seed: 7, numRuns: 100 });
  });

  it("does not grow over many rounds of equal blocks", () => {
    const heap = new Heap();
    const round = (): void => {
      const owners = [40, 3000, 90_000, 16].map((bytes) => {
        const owner = {};
        return { owner, start: heap.allocate(bytes, owner) };
      });
      for (const { owner } of owners) heap.release(owner);
    };
    round();
    const before = heap.totalBytes;
    for (let count = 0; count < 10_000; count++) round();
    expect(heap.totalBytes).toBe(before);
  });

  it("joins neighbours, so that a large block fits where small ones were", () => {
    const heap = new Heap();
    const blocks = Array.from({ length: 8 }, () => {
      const owner = {};
      return { owner, start: heap.allocate(20_000, owner) };
    });
    for (const index of [0, 2, 1, 7, 5, 6, 4, 3]) heap.release(blocks[index]!.owner);
    const before = heap.totalBytes;
    expect(heap.allocate(159_000, {})).toBe(blocks[0]!.start);
    expect(heap.totalBytes).toBe(before);
  });

  it("grows only by what the last free block lacks", () => {
    const heap = new Heap({ maximumPages: 4 });
    const [first, last] = [{}, {}];
    heap.allocate(2000, first);
    heap.allocate(150_000, last);
    heap.release(last);
    expect(heap.allocate(4 * 65_536 - 2064, {})).toBe(2064);
    expect(() => heap.allocate(2000, {})).toThrow(/^out of memory: 2000 bytes/);
    heap.release(first);
    expect(heap.allocate(2000, {})).toBe(64);
  });

  it("keeps contents when it grows, and holds only arrays of the present memory", () => {
    const heap = new Heap();
    const start = heap.allocate(16, {});
    const view = heap.view("f32", start, 4);
    view.set([1, 2, 3, 4]);
    expect(heap.holds(view)).toBe(true);
    heap.allocate(10_000_000, {});
    expect(view.length).toBe(0);
    expect([...heap.view("f32", start, 4)]).toEqual([1, 2, 3, 4]);
    expect(heap.holds(new Float32Array(4))).toBe(false);
  });

  it("fills fresh and freed blocks with NaN in tests", () => {
    const heap = new Heap();
    const owner = {};
    const freed = heap.allocate(2000, owner);
    heap.view("f32", freed, 500).fill(1);
    heap.release(owner);
    expect(heap.view("f32", freed, 500).every(Number.isNaN)).toBe(true);
    const start = heap.allocate(24, {});
    expect([...heap.view("f32", start, 6), ...heap.view("f64", start, 3)].every(Number.isNaN)).toBe(true);
  });

  it("says how much was asked for when memory ends, and goes on", () => {
    const heap = new Heap();
    const start = heap.allocate(16, {});
    expect(() => heap.allocate(5 * 2 ** 30, {})).toThrow(ValueError);
    expect(() => heap.allocate(5 * 2 ** 30, {})).toThrow(
      /^out of memory: 5368709120 bytes asked for with 16 in use/,
    );
    expect(heap.view("f32", start, 4).length).toBe(4);
  });

  it("frees all blocks of an owner, once", () => {
    const heap = new Heap();
    const [owner, other] = [{}, {}];
    for (const bytes of [40, 40, 5000]) heap.allocate(bytes, owner);
    heap.allocate(32, other);
    for (let turn = 0; turn < 2; turn++) {
      heap.release(owner);
      expect(heap.usedBytes).toBe(32);
    }
  });
});
