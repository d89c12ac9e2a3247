/** Writes graphs as ONNX models, operator set 17 of the default domain; knows no runtime. */

/** Protocol Buffers' wire format, as far as models need it. */
class Message {
  readonly #bytes: number[] = [];

  #varint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) | 128);
    this.#bytes.push(rest);
  }

  integer(field: number, value: number): this {
    this.#varint(field * 8);
    this.#varint(value);
    return this;
  }

  float(field: number, value: number): this {
    this.#varint(field * 8 + 5);
    this.#bytes.push(...new Uint8Array(Float32Array.of(value).buffer));
    return this;
  }

  block(field: number, content: Message | Uint8Array | string): this {
    const bytes =
      content instanceof Message
        ? content.#bytes
        : typeof content === "string"
          ? new TextEncoder().encode(content)
          : content;
    this.#varint(field * 8 + 2);
    this.#varint(bytes.length);
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

type Attribute = number | readonly number[] | { readonly float: number };

/** A graph under construction; values are known by their names. */
export class OnnxGraph {
  readonly #graph = new Message().block(2, "graph");
  #names = 0;

  #name(): string {
    return `v${this.#names++}`;
  }

  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const output = this.#name();
    const node = new Message();
    for (const input of inputs) node.block(1, input);
    node.block(2, output).block(4, operator);
    for (const [name, value] of Object.entries(attributes)) {
      const attribute = new Message().block(1, name);
      if (typeof value === "number") attribute.integer(3, value).integer(20, 2);
      else if ("float" in value) attribute.float(2, value.float).integer(20, 1);
      else {
        for (const each of value) attribute.integer(8, each);
        attribute.integer(20, 7);
      }
      node.block(5, attribute);
    }
    this.#graph.block(1, node);
    return output;
  }

  #initial(type: number, shape: readonly number[], data: ArrayBufferView): string {
    const name = this.#name();
    const tensor = new Message();
    for (const size of shape) tensor.integer(1, size);
    tensor.integer(2, type).block(8, name);
    this.#graph.block(5, tensor.block(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
    return name;
  }

  /** A tensor that is part of the model, as weights are. */
  floats(shape: readonly number[], data: Float32Array): string {
    return this.#initial(1, shape, data);
  }

  integers(...values: readonly number[]): string {
    return this.#initial(7, [values.length], BigInt64Array.from(values, BigInt));
  }

  #declare(name: string, shape: readonly number[] | null): Message {
    const type = new Message().integer(1, 1);
    if (shape !== null) {
      const dims = new Message();
      for (const size of shape) dims.block(1, new Message().integer(1, size));
      type.block(2, dims);
    }
    return new Message().block(1, name).block(2, new Message().block(1, type));
  }

  /** A tensor given at each run. */
  input(shape: readonly number[]): string {
    const name = this.#name();
    this.#graph.block(11, this.#declare(name, shape));
    return name;
  }

  /** The whole model, whose only result is the given value. */
  finish(output: string): Uint8Array {
    const operators = new Message().block(1, "").integer(2, 17);
    const graph = this.#graph.block(12, this.#declare(output, null));
    return new Message().integer(1, 8).block(7, graph).block(8, operators).finish();
  }
}
