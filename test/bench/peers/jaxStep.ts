/** The benchmark net's step in jax-js, a browser library with autodiff and a compiler of its own: compiled as a whole. */
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { LEARNING_RATE, MOMENTUM, nets, NORM_EPSILON, randomImages, TEMPERATURE } from '../net';
import type { Step } from '../step';
import { namedWeights } from '../weights';
import { layouts, type Layout, type LayoutName } from './jaxConvolutions';

export type JaxBackend = 'webgpu' | 'wasm';

// A type, since jax-js takes no interface for a tree of arrays.
type Weights = { [name: string]: np.Array };

/** Functions own their arguments, as those of jax-js do; `.ref` keeps one for another use. */
function normalize(x: np.Array, axes: number[], gamma: np.Array, beta: np.Array, perChannel: (vector: np.Array) => np.Array): np.Array {
  const centred = x.ref.sub(np.mean(x, axes, { keepdims: true }));
  const variance = np.mean(np.square(centred.ref), axes, { keepdims: true });
  return centred.div(np.sqrt(variance.add(NORM_EPSILON))).mul(perChannel(gamma)).add(perChannel(beta));
}

function unit(layout: Layout, x: np.Array, w: Weights, filter: string, norm: string, stride: number): np.Array {
  const convolved = layout.convolve(x, w[filter]!, stride);
  return normalize(convolved, layout.pixelAxes, w[`${norm}.gamma`]!, w[`${norm}.beta`]!, layout.perChannel);
}

function block(layout: Layout, name: string, x: np.Array, w: Weights, stride: number): np.Array {
  const inner = nn.relu(unit(layout, x.ref, w, `${name}.conv1`, `${name}.norm1`, stride));
  const second = unit(layout, inner, w, `${name}.conv2`, `${name}.norm2`, 1);
  return nn.relu(second.add(unit(layout, x, w, `${name}.shortcut`, `${name}.normShortcut`, stride)));
}

function embedding(layout: Layout, images: np.Array, w: Weights): np.Array {
  const { strides, projectorLayers } = nets.bench;
  let x = nn.relu(unit(layout, images, w, 'stem.conv', 'stem.norm', 1));
  strides.blocks.forEach(({ stride }, index) => (x = block(layout, `block${index + 1}`, x, w, stride)));
  x = np.mean(block(layout, 'last', x, w, strides.last.stride), layout.pixelAxes.slice(1));
  for (let layer = 1; layer < projectorLayers; layer++) {
    const linear = np.matmul(x, w[`projector${layer}.linear`]!);
    x = nn.relu(normalize(linear, [0], w[`projector${layer}.norm.gamma`]!, w[`projector${layer}.norm.beta`]!, (vector) => vector));
  }
  return np.matmul(x, w[`projector${projectorLayers}.weight`]!).add(w[`projector${projectorLayers}.bias`]!);
}

function ntXent(z: np.Array): np.Array {
  const rows = z.shape[0]!;
  const unitRows = z.ref.div(np.sqrt(np.sum(np.square(z), 1, { keepdims: true })));
  const [first, second] = np.split(unitRows.ref, 2, 0);
  const positives = np.sum(first!.mul(second!), 1).div(TEMPERATURE);
  const similarities = np.matmul(unitRows.ref, np.transpose(unitRows)).div(TEMPERATURE);
  const others = similarities.sub(np.eye(rows).mul(1e9));
  return np.mean(nn.logsumexp(others, 1)).sub(np.mean(positives));
}

function mapWeights(weights: Weights, change: (name: string, value: np.Array) => np.Array): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, change(name, value)]));
}

export async function openJaxStep(backend: JaxBackend, layoutName: LayoutName, rows: number): Promise<Step> {
  if (!(await init(backend)).includes(backend)) throw new Error(`jax-js cannot start its ${backend} backend here.`);
  defaultDevice(backend);
  const layout = layouts[layoutName];
  const array = (values: Float32Array, shape: readonly number[]) => np.array(values as Float32Array<ArrayBuffer>).reshape([...shape]);

  const lossAndGradient = valueAndGrad((w: Weights, images: np.Array) => ntXent(embedding(layout, images, w)));
  const step = jit((w: Weights, velocity: Weights, images: np.Array): [np.Array, Weights, Weights] => {
    const [loss, gradient] = lossAndGradient(mapWeights(w, (_, value) => value.ref), images) as [np.Array, Weights];
    const moved = mapWeights(velocity, (name, value) => value.mul(MOMENTUM).add(gradient[name]!));
    const next = mapWeights(w, (name, value) => value.sub(moved[name]!.ref.mul(LEARNING_RATE)));
    return [loss, next, moved];
  });

  let weights: Weights = Object.fromEntries(namedWeights('bench').map(({ name, shape, values }) => {
    const value = array(values, shape);
    return [name, shape.length < 4 ? value : name.startsWith('projector') ? value.reshape(shape.slice(2)) : layout.filter(value)];
  }));
  let velocity = mapWeights(weights, (_, value) => np.zeros(value.shape));
  const images = layout.images(array(randomImages(rows), [rows, 32, 32, 3]));
  let loss: np.Array | null = null;
  return {
    run() {
      loss?.dispose();
      [loss, weights, velocity] = step(weights, velocity, images.ref);
    },
    async loss() {
      // The weights come last: a loss that is ready says nothing of the backward pass.
      for (const value of Object.values(weights)) await value.blockUntilReady();
      const values = (await loss!.ref.data()) as ArrayLike<number>;
      return values[0]!;
    },
    dispose() {
      for (const value of [images, ...Object.values(weights), ...Object.values(velocity)]) value.dispose();
      loss?.dispose();
    },
  };
}
