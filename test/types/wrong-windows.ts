/** Convolutions, pools and layers that do not fit, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongWindows: readonly WrongProgram[] = [
  [
    "sequence.conv1d(zeros([8, 4, 3]));",
    `Argument of type 'Tensor<[8, 4, 3]>' is not assignable to parameter of type '"conv1d: channels differ, input [4, 3, 100] and weight [8, 4, 3] (3 ≠ 4 × 1)"'.`,
  ],
  [
    "sequence.conv1d(zeros([8, 3, 3]), { dilation: 60 });",
    `Argument of type 'Tensor<[8, 3, 3]>' is not assignable to parameter of type '"conv1d: a window of 121 is larger than axis 2 of [4, 3, 100] (100 with padding)"'.`,
  ],
  [
    "sequence.conv1d(zeros([8, 3]));",
    `Argument of type 'Tensor<[8, 3]>' is not assignable to parameter of type '"conv1d: needs weight [out, channels/groups, length], got [8, 3]"'.`,
  ],
  [
    "a.conv1d(zeros([8, 3, 3]));",
    `Argument of type 'Tensor<[8, 3, 3]>' is not assignable to parameter of type '"conv1d: needs input [n, channels, length], got [2, 3]"'.`,
  ],
  [
    "sequence.conv1d(zeros([8, 3, 3]), { stride: [1, 2] });",
    `Argument of type 'Tensor<[8, 3, 3]>' is not assignable to parameter of type '"conv1d: stride needs one number or 1, got [1, 2]"'.`,
  ],
  [
    "sequence.conv1d(zeros([8, 3, 3]), { padding: [[1, 1], [1, 1]] });",
    `Argument of type 'Tensor<[8, 3, 3]>' is not assignable to parameter of type '"conv1d: padding needs 1 pairs, the number of pairs is 2"'.`,
  ],
  [
    "picture.conv2d(zeros([8, 1, 3, 3]));",
    `Argument of type 'Tensor<[8, 1, 3, 3]>' is not assignable to parameter of type '"conv2d: channels differ, input [4, 3, 28, 28] and weight [8, 1, 3, 3] (3 ≠ 1 × 1)"'.`,
  ],
  [
    "picture.conv2d(zeros([8, 3, 29, 3]));",
    `Argument of type 'Tensor<[8, 3, 29, 3]>' is not assignable to parameter of type '"conv2d: a window of 29 is larger than axis 2 of [4, 3, 28, 28] (28 with padding)"'.`,
  ],
  [
    "picture.conv2d(zeros([8, 3, 3, 3]), { stride: 0 });",
    `Argument of type 'Tensor<[8, 3, 3, 3]>' is not assignable to parameter of type '"conv2d: stride 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "picture.conv2d(zeros([8, 3, 3, 3]), { padding: -1 });",
    `Argument of type 'Tensor<[8, 3, 3, 3]>' is not assignable to parameter of type '"conv2d: padding -1 is not allowed (needs a whole number from 0 on)"'.`,
  ],
  [
    'picture.conv2d(zeros([8, 3, 3, 3]), { padding: "sane" });',
    `Type '"sane"' is not assignable to type 'Padding | undefined'.`,
  ],
  [
    "picture.conv2d(zeros([8, 3, 3, 3]), { bias: zeros([3]) });",
    `Argument of type 'Tensor<[8, 3, 3, 3]>' is not assignable to parameter of type '"conv2d: bias needs [8], got [3]"'.`,
  ],
  [
    "picture.conv2d(zeros([8, 3, 3, 3]), { groups: 2 });",
    `Argument of type 'Tensor<[8, 3, 3, 3]>' is not assignable to parameter of type '"conv2d: 3 input channels do not divide into 2 groups"'.`,
  ],
  [
    'picture.conv2d(zeros([8, 3, 3, 3], { dtype: "f64" }));',
    `Argument of type 'Tensor<[8, 3, 3, 3], "f64">' is not assignable to parameter of type '"conv2d: dtypes differ, f32 and f64 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "picture.conv2d(zeros([8, 3, 3, 3]), { strides: 2 });",
    "Object literal may only specify known properties, but 'strides' does not exist in type 'ConvSettings<1, 0, 1, 1, undefined>'. Did you mean to write 'stride'?",
  ],
  [
    "named.conv2d(zeros([8, 4, 3, 3]));",
    `Argument of type 'Tensor<[8, 4, 3, 3]>' is not assignable to parameter of type '"conv2d: channels differ, input [n, 3, height, width] and weight [8, 4, 3, 3] (3 ≠ 4 × 1)"'.`,
  ],
  [
    "sequence.convTranspose1d(zeros([4, 8, 3]));",
    `Argument of type 'Tensor<[4, 8, 3]>' is not assignable to parameter of type '"convTranspose1d: channels differ, input [4, 3, 100] and weight [4, 8, 3] (3 ≠ 4)"'.`,
  ],
  [
    "sequence.convTranspose1d(zeros([3, 8, 3]), { outputPadding: 1 });",
    `Argument of type 'Tensor<[3, 8, 3]>' is not assignable to parameter of type '"convTranspose1d: outputPadding 1 is not smaller than stride 1 or dilation 1"'.`,
  ],
  [
    "picture.convTranspose2d(zeros([8, 3, 3, 3]));",
    `Argument of type 'Tensor<[8, 3, 3, 3]>' is not assignable to parameter of type '"convTranspose2d: channels differ, input [4, 3, 28, 28] and weight [8, 3, 3, 3] (3 ≠ 8)"'.`,
  ],
  [
    "picture.convTranspose2d(zeros([3, 8, 3, 3]), { padding: 15 });",
    `Argument of type 'Tensor<[3, 8, 3, 3]>' is not assignable to parameter of type '"convTranspose2d: nothing is left of axis 2 of [4, 3, 28, 28] (size 0)"'.`,
  ],
  [
    "sequence.maxPool1d({ kernel: 101 });",
    `The 'this' context of type 'Tensor<[4, 3, 100]>' is not assignable to method's 'this' of type '"maxPool1d: a window of 101 is larger than axis 2 of [4, 3, 100] (100 with padding)"'.`,
  ],
  [
    "picture.maxPool1d({ kernel: 2 });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"maxPool1d: needs input [n, channels, length], got [4, 3, 28, 28]"'.`,
  ],
  [
    "picture.maxPool2d({ kernel: 2, padding: 2 });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"maxPool2d: padding 2 is more than half of kernel 2"'.`,
  ],
  [
    "picture.maxPool2d({ kernel: [2, 2, 2] });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"maxPool2d: kernel needs one number or 2, got [2, 2, 2]"'.`,
  ],
  [
    "images.maxPool2d({ kernel: 2 });",
    `The 'this' context of type 'Tensor<[32, 28, 28]>' is not assignable to method's 'this' of type '"maxPool2d: needs input [n, channels, height, width], got [32, 28, 28]"'.`,
  ],
  [
    "picture.maxPool2d({ kernel: 2, stride: 0 });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"maxPool2d: stride 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "sequence.avgPool1d({ kernel: 0 });",
    `The 'this' context of type 'Tensor<[4, 3, 100]>' is not assignable to method's 'this' of type '"avgPool1d: kernel 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "picture.avgPool1d({ kernel: 2 });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"avgPool1d: needs input [n, channels, length], got [4, 3, 28, 28]"'.`,
  ],
  [
    "picture.avgPool2d({ kernel: 30 });",
    `The 'this' context of type 'Tensor<[4, 3, 28, 28]>' is not assignable to method's 'this' of type '"avgPool2d: a window of 30 is larger than axis 2 of [4, 3, 28, 28] (28 with padding)"'.`,
  ],
  [
    "sequence.avgPool2d({ kernel: 2 });",
    `The 'this' context of type 'Tensor<[4, 3, 100]>' is not assignable to method's 'this' of type '"avgPool2d: needs input [n, channels, height, width], got [4, 3, 100]"'.`,
  ],
  [
    "a.globalAveragePool();",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"globalAveragePool: needs input [n, channels, …], got [2, 3]"'.`,
  ],
  [
    "ids.globalAveragePool();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"globalAveragePool: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "vector.globalMaxPool();",
    `The 'this' context of type 'Tensor<[3]>' is not assignable to method's 'this' of type '"globalMaxPool: needs input [n, channels, …], got [3]"'.`,
  ],
  [
    "a.globalMaxPool();",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"globalMaxPool: needs input [n, channels, …], got [2, 3]"'.`,
  ],
  [
    "picture.adaptiveAveragePool2d([2]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"adaptiveAveragePool2d: outputSize needs one number or 2, got [2]"'.`,
  ],
  [
    "sequence.adaptiveAveragePool2d([2, 2]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"adaptiveAveragePool2d: needs input [n, channels, height, width], got [4, 3, 100]"'.`,
  ],
  [
    "picture.upsampleNearest2d(0);",
    `Argument of type '0' is not assignable to parameter of type '"upsampleNearest2d: scale 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "sequence.upsampleNearest2d(2);",
    `Argument of type '2' is not assignable to parameter of type '"upsampleNearest2d: needs input [n, channels, height, width], got [4, 3, 100]"'.`,
  ],
  [
    "conv2d(3, 8, 3)(zeros([4, 1, 28, 28]));",
    `Argument of type 'Tensor<[4, 1, 28, 28]>' is not assignable to parameter of type '"conv2d: channels differ, input [4, 1, 28, 28] and weight [8, 3, 3, 3] (1 ≠ 3 × 1)"'.`,
  ],
  [
    "conv2d(3, 8, 3, { groups: 2 });",
    `Argument of type '8' is not assignable to parameter of type '"conv2d: 3 input channels do not divide into 2 groups"'.`,
  ],
  [
    "conv2d(0, 8, 3);",
    `Argument of type '0' is not assignable to parameter of type '"conv2d: input 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "conv1d(3, 8, 3)(picture);",
    `Argument of type 'Tensor<[4, 3, 28, 28]>' is not assignable to parameter of type '"conv1d: needs input [n, channels, length], got [4, 3, 28, 28]"'.`,
  ],
  [
    "conv1d(4, 6, 3, { groups: 4 });",
    `Argument of type '6' is not assignable to parameter of type '"conv1d: 6 output channels do not divide into 4 groups"'.`,
  ],
  [
    "maxPool2d(2)(sequence);",
    `Argument of type 'Tensor<[4, 3, 100]>' is not assignable to parameter of type '"maxPool2d: needs input [n, channels, height, width], got [4, 3, 100]"'.`,
  ],
  [
    "maxPool2d(30)(picture);",
    `Argument of type 'Tensor<[4, 3, 28, 28]>' is not assignable to parameter of type '"maxPool2d: a window of 30 is larger than axis 2 of [4, 3, 28, 28] (28 with padding)"'.`,
  ],
  [
    "avgPool2d(2, { padding: 2 });",
    `Argument of type '2' is not assignable to parameter of type '"avgPool2d: padding 2 is more than half of kernel 2"'.`,
  ],
  [
    "avgPool2d(2)(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"avgPool2d: needs input [n, channels, height, width], got [2, 3]"'.`,
  ],
  [
    "flatten()(vector);",
    `Argument of type 'Tensor<[3]>' is not assignable to parameter of type '"flatten: axis 1 is out of range for [3] (axes are -1 to 0)"'.`,
  ],
  [
    "flatten()(scalar);",
    `Argument of type 'Tensor<[]>' is not assignable to parameter of type '"flatten: axis 1 is out of range for [] (axes are -1 to 0)"'.`,
  ],
  [
    "layerNorm(4)(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"layerNorm: needs [..., 4], got [2, 3] (4 ≠ 3 at axis -1)"'.`,
  ],
  [
    "layerNorm(3)(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"layerNorm: needs f32, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "embedding(10, 4)(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"embedding: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    'embedding(10, 4)(zeros([2], { dtype: "f64" }));',
    `Argument of type 'Tensor<[2], "f64">' is not assignable to parameter of type '"embedding: indices are i32, got f64 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "convolutional(zeros([32, 1, 27, 28]));",
    `Argument of type 'Tensor<[32, 1, 27, 28]>' is not assignable to parameter of type '"sequential: layer 5, linear: needs [..., 1352], got [32, 1248] (1352 ≠ 1248 at axis -1)"'.`,
  ],
  [
    "convolutional(zeros([32, 3, 28, 28]));",
    `Argument of type 'Tensor<[32, 3, 28, 28]>' is not assignable to parameter of type '"sequential: layer 1, conv2d: channels differ, input [32, 3, 28, 28] and weight [8, 1, 3, 3] (3 ≠ 1 × 1)"'.`,
  ],
  [
    "convolutional(zeros([32, 28, 28]));",
    `Argument of type 'Tensor<[32, 28, 28]>' is not assignable to parameter of type '"sequential: layer 1, conv2d: needs input [n, channels, height, width], got [32, 28, 28]"'.`,
  ],
  [
    'convolutional(zeros([32, 1, 28, 28], { dtype: "i32" }));',
    `Argument of type 'Tensor<[32, 1, 28, 28], "i32">' is not assignable to parameter of type '"sequential: needs f32, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "sequential(conv2d(1, 8, 3), relu(), conv2d(16, 8, 3));",
    `Argument of type 'Conv2d<16, 8, 3, 1, 0, 1, 1>' is not assignable to parameter of type '"sequential: layer 3 needs [n, 16, height, width], but [n, 8, number, number] reaches it (16 ≠ 8 at axis -3)"'.`,
  ],
  [
    "sequential(conv2d(1, 8, 3), linear(784, 10), maxPool2d(2), conv1d(8, 8, 3));",
    `Argument of type 'Conv1d<8, 8, 3, 1, 0, 1, 1>' is not assignable to parameter of type '"sequential: layer 4 needs [n, 8, length], but [n, 8, number, number] reaches it (ranks do not match)"'.`,
  ],
  [
    "sequential(embedding(100, 8), layerNorm(9));",
    `Argument of type 'LayerNorm<9>' is not assignable to parameter of type '"sequential: layer 2 needs [..., 9], but [..., 8] reaches it (9 ≠ 8 at axis -1)"'.`,
  ],
  [
    "sequential(flatten(), maxPool2d(2));",
    `Argument of type 'MaxPool2d<2, 2, 0, 1, false>' is not assignable to parameter of type '"sequential: layer 2 needs [n, channels, height, width], but [number, number] reaches it (ranks do not match)"'.`,
  ],
  [
    "const wrongLayer: Tensor<[32, 9]> = convolutional(zeros([32, 1, 28, 28]));",
    "Type 'Tensor<[32, 10]>' is not assignable to type 'Tensor<[32, 9]>'.",
  ],
];
