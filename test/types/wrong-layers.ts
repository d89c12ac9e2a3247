/** Layers made with wrong sizes, and sequences that do not fit, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongLayers: readonly WrongProgram[] = [
  [
    "dropout(1.5);",
    `Argument of type '1.5' is not assignable to parameter of type '"dropout: the rate is 1.5, and has to be from 0 to 1"'.`,
  ],
  [
    "dropout(-0.1);",
    `Argument of type '-0.1' is not assignable to parameter of type '"dropout: the rate is -0.1, and has to be from 0 to 1"'.`,
  ],
  [
    "dropout(1e21);",
    `Argument of type '1e+21' is not assignable to parameter of type '"dropout: the rate is 1e+21, and has to be from 0 to 1"'.`,
  ],
  [
    "dropout(0.5)(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"dropout: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'activation("gelu")(ids);',
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"gelu: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'const wrongActivation: Tensor<[4]> = activation("relu")(a);',
    "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[4]>'.",
  ],
  [
    'const wrongActivations: Tensor<[2]> = activation("tanh")(a);',
    "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[2]>'.",
  ],
  [
    "relu()(truth);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"relu: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "const wrongRelu: Tensor<[4]> = relu()(a);",
    "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[4]>'.",
  ],
  [
    "tanh()(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"tanh: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "const wrongTanh: Tensor<[4]> = tanh()(a);",
    "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[4]>'.",
  ],
  [
    "sigmoid()(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"sigmoid: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "sigmoid()(truth);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"sigmoid: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "silu()(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"silu: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "silu()(truth);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"silu: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "gelu()(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"gelu: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "gelu()(truth);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"gelu: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "mlp([784]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"mlp: needs at least two sizes, such as [784, 10], got [784]"'.`,
  ],
  [
    "mlp([784, 0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"mlp: size 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "mlp([784, 2.5, 10]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"mlp: size 2.5 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "mlp([784, 10])(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"linear: needs [..., 784], got [2, 3] (784 ≠ 3 at axis -1)"'.`,
  ],
  [
    'mlp([784, 10])(zeros([784], { dtype: "i32" }));',
    `Argument of type 'Tensor<[784], "i32">' is not assignable to parameter of type '"linear: needs f32, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "linear(0, 3);",
    `Argument of type '0' is not assignable to parameter of type '"linear: inFeatures 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "linear(3, -1);",
    `Argument of type '-1' is not assignable to parameter of type '"linear: outFeatures -1 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "linear(2.5, 3);",
    `Argument of type '2.5' is not assignable to parameter of type '"linear: inFeatures 2.5 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "linear(4294967296, 4294967296);",
    `Argument of type '4294967296' is not assignable to parameter of type '"linear: [4294967296, 4294967296] has more than 9007199254740991 elements"'.`,
  ],
  [
    "conv2d(1, 8, 0);",
    `Argument of type '0' is not assignable to parameter of type '"conv2d: kernel 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "conv2d(1, 8, [3]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"conv2d: kernel needs one number or 2, got [3]"'.`,
  ],
  [
    "conv2d(1, 0, 3);",
    `Argument of type '0' is not assignable to parameter of type '"conv2d: output 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "conv2d(1, 8, 3, { stride: 0 });",
    `Argument of type '3' is not assignable to parameter of type '"conv2d: stride 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "conv2d(1, 8, 3, { padding: [[1, 1]] });",
    `Argument of type '3' is not assignable to parameter of type '"conv2d: padding needs 2 pairs, the number of pairs is 1"'.`,
  ],
  [
    "conv2d(1, 8, 3, { dilation: 0.5 });",
    `Argument of type '3' is not assignable to parameter of type '"conv2d: dilation 0.5 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "conv2d(4, 8, 3, { groups: 0 });",
    `Argument of type '8' is not assignable to parameter of type '"conv2d: groups 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "conv2d(4, 6, 3, { groups: 4 });",
    `Argument of type '6' is not assignable to parameter of type '"conv2d: 6 output channels do not divide into 4 groups"'.`,
  ],
  [
    "conv2d(1073741824, 1073741824, 3);",
    `Argument of type '3' is not assignable to parameter of type '"conv2d: [1073741824, 1073741824, 3, 3] has more than 9007199254740991 elements"'.`,
  ],
  [
    "conv1d(1, 8, [3, 3]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"conv1d: kernel needs one number or 1, got [3, 3]"'.`,
  ],
  [
    "conv1d(1.5, 8, 3);",
    `Argument of type '1.5' is not assignable to parameter of type '"conv1d: input 1.5 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "maxPool2d(0);",
    `Argument of type '0' is not assignable to parameter of type '"maxPool2d: kernel 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "maxPool2d([2, 2, 2]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"maxPool2d: kernel needs one number or 2, got [2, 2, 2]"'.`,
  ],
  [
    "maxPool2d(2, { stride: -1 });",
    `Argument of type '2' is not assignable to parameter of type '"maxPool2d: stride -1 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "maxPool2d(2, { dilation: 0 });",
    `Argument of type '2' is not assignable to parameter of type '"maxPool2d: dilation 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "maxPool2d(2, { padding: 2 });",
    `Argument of type '2' is not assignable to parameter of type '"maxPool2d: padding 2 is more than half of kernel 2"'.`,
  ],
  [
    "avgPool2d(2, { stride: 0 });",
    `Argument of type '2' is not assignable to parameter of type '"avgPool2d: stride 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "avgPool2d(1.5);",
    `Argument of type '1.5' is not assignable to parameter of type '"avgPool2d: kernel 1.5 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "embedding(0, 4);",
    `Argument of type '0' is not assignable to parameter of type '"embedding: count 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "embedding(10, -4);",
    `Argument of type '-4' is not assignable to parameter of type '"embedding: features -4 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "embedding(10, 4.5);",
    `Argument of type '4.5' is not assignable to parameter of type '"embedding: features 4.5 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "layerNorm(0);",
    `Argument of type '0' is not assignable to parameter of type '"layerNorm: size 0 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "layerNorm(2.5);",
    `Argument of type '2.5' is not assignable to parameter of type '"layerNorm: size 2.5 is not allowed (needs a whole number from 1 on)"'.`,
  ],
  [
    "sequential(linear(4, 8), embedding(10, 4));",
    `Argument of type 'Embedding<4>' is not assignable to parameter of type '"sequential: layer 2 needs i32, but f32 reaches it (cast it with .cast(\\"i32\\"))"'.`,
  ],
  [
    "sequential(embedding(10, 4), relu(), embedding(10, 4));",
    `Argument of type 'Embedding<4>' is not assignable to parameter of type '"sequential: layer 3 needs i32, but f32 reaches it (cast it with .cast(\\"i32\\"))"'.`,
  ],
  [
    "sequential(embedding(10, 4), linear(5, 2));",
    `Argument of type 'Linear<5, 2>' is not assignable to parameter of type '"sequential: layer 2 needs [..., 5], but [..., 4] reaches it (5 ≠ 4 at axis -1)"'.`,
  ],
  [
    "sequential((x: Tensor<[2, 3]>) => x.argMax(1), linear(2, 4));",
    `Argument of type 'Linear<2, 4>' is not assignable to parameter of type '"sequential: layer 2 needs f32, but i32 reaches it (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "sequential((x: Tensor<[2, 3]>) => x.argMax(1), (x: Tensor<[2]>) => x);",
    `Argument of type '(x: Tensor<[2]>) => Tensor<[2]>' is not assignable to parameter of type '"sequential: layer 2 needs f32, but i32 reaches it (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "sequential(flatten(), linear(3, 4))(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"sequential: needs f32, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "sequential(embedding(10, 4), linear(4, 2))(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"sequential: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "sequential(flatten(), relu(), linear(4, 2))(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"sequential: layer 3, linear: needs [..., 4], got [2, 3] (4 ≠ 3 at axis -1)"'.`,
  ],
  [
    "sequential(relu(), sequential(relu(), linear(4, 2)))(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"sequential: layer 2, sequential: layer 2, linear: needs [..., 4], got [2, 3] (4 ≠ 3 at axis -1)"'.`,
  ],
  [
    'sequential(relu(), (x: Tensor<["n", 4]>) => x)(a);',
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"sequential: layer 2, function: needs [n, 4], got [2, 3] (4 ≠ 3 at axis -1)"'.`,
  ],
  [
    "sequential(relu(), sequential(linear(3, 4), embedding(10, 4)));",
    `Argument of type 'Embedding<4>' is not assignable to parameter of type '"sequential: layer 2 needs i32, but f32 reaches it (cast it with .cast(\\"i32\\"))"'.`,
  ],
  ["sequential();", "Expected 1 arguments, but got 0."],
];
