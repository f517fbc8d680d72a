/** Every WebAssembly kernel against its definition in plain loops, on shapes that nothing divides. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { kernels, type Columns, type Filter, type FilterSize, type Joint, type Slice, type Stride } from '../../src/engine/kernels';
import { randomStream, type Random } from '../../src/random/stream';
import { startPlain } from '../support/plain';
import { startWasmInNode } from '../support/wasm';

/** Shapes per kernel. */
const CASES = 200;

/** What a kernel computed, and the number of products in each sum of it. */
interface Outcome {
  tensors: Tensor[];
  terms: number;
}

/** Draws shapes and values; the same ones for every backend. */
class Dice {
  constructor(readonly random: Random) {}

  between(low: number, high: number): number {
    return low + this.random.below(high - low + 1);
  }

  coin(): boolean {
    return this.random.below(2) === 0;
  }

  tensor(shape: number[], mean = 0, deviation = 1): Tensor {
    const size = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(Float32Array.from({ length: size }, () => mean + deviation * this.random.normal()), shape);
  }

  /** A run that starts and ends inside of a longer vector. */
  slice(length: number): Slice<Tensor> {
    const offset = this.between(0, 9);
    return { vector: this.tensor([offset + length + this.between(0, 3)]), offset, length };
  }

  filter(size: FilterSize, inputs: number, outputs: number): Filter<Tensor> {
    const rowStride = outputs + (this.coin() ? this.between(0, 9) : 0);
    const { vector, offset } = this.slice(size * size * inputs * rowStride);
    return { vector, offset, size, inputs, outputs, rowStride };
  }
}

async function outcomes(compute: (dice: Dice) => Outcome): Promise<{ values: Float32Array[]; terms: number }[]> {
  const all = [];
  for (let index = 0; index < CASES; index++) {
    const before = tf.memory().numTensors;
    const { tensors, terms } = tf.tidy(() => {
      const { tensors, terms } = compute(new Dice(randomStream(11, 'subset', index)));
      return { tensors: tensors.map((tensor) => tf.keep(tensor)), terms };
    });
    all.push({ values: await Promise.all(tensors.map((tensor) => tensor.data() as Promise<Float32Array>)), terms });
    tf.dispose(tensors);
    expect(tf.memory().numTensors).toBe(before);
  }
  return all;
}

/** Largest difference of two arrays as a share of their root mean square. */
function excess(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.sqrt(expected.reduce((sum, value) => sum + value ** 2, 0) / Math.max(expected.length, 1));
  const worst = expected.reduce((most, value, index) => (Math.abs(actual[index]! - value) <= most ? most : Math.abs(actual[index]! - value)), 0);
  return worst / (scale + 1e-3);
}

/** Rounding grows as the root of the number of terms. */
const TOLERANCE = 1e-5;

function agrees(name: string, compute: (dice: Dice) => Outcome): void {
  test(name, async () => {
    await startPlain();
    const expected = await outcomes(compute);
    await startWasmInNode();
    const actual = await outcomes(compute);
    actual.forEach(({ values, terms }, index) =>
      values.forEach((found, tensor) => {
        expect(excess(found, expected[index]!.values[tensor]!), `case ${index}, result ${tensor}`).toBeLessThan(TOLERANCE * Math.sqrt(terms + 10));
      }),
    );
  });
}

interface Maps {
  images: number;
  height: number;
  width: number;
  inputs: number;
  outputs: number;
  stride: Stride;
  size: FilterSize;
  rows: number;
  columns: number;
}

function maps(dice: Dice): Maps {
  const stride = dice.between(1, 2) as Stride;
  const [height, width] = [dice.between(1, 11), dice.between(1, 11)];
  return {
    images: dice.between(1, 5),
    height,
    width,
    inputs: dice.between(1, 19),
    outputs: dice.between(1, 21),
    stride,
    size: dice.coin() ? 1 : 3,
    rows: Math.ceil(height / stride),
    columns: Math.ceil(width / stride),
  };
}

agrees('convolve', (dice) => {
  const { images, height, width, inputs, outputs, stride, size } = maps(dice);
  const bias = dice.coin() ? dice.slice(outputs) : null;
  const x = dice.tensor([images, height, width, inputs]);
  return { tensors: [kernels.convolve(x, dice.filter(size, inputs, outputs), stride, bias)], terms: size * size * inputs };
});

