/** The floors of the house as data: what stands above what; knows no file. */

/** One floor: the places on it, each a folder or a file, and the group within which files may import sideways. */
export interface Floor {
  readonly floor: number;
  readonly places: readonly string[];
  /** Whether the floor's places are one room: they may import each other. */
  readonly oneRoom?: boolean;
}

/** Imports point down this table, or stay within one place. */
export const floors: readonly Floor[] = [
  {
    floor: 10,
    places: ["src/index.ts", "src/nn", "src/optim", "src/loss", "src/train", "src/data", "src/check"],
  },
  { floor: 9, places: ["src/tensor", "src/tensor.ts", "src/jit.ts", "src/jit"], oneRoom: true },
  { floor: 8, places: ["src/runtime"] },
  { floor: 7, places: ["src/codegen"] },
  { floor: 6, places: ["src/kernel"] },
  { floor: 5, places: ["src/autodiff", "src/optimize", "src/export"] },
  { floor: 4, places: ["src/ops"] },
  { floor: 3, places: ["src/graph"] },
  { floor: 2, places: ["src/shape"] },
  { floor: 1, places: ["src/base"] },
  { floor: 0, places: ["types"] },
];

/** Where a file stands: its floor, and the room in which it may import freely; null outside the house. */
export function locate(path: string): { readonly floor: number; readonly room: string } | null {
  for (const { floor, places, oneRoom } of floors) {
    const place = places.find((each) => path === each || path.startsWith(`${each}/`));
    if (place !== undefined) return { floor, room: oneRoom ? `floor ${floor}` : place };
  }
  return null;
}
