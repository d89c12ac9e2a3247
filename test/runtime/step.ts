/** Trains a small network for a few steps and prints what the steps ran on; run as a process of its own. */

if (process.argv.includes("without-wasm")) Reflect.deleteProperty(globalThis, "WebAssembly");
if (process.argv.includes("refused-wasm")) {
  // As a content security policy does: everything is there, and compiling throws.
  const refuse = (): never => {
    throw new Error("code generation disallowed by embedder");
  };
  Object.defineProperty(Reflect.get(globalThis, "WebAssembly"), "Module", { value: refuse });
}

const { configure, jit, tensor } = await import("microml");
const { mse } = await import("microml/loss");
const { mlp } = await import("microml/nn");
const { adamW } = await import("microml/optim");

const net = mlp([2, 64, 1], { activation: "tanh", seed: 1 });
const optimizer = adamW(net.parameters(), { learningRate: 0.01 });
const inputs = tensor([
  [0, 1],
  [1, 1],
]);
const targets = tensor([[1], [0]]);
const named = process.argv[3];
if (named === "wasm" || named === "javascript") configure({ backend: named });

const step = jit(() => {
  const loss = mse(net(inputs), targets);
  optimizer.minimize(loss);
  return loss;
});

try {
  const losses = Array.from({ length: 5 }, () => step().item());
  const [, backend] = /(?:code \(|backend: )([a-z-]+)/.exec(step.explain()) ?? [];
  console.log(JSON.stringify({ backend, losses }));
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
}