agrees('convolveInputGradient', (dice) => {
  const { images, height, width, inputs, outputs, stride, size, rows, columns } = maps(dice);
  const dy = dice.tensor([images, rows, columns, outputs]);
  const addTo = dice.coin() ? dice.tensor([images, height, width, inputs]) : null;
  const dx = kernels.convolveInputGradient(dy, dice.filter(size, inputs, outputs), stride, [height, width], addTo);
  return { tensors: [dx ?? addTo!], terms: size * size * outputs };
});

agrees('convolveFilterGradient', (dice) => {
  const { images, height, width, inputs, outputs, stride, size, rows, columns } = maps(dice);
  const into = dice.filter(size, inputs, outputs);
  kernels.convolveFilterGradient(dice.tensor([images, height, width, inputs]), dice.tensor([images, rows, columns, outputs]), stride, into);
  return { tensors: [into.vector], terms: images * rows * columns };
});

agrees('multiply', (dice) => {
  const [rows, inner, columns] = [dice.between(1, 40), dice.between(1, 40), dice.between(1, 40)];
  const [transposeA, transposeB] = [dice.coin(), dice.coin()];
  const a = dice.tensor(transposeA ? [inner, rows] : [rows, inner]);
  const b = dice.tensor(transposeB ? [columns, inner] : [inner, columns]);
  return { tensors: [kernels.multiply(a, b, transposeA, transposeB)], terms: inner };
});

/** Numbers about a mean far from 0, as sums of squares would lose them. */
function activations(dice: Dice): Tensor {
  const shape = [dice.between(1, 5), dice.between(1, 9), dice.between(1, 9), dice.between(1, 37)];
  return dice.tensor(dice.coin() ? shape : [shape[0]! * shape[1]! * 7, shape[3]!], dice.coin() ? 0 : 1, 2);
}

const channelsOf = ({ shape }: Tensor) => shape[shape.length - 1]!;

agrees('sumRows', (dice) => {
  const x = activations(dice);
  const into = dice.slice(channelsOf(x));
  kernels.sumRows(x, into);
  return { tensors: [into.vector], terms: x.size };
});

agrees('moments', (dice) => {
  const x = activations(dice);
  const [mean, variance] = [dice.slice(channelsOf(x)), dice.slice(channelsOf(x))];
  const found = kernels.moments(x, 1e-5, dice.coin() ? { mean, variance, momentum: dice.random.uniform() } : null);
  return { tensors: [found, mean.vector, variance.vector], terms: 100 };
});

test('moments where the mean is ten thousand deviations', async () => {
  await startWasmInNode();
  const dice = new Dice(randomStream(12, 'subset'));
  const x = dice.tensor([4000, 5], 1e4, 1);
  const [, inverse] = tf.unstack(kernels.moments(x, 0, null));
  for (const value of await inverse!.data()) expect(Math.abs(value - 1)).toBeLessThan(0.05);
});

function joint(dice: Dice, isMap: boolean): Joint<Tensor> {
  const channels = dice.between(1, 37);
  const shape = isMap || dice.coin() ? [dice.between(1, 5), dice.between(1, 9), dice.between(1, 9), channels] : [dice.between(2, 300), channels];
  const terms = Array.from({ length: dice.between(1, 2) }, () => {
    // Statistics that are not those of x serve as well, and keep rounding out of the comparison.
    const moments = tf.concat([dice.tensor([1, channels]), tf.abs(dice.tensor([1, channels], 1, 0.2))]);
    return { x: dice.tensor(shape), moments, gamma: dice.slice(channels), beta: dice.slice(channels) };
  });
  return { terms, residual: terms.length === 1 && dice.coin() ? dice.tensor(shape) : null, relu: dice.coin() };
}

/** Some columns of a wider matrix with a row per image. */
function columns(dice: Dice, { terms }: Joint<Tensor>): Columns<Tensor> {
  const { x } = terms[0]!;
  const from = dice.between(0, 5);
  return { matrix: dice.tensor([x.shape[0]!, from + channelsOf(x) + dice.between(0, 5)]), from, count: channelsOf(x) };
}

agrees('join', (dice) => ({ tensors: [kernels.join(joint(dice, false))], terms: 10 }));

agrees('joinPooled', (dice) => {
  const given = joint(dice, true);
  const into = columns(dice, given);
  kernels.joinPooled(given, into);
  return { tensors: [into.matrix], terms: 100 };
});

