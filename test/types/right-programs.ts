/** Programs that fit, and the type the compilers print for each; knows no compiler. */

/** An expression, and its type as a user reads it. */
export type RightProgram = readonly [expression: string, type: string];

export const rightPrograms: readonly RightProgram[] = [
  // The shape comes from the literal.
  ["tensor([[1, 2], [3, 4]])", "Tensor<[2, 2]>"],
  ['tensor([1, 2, 3], { dtype: "i32" })', 'Tensor<[3], "i32">'],
  ["tensor([1, 2, 3, 4], { shape: [2, 2] })", "Tensor<[2, 2]>"],
  ["tensor([[], []])", "Tensor<[2, 0]>"],
  ["tensor(3)", "Tensor<[]>"],
  ["tensor(rows)", "Tensor<[number, number]>"],
  ["tensor(new Float32Array(4))", "Tensor<[number]>"],
  ["zeros([2, 3])", "Tensor<[2, 3]>"],
  ["zeros(sizes)", "Tensor<number[]>"],
  // Sizes are exact.
  ["zeros([123456, 98765]).flatten()", "Tensor<[12193131840]>"],
  ["zeros([32, 28, 28]).reshape([-1, 784])", "Tensor<[32, 784]>"],
  ["concat([a, a, a], -1)", "Tensor<[2, 9]>"],
  ["stack([a, a], -1)", "Tensor<[2, 3, 2]>"],
  ["zeros([10]).slice([[-1, null, -3]])", "Tensor<[4]>"],
  ["a.pad([[1, 1], [0, -2]])", "Tensor<[4, 1]>"],
  ["zeros([2, 1, 3, 4]).matmul(zeros([5, 4, 6]))", "Tensor<[2, 5, 3, 6]>"],
  ["zeros([3]).matmul(zeros([3]))", "Tensor<[]>"],
  ["a.add(1).relu().exp()", "Tensor<[2, 3]>"],
  ["a.sum([0, -1], { keepDims: true })", "Tensor<[1, 1]>"],
  ["a.sum([])", "Tensor<[2, 3]>"],
  ["a.mean()", "Tensor<[]>"],
  ["a.softmax()", "Tensor<[2, 3]>"],
  ["zeros([2, 0, 3]).sum(1)", "Tensor<[2, 3]>"],
  ["zeros([1, 2, 1, 2, 1, 2, 1, 2]).squeeze()", "Tensor<[2, 2, 2, 2]>"],
  ["zeros([1, 2, 3, 4, 5, 6, 7, 8]).transpose()", "Tensor<[8, 7, 6, 5, 4, 3, 2, 1]>"],
  // Element types.
  ["a.greater(0)", 'Tensor<[2, 3], "bool">'],
  ["a.greater(0).where(a, 0)", "Tensor<[2, 3]>"],
  ["where(a.less(zeros([3])), ids, 1)", 'Tensor<[2, 3], "i32">'],
  ["a.argMax(1)", 'Tensor<[2], "i32">'],
  ["ids.oneHot(10)", "Tensor<[2, 3, 10]>"],
  ['a.cast("f64").sum()', 'Tensor<[], "f64">'],
  ["a.take(ids, 1)", "Tensor<[2, 2, 3]>"],
  ["a.gather(ids, 1)", "Tensor<[2, 3]>"],
  ["ids.data()", "Int32Array<ArrayBufferLike>"],
  ["a.toArray()", "number[][]"],
  ["a.grad", "Tensor<[2, 3]> | undefined"],
  // Names flow, and unknown sizes are no error.
  ["batch.matmul(zeros([784, 10])).add(zeros([10]))", 'Tensor<["batch", 10]>'],
  ["batch.add(batch)", 'Tensor<["batch", 784]>'],
  ["batch.add(zeros([1, 784]))", 'Tensor<["batch", 784]>'],
  ["batch.reshape([-1, 28, 28])", 'Tensor<["batch", 28, 28]>'],
  ['pictures.reshape(["batch", 64])', 'Tensor<["batch", 64]>'],
  ["pictures.flatten(1)", 'Tensor<["batch", 64]>'],
  ["pictures.flatten()", "Tensor<[number]>"],
  ["batch.reshape([-1, 783])", "Tensor<[number, 783]>"],
  ["concat([batch, batch])", "Tensor<[number, 784]>"],
  ["batch.slice([null, [0, 100]])", 'Tensor<["batch", 100]>'],
  ["unknown.add(a)", "Tensor<[2, 3]>"],
  ["unknown.matmul(zeros([3, 4]))", "Tensor<[number, 4]>"],
  ["unknown.reshape([7])", "Tensor<[7]>"],
  ["anything.add(a)", "Tensor<Shape>"],
  ["anything.sum()", "Tensor<[]>"],
  ["anything.matmul(a)", "Tensor<Shape>"],
  // Functions whose sizes are parameters.
  ["block(zeros([7, 64]))", "Tensor<[7, 64]>"],
  ["attend(zeros([2, 5, 64]))", "Tensor<[5, 2, 64]>"],
  ["shapeless(a)", "Tensor<[2, 3]>"],
  // Named dims are bound when the function is called.
  ['step(zeros([64, 784]), zeros([64], { dtype: "i32" }))', "Tensor<[]>"],
  ["double(zeros([4]))", "{ twice: Tensor<[4]>; all: [Tensor<[4]>]; }"],
  ["double(unknownRow)", "{ twice: Tensor<[number]>; all: [Tensor<[number]>]; }"],
  // Layers.
  ["net(zeros([32, 784]))", "Tensor<[32, 10]>"],
  ["net(zeros([784]))", "Tensor<[10]>"],
  ["net(batch)", 'Tensor<["batch", 10]>'],
  ["sequential(linear(784, 64), relu(), linear(64, 10))(zeros([5, 2, 784]))", "Tensor<[5, 2, 10]>"],
  ["sequential(relu(), flat, linear(64, 10))(pictures)", 'Tensor<["batch", 10]>'],
  // A failed operation's result is no better than a tensor of any shape.
  ["failed", "Tensor<Shape>"],
];
