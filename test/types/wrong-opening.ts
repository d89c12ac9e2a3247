/** What stands before every wrong program: imports and the tensors they use; knows no program. */

/** The lines. */
export const opening: readonly string[] = [
  `import { arange, assignAll, attention, checkpoint, concat, customGradient, defineOp, einsum, eye, full, glorotNormal, glorotUniform, grad, gruCell, heNormal, hessian, heUniform, hvp, jacobian, jit, jvp, lstmCell, normal, ones, parameter, randomKey, shapeChecked, splitKey, stack, stopGradient, type Tensor, tensor, uniform, valueAndGrad, vjp, vmap, where, zeros } from "microml";`,
  `import { activation, avgPool2d, conv1d, conv2d, dropout, embedding, flatten, gelu, layerNorm, linear, maxPool2d, mlp, relu, sequential, sigmoid, silu, tanh } from "microml/nn";`,
  `import { binaryCrossEntropy, cosineSimilarity, crossEntropy, huber, klDivergence, meanAbsoluteError, mse, nll, smoothL1 } from "microml/loss";`,
  `import { adagrad, adam, adamW, clipByNorm, clipByValue, cosineDecay, cosineRestarts, linearDecay, linearWarmup, polynomialDecay, rmsProp, sgd, stepDecay, warmupCosine } from "microml/optim";`,
  "const a = zeros([2, 3]);",
  'const ids = zeros([2, 3], { dtype: "i32" });',
  'const doubles = zeros([2, 3], { dtype: "f64" });',
  "const images = zeros([32, 28, 28]);",
  "const picture = zeros([4, 3, 28, 28]);",
  "const sequence = zeros([4, 3, 100]);",
  "const vector = zeros([3]);",
  "const scalar = zeros([]);",
  "const truth = zeros([2, 3], { dtype: 'bool' });",
  "declare const batch: Tensor<['batch', 784]>;",
  "declare const time: Tensor<['time', 784]>;",
  "declare const named: Tensor<['n', 3, 'height', 'width']>;",
  "const net = mlp([784, 128, 10]);",
  "const convolutional = sequential(conv2d(1, 8, 3), relu(), maxPool2d(2), flatten(), linear(1352, 10));",
  "const checkedRelu = shapeChecked((x: Tensor<['n', 3]>) => x.relu(), { shapes: [['n', 3]] });",
  "const step = jit((x: Tensor<['batch', 784]>, y: Tensor<['batch'], 'i32'>) => crossEntropy(net(x), y));",
];