agrees('joinBackward', (dice) => {
  const isPooled = dice.coin();
  const given = joint(dice, isPooled);
  const { x } = given.terms[0]!;
  const dy = isPooled ? columns(dice, given) : dice.tensor(x.shape);
  const into = given.terms.map(() => ({ gamma: dice.slice(channelsOf(x)), beta: dice.slice(channelsOf(x)) }));
  const gradients = kernels.joinBackward(given, dy, into);
  return { tensors: [...gradients, ...into.flatMap(({ gamma, beta }) => [gamma.vector, beta.vector])], terms: x.size };
});

const vectorLength = (dice: Dice) => (dice.coin() ? dice.between(1, 50) : dice.between(16_000, 18_000));

agrees('sgd', (dice) => {
  const length = vectorLength(dice);
  const [w, g, v] = [dice.tensor([length]), dice.tensor([length]), dice.tensor([length])];
  kernels.sgd(w, g, v, { weightDecay: dice.random.uniform(), momentum: dice.random.uniform(), nesterov: dice.coin() }, dice.slice(1));
  return { tensors: [w, v], terms: 10 };
});

agrees('adamw', (dice) => {
  const length = vectorLength(dice);
  const [w, g, m, s] = [dice.tensor([length]), dice.tensor([length]), dice.tensor([length]), tf.abs(dice.tensor([length], 1, 0.1))];
  const scalars = { vector: tf.tensor1d([0, dice.random.uniform(), 1 + dice.random.uniform(), 1 + dice.random.uniform()]), offset: 1, length: 3 };
  kernels.adamw(w, g, m, s, { weightDecay: dice.random.uniform(), beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, scalars);
  return { tensors: [w, m, s], terms: 10 };
});

agrees('lars', (dice) => {
  const table: number[][] = [];
  let length = dice.between(0, 5);
  for (let segment = dice.between(1, 6); segment > 0; segment--) {
    const size = vectorLength(dice);
    table.push([length, size, Number(dice.coin())]);
    length += size;
  }
  const [w, g, v] = [dice.tensor([length]), dice.coin() ? dice.tensor([length]) : tf.zeros([length]), dice.tensor([length])];
  const constants = { weightDecay: dice.random.uniform(), momentum: 0.9, trust: 0.1, epsilon: dice.coin() ? 0 : 1e-8 };
  kernels.lars(w, g, v, tf.tensor2d(table, undefined, 'int32'), constants, dice.slice(1));
  return { tensors: [w, v], terms: 10 };
});

agrees('follow', (dice) => {
  const length = vectorLength(dice);
  const [average, values] = [dice.slice(length), dice.slice(length)];
  kernels.follow(average, values, dice.slice(1));
  return { tensors: [average.vector], terms: 10 };
});

agrees('augment', (dice) => {
  const views = dice.between(1, 2);
  const words = Int32Array.from({ length: 3 * 768 }, () => dice.random.below(2 ** 32));
  if (dice.coin()) words.fill(0x7f7f7f7f, 100, 900);
  const drawn = Array.from({ length: views }, () => {
    const [height, width] = [dice.between(1, 32), dice.between(1, 32)];
    const factor = () => 0.5 + dice.random.uniform();
    return [dice.between(0, 32 - height), dice.between(0, 32 - width), height, width, Number(dice.coin()), factor(), factor(), factor(), dice.random.uniform() - 0.5, Number(dice.coin())];
  });
  const parameters = { vector: tf.tensor1d([7, ...drawn.flat()]), offset: 1, length: 10 * views };
  const images = { vector: tf.tensor1d(drawn.map(() => dice.random.below(3))), offset: 0, length: views };
  return { tensors: [kernels.augment(tf.tensor2d(words, [3, 768], 'int32'), images, parameters, views, [0.5, 0.4, 0.3], [0.2, 0.25, 0.3])], terms: 100 };
});

agrees('softmaxError', (dice) => {
  const images = dice.between(1, 20);
  const classes = Array.from({ length: dice.between(1, 3) }, () => dice.between(1, 11));
  const labels = classes.flatMap((count) => Array.from({ length: images }, () => dice.random.below(count)));
  const rows = images * dice.between(1, 3);
  const logits = dice.tensor([rows, classes.reduce((sum, count) => sum + count, 0)], 0, dice.coin() ? 1 : 40);
  const slice = { vector: tf.tensor1d([0, 0, ...labels]), offset: 2, length: labels.length };
  return { tensors: [kernels.softmaxError(logits, slice, images, classes)], terms: 10 };
});

agrees('ntXent', (dice) => {
  const z = dice.tensor([2 * dice.between(1, 40), dice.between(3, 40)], 0, dice.coin() ? 1 : 100);
  return { tensors: kernels.ntXent(z, 0.1 + dice.random.uniform()), terms: 1000 };
});
