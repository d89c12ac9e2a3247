/** The text of a model of 300 lines and a few, in which no two blocks have the same sizes; knows no server. */

const opening = `/** A tower of blocks over sequences: each mixes features, looks at all times, and shrinks again. */

import { concat, jit, ones, parameter, type Tensor, zeros } from "microml";
import { crossEntropy } from "microml/loss";
import { linear, relu, sequential } from "microml/nn";

export const classes = sequential(linear(64, 128), relu(), linear(128, 10));
export const everything = concat([zeros([2, 64]), ones([1, 64])]);
`;

const writeBlock = (index: number): string => `
const wide${index} = parameter(zeros([64, ${128 + index}]));
const narrow${index} = parameter(zeros([${128 + index}, 64]));
const scale${index} = parameter(ones([${128 + index}]));

/** Block ${index}: features from 64 to ${128 + index} and back. */
function block${index}(x: Tensor<["batch", "time", 64]>): Tensor<["batch", "time", 64]> {
  const hidden${index} = x.matmul(wide${index}).mul(scale${index}).relu();
  const scores${index} = hidden${index}.matmul(hidden${index}.swapAxes(1, 2)).softmax(-1);
  const seen${index} = scores${index}.matmul(hidden${index});
  const centered${index} = seen${index}.sub(seen${index}.mean(-1, { keepDims: true }));
  return x.add(centered${index}.matmul(narrow${index}));
}
`;

const blockCount = 21;
const calls = Array.from(
  { length: blockCount },
  (_, index) => `  const x${index + 1} = block${index}(x${index});`,
);

const ending = `
/** One number for each batch, from its sequences and their classes. */
export const loss = jit((x0: Tensor<["batch", "time", 64]>, labels: Tensor<["batch"], "i32">) => {
${calls.join("\n")}
  const features = x${blockCount}.mean(1);
  const logits = classes(features);
  return crossEntropy(logits, labels);
});
`;

/** The model. */
export const model: string = [
  opening,
  ...Array.from({ length: blockCount }, (_, index) => writeBlock(index)),
  ending,
].join("");
