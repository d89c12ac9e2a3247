/** The object behind every tensor a user holds: a node, and its values once it has run. Types are added elsewhere. */

import type { DType, TypedArray } from "../base/dtype.ts";
import type { Node } from "../graph/node.ts";
import { realizeNodes, type Storage, storageOf, storageSource } from "../runtime/index.ts";
import { sizeOf } from "../shape/index.ts";
import { readVariable, refuseInTrace, type VariableCell } from "./trace.ts";

/** What a handle stands for: a node of a graph, finished values, or contents that change. */
export type Content =
  | { readonly kind: "node"; readonly node: Node }
  | {
      readonly kind: "storage";
      readonly storage: Storage;
      readonly shape: readonly number[];
      node: Node | null;
    }
  | { readonly kind: "variable"; readonly cell: VariableCell };

/** The untyped tensor; `Tensor<…>` is the view of it that users see. */
export class TensorHandle {
  readonly #content: Content;

  constructor(content: Content) {
    this.#content = content;
  }

  /** The node for the present values. */
  get node(): Node {
    const content = this.#content;
    if (content.kind === "node") return content.node;
    if (content.kind === "variable") return readVariable(content.cell);
    content.node ??= storageSource(content.storage, content.shape);
    return content.node;
  }

  /** The variable of a parameter; `null` for every other tensor. */
  get variable(): VariableCell | null {
    return this.#content.kind === "variable" ? this.#content.cell : null;
  }

  get shape(): readonly number[] {
    const content = this.#content;
    if (content.kind === "node") return content.node.shape;
    return content.kind === "variable" ? content.cell.shape : content.shape;
  }

  get dtype(): DType {
    const content = this.#content;
    if (content.kind === "node") return content.node.dtype;
    return content.kind === "variable" ? content.cell.storage.dtype : content.storage.dtype;
  }

  get rank(): number {
    return this.shape.length;
  }

  get size(): number {
    return sizeOf(this.shape);
  }

  /** Where the present elements are, computed if they are not yet. */
  get storage(): Storage {
    const content = this.#content;
    if (content.kind === "storage") return content.storage;
    if (content.kind === "variable") return content.cell.storage;
    const { node } = content;
    return storageOf(node) ?? realizeNodes([node])[0]!;
  }

  /** The elements in row-major order, which stay as they are; never to be written by the caller. */
  elements(): TypedArray {
    const { storage } = this;
    return this.#content.kind === "variable" ? storage.array.slice() : storage.snapshot();
  }

  /** The elements if they are there already, without computing anything; to be used at once. */
  finished(): TypedArray | null {
    const content = this.#content;
    const storage = content.kind === "node" ? storageOf(content.node) : this.storage;
    return storage === undefined || storage.isOver ? null : storage.array;
  }

  /** Whether it had elements that a later call has written over. */
  get isOver(): boolean {
    return this.#content.kind === "storage" && this.#content.storage.isOver;
  }

  /** The elements, to be used at once, refusing with the method's name where no values can exist. */
  read(op: string): TypedArray {
    if (this.#content.kind !== "storage") refuseInTrace(op);
    return this.storage.array;
  }
}
