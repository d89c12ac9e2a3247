/** The part of the WebAssembly interface that is used, so that neither the browser's nor Node's types are needed; knows no module. */

/** One growing memory; `buffer` is a new one after growth, and the old one has length 0. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type WasmFunction = (...numbers: readonly number[]) => void;

export interface WasmEngine {
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  readonly Global: new (type: { value: "i32"; mutable: boolean }, value: number) => object;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly host: Readonly<Record<string, unknown>> },
  ) => { readonly exports: Readonly<Record<string, WasmFunction>> & { readonly run: WasmFunction } };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

/** The engine, or `undefined` where there is none. */
export function findEngine(): WasmEngine | undefined {
  return (globalThis as { readonly WebAssembly?: unknown }).WebAssembly as WasmEngine | undefined;
}
