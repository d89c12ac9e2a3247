/** Products, normalisations, cells and losses that do not fit, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongProducts: readonly WrongProgram[] = [
  [
    'einsum("ij,jk->ik", a, zeros([4, 5]));',
    `Argument of type '"ij,jk->ik"' is not assignable to parameter of type '"einsum: [2, 3] and [4, 5] do not fit \\"ij,jk->ik\\" (\\"j\\" is 3 in tensor 1 but 4 in tensor 2)"'.`,
  ],
  [
    'einsum("ij,jk->ik", a);',
    `Argument of type '"ij,jk->ik"' is not assignable to parameter of type '"einsum: \\"ij,jk->ik\\" names 2 tensors, got 1"'.`,
  ],
  [
    'einsum("ijk->k", a);',
    `Argument of type '"ijk->k"' is not assignable to parameter of type '"einsum: \\"ijk\\" in \\"ijk->k\\" needs rank 3, tensor 1 is [2, 3]"'.`,
  ],
  [
    'einsum("ij->ik", a);',
    `Argument of type '"ij->ik"' is not assignable to parameter of type '"einsum: the output of \\"ij->ik\\" names \\"k\\", which no input has"'.`,
  ],
  [
    'einsum("ij->ii", a);',
    `Argument of type '"ij->ii"' is not assignable to parameter of type '"einsum: the output of \\"ij->ii\\" names \\"i\\" twice"'.`,
  ],
  [
    'einsum("i1->i", a);',
    `Argument of type '"i1->i"' is not assignable to parameter of type '"einsum: unexpected \\"1\\" in \\"i1->i\\" (letters, commas, one \\"->\\", and \\"...\\" once for a tensor)"'.`,
  ],
  [
    'einsum("ij->->i", a);',
    `Argument of type '"ij->->i"' is not assignable to parameter of type '"einsum: unexpected \\"-\\" in \\"ij->->i\\" (letters, commas, one \\"->\\", and \\"...\\" once for a tensor)"'.`,
  ],
  [
    'einsum("i..j->i", a);',
    `Argument of type '"i..j->i"' is not assignable to parameter of type '"einsum: unexpected \\".\\" in \\"i..j->i\\" (letters, commas, one \\"->\\", and \\"...\\" once for a tensor)"'.`,
  ],
  [
    'einsum("ii->i", a);',
    `Argument of type '"ii->i"' is not assignable to parameter of type '"einsum: [2, 3] does not fit \\"ii->i\\" (\\"i\\" is 2 in tensor 1 but 3 in tensor 1)"'.`,
  ],
  [
    'einsum("...i,...i->...", a, zeros([4, 3]));',
    `Argument of type '"...i,...i->..."' is not assignable to parameter of type '"einsum: [2, 3] and [4, 3] do not fit \\"...i,...i->...\\" (\\"...\\" does not broadcast, 2 ≠ 4 at axis -1)"'.`,
  ],
  [
    'einsum("......i", a);',
    `Argument of type '"......i"' is not assignable to parameter of type '"einsum: unexpected \\"...\\" in \\"......i\\" (letters, commas, one \\"->\\", and \\"...\\" once for a tensor)"'.`,
  ],
  [
    'einsum("bi,bj->ij", batch, time);',
    `Argument of type '"bi,bj->ij"' is not assignable to parameter of type '"einsum: [batch, 784] and [time, 784] do not fit \\"bi,bj->ij\\" (\\"b\\" is batch in tensor 1 but time in tensor 2)"'.`,
  ],
  [
    'einsum("ij,kj", a, ids);',
    `Argument of type '"ij,kj"' is not assignable to parameter of type '"einsum: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "attention(zeros([2, 5, 8]), zeros([2, 7, 9]), zeros([2, 7, 8]));",
    `Argument of type 'Tensor<[2, 7, 8]>' is not assignable to parameter of type '"attention: queries and keys differ in features, [2, 5, 8] and [2, 7, 9] (8 ≠ 9)"'.`,
  ],
  [
    "attention(zeros([2, 5, 8]), zeros([2, 7, 8]), zeros([2, 6, 8]));",
    `Argument of type 'Tensor<[2, 6, 8]>' is not assignable to parameter of type '"attention: keys and values differ in number, [2, 7, 8] and [2, 6, 8] (7 ≠ 6)"'.`,
  ],
  [
    "attention(zeros([2, 5, 8]), zeros([3, 7, 8]), zeros([3, 7, 8]));",
    `Argument of type 'Tensor<[3, 7, 8]>' is not assignable to parameter of type '"attention: batch dimensions do not broadcast, [2, 5, 8], [3, 7, 8] and [3, 7, 8] (2 ≠ 3 at axis -3)"'.`,
  ],
  [
    "attention(vector, a, a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"attention: needs queries, keys and values of rank 2 or more, got [3], [2, 3] and [2, 3]"'.`,
  ],
  [
    'attention(zeros([5, 8]), zeros([7, 8]), zeros([7, 8]), { mask: zeros([5, 6], { dtype: "bool" }) });',
    `Argument of type 'Tensor<[7, 8]>' is not assignable to parameter of type '"attention: mask [5, 6] does not broadcast to the weights [5, 7]"'.`,
  ],
  [
    "attention(zeros([5, 8]), zeros([7, 8]), zeros([7, 8]), { mask: zeros([5, 7]) });",
    `Argument of type 'Tensor<[7, 8]>' is not assignable to parameter of type '"attention: needs bool, got f32 (cast it with .cast(\\"bool\\"))"'.`,
  ],
  [
    "attention(batch, time, batch);",
    `Argument of type 'Tensor<["batch", 784]>' is not assignable to parameter of type '"attention: keys and values differ in number, [time, 784] and [batch, 784] (time ≠ batch)"'.`,
  ],
  [
    "gruCell(a, zeros([2, 4]), zeros([12, 4]), zeros([12, 4]), zeros([12]), zeros([12]));",
    `Argument of type 'Tensor<[12]>' is not assignable to parameter of type '"gruCell: wIh needs [12, 3] for input [2, 3] and state [2, 4], got [12, 4]"'.`,
  ],
  [
    "gruCell(a, zeros([3, 4]), zeros([12, 3]), zeros([12, 4]), zeros([12]), zeros([12]));",
    `Argument of type 'Tensor<[12]>' is not assignable to parameter of type '"gruCell: input and state do not fit, [2, 3] and [3, 4]"'.`,
  ],
  [
    "gruCell(a, zeros([2, 4]), zeros([16, 3]), zeros([16, 4]), zeros([16]), zeros([16]));",
    `Argument of type 'Tensor<[16]>' is not assignable to parameter of type '"gruCell: wIh needs [12, 3] for input [2, 3] and state [2, 4], got [16, 3]"'.`,
  ],
  [
    "lstmCell(a, zeros([2, 4]), zeros([2, 5]), zeros([16, 3]), zeros([16, 4]), zeros([16]), zeros([16]));",
    `Argument of type 'Tensor<[16]>' is not assignable to parameter of type '"lstmCell: states differ, h [2, 4] and c [2, 5]"'.`,
  ],
  [
    "lstmCell(a, zeros([2, 4]), zeros([2, 4]), zeros([12, 3]), zeros([12, 4]), zeros([12]), zeros([12]));",
    `Argument of type 'Tensor<[12]>' is not assignable to parameter of type '"lstmCell: wIh needs [16, 3] for input [2, 3] and state [2, 4], got [12, 3]"'.`,
  ],
  [
    "a.layerNorm(3);",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"layerNorm: cannot normalise the last 3 axes of [2, 3]"'.`,
  ],
  [
    "a.layerNorm(1, { gamma: zeros([2]) });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"layerNorm: gamma needs [3], got [2]"'.`,
  ],
  [
    "ids.layerNorm();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"layerNorm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.rmsNorm({ gamma: zeros([4]) });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"rmsNorm: gamma needs [3], got [4]"'.`,
  ],
  [
    "scalar.rmsNorm();",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"rmsNorm: cannot normalise the last 1 axes of []"'.`,
  ],
  [
    "picture.groupNorm(2);",
    `Argument of type '2' is not assignable to parameter of type '"groupNorm: 3 channels of [4, 3, 28, 28] do not divide into 2 groups"'.`,
  ],
  [
    "vector.groupNorm(1);",
    `Argument of type '1' is not assignable to parameter of type '"groupNorm: needs [n, channels, …], got [3]"'.`,
  ],
  [
    "picture.instanceNorm({ gamma: zeros([4]) });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"instanceNorm: gamma needs [3], got [4]"'.`,
  ],
  [
    "vector.instanceNorm();",
    `The 'this' context of type 'Tensor<[3]>' is not assignable to method's 'this' of type '"instanceNorm: needs [n, channels, …], got [3]"'.`,
  ],
  [
    "picture.batchNorm({ mean: zeros([3]), variance: zeros([28]) });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"batchNorm: variance needs [3], got [28]"'.`,
  ],
  [
    "picture.batchNorm({ mean: zeros([4]), variance: zeros([3]) });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"batchNorm: mean needs [3], got [4]"'.`,
  ],
  [
    "a.batchNormTrain({ beta: zeros([2]) });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"batchNormTrain: beta needs [3], got [2]"'.`,
  ],
  [
    "zeros([1, 3]).batchNormTrain();",
    `The 'this' context of type 'Tensor<[1, 3]>' is not assignable to method's 'this' of type '"batchNormTrain: needs at least two values for each channel, [1, 3] has 1"'.`,
  ],
  [
    "a.l2Normalize(2);",
    `Argument of type '2' is not assignable to parameter of type '"l2Normalize: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "scalar.l2Normalize();",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"l2Normalize: axis -1 is out of range for [] (a scalar has no axes)"'.`,
  ],
  [
    'nll(a, zeros([3], { dtype: "i32" }));',
    `Argument of type 'Tensor<[3], "i32">' is not assignable to parameter of type '"nll: log-probabilities [2, 3] need classes [2], got [3]"'.`,
  ],
  [
    "nll(a, zeros([2]));",
    `Argument of type 'Tensor<[2]>' is not assignable to parameter of type '"nll: classes are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "nll(vector, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"nll: log-probabilities are [samples, classes, ...], got [3]"'.`,
  ],
  [
    "klDivergence(a, zeros([2, 4]));",
    `Argument of type 'Tensor<[2, 4]>' is not assignable to parameter of type '"klDivergence: shapes differ, [2, 3] and [2, 4] (3 ≠ 4 at axis 1)"'.`,
  ],
  [
    "klDivergence(a, vector);",
    `Argument of type 'Tensor<[3]>' is not assignable to parameter of type '"klDivergence: shapes differ, [2, 3] and [3] (rank 2 ≠ 1)"'.`,
  ],
  [
    "meanAbsoluteError(a, zeros([3, 2]));",
    `Argument of type 'Tensor<[3, 2]>' is not assignable to parameter of type '"meanAbsoluteError: shapes differ, [2, 3] and [3, 2] (2 ≠ 3 at axis 0)"'.`,
  ],
  [
    "meanAbsoluteError(a, vector);",
    `Argument of type 'Tensor<[3]>' is not assignable to parameter of type '"meanAbsoluteError: shapes differ, [2, 3] and [3] (rank 2 ≠ 1)"'.`,
  ],
  [
    "huber(a, zeros([2, 1]));",
    `Argument of type 'Tensor<[2, 1]>' is not assignable to parameter of type '"huber: shapes differ, [2, 3] and [2, 1] (3 ≠ 1 at axis 1)"'.`,
  ],
  ['huber(a, a, { delta: "1" });', "Type 'string' is not assignable to type 'number'."],
  [
    "smoothL1(a, zeros([2]));",
    `Argument of type 'Tensor<[2]>' is not assignable to parameter of type '"smoothL1: shapes differ, [2, 3] and [2] (rank 2 ≠ 1)"'.`,
  ],
  [
    'smoothL1(a, a, { reduction: "max" });',
    `Type '"max"' is not assignable to type 'Reduction | undefined'.`,
  ],
  [
    "cosineSimilarity(a, zeros([2, 2]));",
    `Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type '"cosineSimilarity: shapes differ, [2, 3] and [2, 2] (3 ≠ 2 at axis 1)"'.`,
  ],
  [
    "cosineSimilarity(a, a, { axis: 2 });",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"cosineSimilarity: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "binaryCrossEntropy(a, zeros([2]));",
    `Argument of type 'Tensor<[2]>' is not assignable to parameter of type '"binaryCrossEntropy: shapes differ, [2, 3] and [2] (rank 2 ≠ 1)"'.`,
  ],
  [
    'binaryCrossEntropy(a, a, { from: "logit" });',
    `Type '"logit"' is not assignable to type '"logits" | "probabilities" | undefined'. Did you mean '"logits"'?`,
  ],
  [
    "mse(batch, time);",
    `Argument of type 'Tensor<["time", 784]>' is not assignable to parameter of type '"mse: shapes differ, [batch, 784] and [time, 784] (batch ≠ time at axis 0)"'.`,
  ],
  [
    "zeros([94906267, 1]).add(zeros([1, 94906267]));",
    `Argument of type 'Tensor<[1, 94906267]>' is not assignable to parameter of type '"add: [94906267, 94906267] has more than 9007199254740991 elements"'.`,
  ],
  [
    "zeros([94906267, 1]).matmul(zeros([1, 94906267]));",
    `Argument of type 'Tensor<[1, 94906267]>' is not assignable to parameter of type '"matmul: [94906267, 94906267] has more than 9007199254740991 elements"'.`,
  ],
  [
    "stack([zeros([9007199254740991]), zeros([9007199254740991])]);",
    `Argument of type 'Tensor<[9007199254740991]>[]' is not assignable to parameter of type '"stack: [2, 9007199254740991] has more than 9007199254740991 elements"'.`,
  ],
  [
    "concat([zeros([9007199254740991]), zeros([9007199254740991])]);",
    `Argument of type 'Tensor<[9007199254740991]>[]' is not assignable to parameter of type '"concat: axis 0 of the result is larger than 9007199254740991"'.`,
  ],
  [
    "concat([zeros([94906265, 94906265]), zeros([94906265, 94906265])]);",
    `Argument of type 'Tensor<[94906265, 94906265]>[]' is not assignable to parameter of type '"concat: [189812530, 94906265] has more than 9007199254740991 elements"'.`,
  ],
  [
    "zeros([9007199254740991]).pad([[1, 0]]);",
    `Argument of type 'number[][]' is not assignable to parameter of type '"pad: axis 0 of the result is larger than 9007199254740991"'.`,
  ],
  [
    "zeros([94906265, 94906265]).pad([[1, 9000], [0, 0]]);",
    `Argument of type 'number[][]' is not assignable to parameter of type '"pad: [94915266, 94906265] has more than 9007199254740991 elements"'.`,
  ],
  [
    "zeros([3, 94906267]).take(zeros([94906267], { dtype: 'i32' }));",
    `Argument of type 'Tensor<[94906267], "i32">' is not assignable to parameter of type '"take: [94906267, 94906267] has more than 9007199254740991 elements"'.`,
  ],
];
