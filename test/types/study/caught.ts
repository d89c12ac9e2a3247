/** Shape faults of the kinds that studies of PyTorch and TensorFlow programs report, and what the compilers say. */

/** The kind of fault, a program with it, and the message in the editor. */
export type Caught = readonly [kind: string, program: string, message: string];

export const caught: readonly Caught[] = [
  [
    "flattened size miscounted",
    "images.reshape([32, 785]);",
    "reshape: [32, 28, 28] has 25088 elements, [32, 785] has 25120",
  ],
  [
    "flattened features do not match the dense layer",
    "linear(1024, 10)(zeros([32, 8, 8, 12]).flatten(1));",
    "linear: needs [..., 1024], got [32, 768] (1024 ≠ 768 at axis -1)",
  ],
  [
    "flattening takes the batch along",
    "linear(784, 10)(images.flatten());",
    "linear: needs [..., 784], got [25088] (784 ≠ 25088 at axis -1)",
  ],
  [
    "weight stored transposed",
    "x.matmul(zeros([10, 784]));",
    "matmul: inner dimensions differ, [32, 784] × [10, 784] (784 ≠ 10)",
  ],
  [
    "one layer's width changed, the next forgotten",
    "sequential(linear(784, 128), relu(), linear(64, 10));",
    "sequential: layer 3 needs [..., 64], but [..., 128] reaches it (64 ≠ 128 at axis -1)",
  ],
  [
    "keys not transposed in attention",
    "queries.matmul(queries);",
    "matmul: inner dimensions differ, [8, 16, 64] × [8, 16, 64] (64 ≠ 16)",
  ],
  [
    "all axes reversed where the last two were meant",
    "queries.matmul(queries.transpose());",
    "matmul: inner dimensions differ, [8, 16, 64] × [64, 16, 8] (64 ≠ 16)",
  ],
  [
    "missing keepDims in centering",
    "x.sub(x.mean(1));",
    "sub: shapes do not broadcast, [32, 784] and [32] (784 ≠ 32 at axis -1)",
  ],
  [
    "missing keepDims in a softmax by hand",
    "scores.exp().div(scores.exp().sum(-1));",
    "div: shapes do not broadcast, [16, 10] and [16] (10 ≠ 16 at axis -1)",
  ],
  [
    "joined along the wrong axis",
    "concat([logits, zeros([32, 5])]);",
    "concat: sizes differ off axis 0, [32, 10] and [32, 5] (10 ≠ 5 at axis 1)",
  ],
  [
    "joined where stacking was meant",
    "const pair: Tensor<[2, 3]> = concat([zeros([3]), zeros([3])]);",
    "Type 'Tensor<[6]>' is not assignable to type 'Tensor<[2, 3]>'.",
  ],
  [
    "batch first against time first",
    "batchFirst.add(timeFirst);",
    "add: shapes do not broadcast, [batch, time, 64] and [time, batch, 64] (time ≠ batch at axis -2)",
  ],
  [
    "position table added to time-first sequences",
    "timeFirst.add(positions);",
    "add: shapes do not broadcast, [time, batch, 64] and [time, 64] (batch ≠ time at axis -2)",
  ],
  [
    "class numbers as a column",
    "crossEntropy(logits, zeros([32, 1], { dtype: 'i32' }));",
    "crossEntropy: logits [32, 10] need classes [32] or probabilities [32, 10], got [32, 1]",
  ],
  [
    "one-hot target with a class too few",
    "crossEntropy(logits, labels.oneHot(9));",
    "crossEntropy: logits [32, 10] need classes [32] or probabilities [32, 10], got [32, 9]",
  ],
  [
    "class numbers as floats",
    "crossEntropy(logits, zeros([32]));",
    'crossEntropy: classes are i32, got f32 (cast them with .cast("i32"))',
  ],
  [
    "regression target [N] against prediction [N, 1]",
    "mse(column, zeros([32]));",
    "mse: shapes differ, [32, 1] and [32] (rank 2 ≠ 1)",
  ],
  [
    "binary target [N, 1] against logits [N]",
    "binaryCrossEntropy(zeros([32]), column);",
    "binaryCrossEntropy: shapes differ, [32] and [32, 1] (rank 1 ≠ 2)",
  ],
  [
    "class axis last in a sequence loss",
    "crossEntropy(zeros([8, 20, 10]), zeros([8, 20], { dtype: 'i32' }));",
    "crossEntropy: logits [8, 20, 10] need classes [8, 10] or probabilities [8, 20, 10], got [8, 20]",
  ],
  [
    "axis of a reduction out of range",
    "logits.sum(2);",
    "sum: axis 2 is out of range for [32, 10] (axes are -2 to 1)",
  ],
  [
    "reduced over the wrong axis, then a bias added",
    "logits.sum(1).add(zeros([10]));",
    "add: shapes do not broadcast, [32] and [10] (32 ≠ 10 at axis -1)",
  ],
  [
    "best class sought over the batch",
    "logits.argMax(0).equal(labels);",
    "equal: shapes do not broadcast, [10] and [32] (10 ≠ 32 at axis -1)",
  ],
  [
    "reshape moves the batch behind the features",
    "linear(64, 10)(pictures.reshape([64, -1]));",
    "linear: needs [..., 64], got [64, batch] (64 ≠ batch at axis -1)",
  ],
  [
    "reshape to a fixed batch size",
    "pictures.reshape([32, 64]);",
    "reshape: [batch, 8, 8] has 64·batch elements, [32, 64] has 2048",
  ],
  [
    "embedding looked up with float ids",
    "table.take(zeros([32, 16]));",
    'take: indices are i32, got f32 (cast them with .cast("i32"))',
  ],
  [
    "vocabulary sizes differ",
    "labels.oneHot(1000).matmul(zeros([999, 64]));",
    "matmul: inner dimensions differ, [32, 1000] × [999, 64] (1000 ≠ 999)",
  ],
  [
    "bias of another width",
    "x.matmul(zeros([784, 10])).add(zeros([11]));",
    "add: shapes do not broadcast, [32, 10] and [11] (10 ≠ 11 at axis -1)",
  ],
  [
    "residual around a block that changes the width",
    "hidden.add(linear(64, 128)(hidden));",
    "add: shapes do not broadcast, [32, 64] and [32, 128] (64 ≠ 128 at axis -1)",
  ],
  [
    "one sample passed where a batch is expected",
    "step(zeros([784]), labels);",
    "argument 1 is [784], expected [batch, 784] (rank 1 ≠ 2)",
  ],
  [
    "images and labels from different batches",
    "step(zeros([64, 784]), labels);",
    '"batch" is 64 in argument 1 but 32 in argument 2',
  ],
  [
    "channels-first statistics, channels-last images",
    "zeros([32, 28, 28, 3]).sub(zeros([3, 1, 1]));",
    "sub: shapes do not broadcast, [32, 28, 28, 3] and [3, 1, 1] (28 ≠ 3 at axis -3)",
  ],
  [
    "squeeze takes away a batch of one",
    "crossEntropy(zeros([1, 10, 1]).squeeze(), zeros([1], { dtype: 'i32' }));",
    "crossEntropy: logits are [samples, classes, ...], got [10]",
  ],
  [
    "squeeze of an axis that is not 1",
    "logits.squeeze(1);",
    "squeeze: axis 1 of [32, 10] has size 10, not 1",
  ],
  [
    "permutation names too few axes",
    "images.transpose([0, 2]);",
    "transpose: [0, 2] does not order the axes of [32, 28, 28] (rank 2 ≠ 3)",
  ],
  [
    "permutation names an axis twice",
    "images.transpose([0, 2, 2]);",
    "transpose: axis 2 is named twice in [0, 2, 2]",
  ],
  [
    "heads do not divide the features",
    "queries.reshape([8, 16, 5, 13]);",
    "reshape: [8, 16, 64] has 8192 elements, [8, 16, 5, 13] has 8320",
  ],
  [
    "padding mask lacks its axes",
    "zeros([8, 4, 16, 16]).add(zeros([8, 16]));",
    "add: shapes do not broadcast, [8, 4, 16, 16] and [8, 16] (16 ≠ 8 at axis -2)",
  ],
  [
    "mask of floats as a condition",
    "where(zeros([32, 10]), logits, 0);",
    'where: needs bool, got f32 (cast it with .cast("bool"))',
  ],
  [
    "labels gathered without their own axis",
    "logits.gather(labels, 1);",
    "gather: ranks differ, [32, 10] and indices [32]",
  ],
  ["mean of whole numbers", "labels.mean();", 'mean: needs f32 or f64, got i32 (cast it with .cast("f32"))'],
  [
    "derivative of a loss that was never reduced",
    "logits.square().backward();",
    "backward: needs a scalar, got [32, 10] (reduce it first, for example with .sum())",
  ],
  [
    "double precision meets single",
    "logits.add(zeros([10], { dtype: 'f64' }));",
    'add: dtypes differ, f32 and f64 (cast one side with .cast("f32"))',
  ],
  [
    "evaluated on data with another number of features",
    "net(zeros([32, 785]));",
    "linear: needs [..., 784], got [32, 785] (784 ≠ 785 at axis -1)",
  ],
  [
    "targets shifted by one step too many",
    "const next: Tensor<[8, 16], 'i32'> = tokens.slice([null, [2, null]]);",
    `Type 'Tensor<[8, 15], "i32">' is not assignable to type 'Tensor<[8, 16], "i32">'.`,
  ],
  [
    "recurrent weight of another state",
    "hidden.matmul(zeros([128, 64]));",
    "matmul: inner dimensions differ, [32, 64] × [128, 64] (64 ≠ 128)",
  ],
  [
    "rows of unequal length",
    "tensor([[1, 2, 3], [4, 5]]);",
    "tensor: ragged data, [0] has shape [3] and [1] has [2]",
  ],
  [
    "dense layer after convolutions of a larger image",
    "cnn(zeros([32, 1, 30, 30]));",
    "sequential: layer 5, linear: needs [..., 1352], got [32, 1568] (1352 ≠ 1568 at axis -1)",
  ],
  [
    "channels-last images into a convolution",
    "zeros([32, 28, 28, 3]).conv2d(zeros([8, 3, 3, 3]));",
    "conv2d: channels differ, input [32, 28, 28, 3] and weight [8, 3, 3, 3] (28 ≠ 3 × 1)",
  ],
  [
    "convolution's channels do not follow each other",
    "sequential(conv2d(1, 8, 3), relu(), conv2d(16, 8, 3));",
    "sequential: layer 3 needs [n, 16, height, width], but [n, 8, number, number] reaches it (16 ≠ 8 at axis -3)",
  ],
  [
    "window larger than what is left of the image",
    "zeros([32, 8, 2, 2]).maxPool2d({ kernel: 3 });",
    "maxPool2d: a window of 3 is larger than axis 2 of [32, 8, 2, 2] (2 with padding)",
  ],
  [
    "one letter for two sizes in einsum",
    "einsum('bik,bjk->bij', queries, zeros([8, 20, 32]));",
    `einsum: [8, 16, 64] and [8, 20, 32] do not fit "bik,bjk->bij" ("k" is 64 in tensor 1 but 32 in tensor 2)`,
  ],
  [
    "scale of a norm as wide as the sequence",
    "queries.layerNorm(1, { gamma: zeros([16]) });",
    "layerNorm: gamma needs [64], got [16]",
  ],
  [
    "parts do not add up",
    "queries.split([21, 21, 21], 2);",
    "split: sizes [21, 21, 21] add up to 63, but axis 2 of [8, 16, 64] has 64",
  ],
  [
    "keys and values of different lengths",
    "attention(queries, zeros([8, 20, 64]), zeros([8, 16, 64]));",
    "attention: keys and values differ in number, [8, 20, 64] and [8, 16, 64] (20 ≠ 16)",
  ],
];
