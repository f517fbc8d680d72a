/** The step of a net as tfjs computes it without us: plain operations, its tape, its optimizer, on one of its back ends. */
import * as tf from '@tensorflow/tfjs-core';
import { ntXent, pooledMaps, projection, type Weights } from '../../support/oracle';
import { LEARNING_RATE, MOMENTUM, nets, randomImages, TEMPERATURE, type NetName } from '../net';
import type { Step } from '../step';
import { namedWeights } from '../weights';

/** On the backend in use. */
export function openStockStep(net: NetName, rows: number): Step {
  const { strides } = nets[net];
  const weights: Weights = Object.fromEntries(namedWeights(net).map(({ name, shape, values }) => [name, tf.variable(tf.tensor(values, [...shape]), true, name)]));
  const images = tf.tensor4d(randomImages(rows), [rows, 32, 32, 3]);
  const optimizer = tf.train.momentum(LEARNING_RATE, MOMENTUM);
  let loss: tf.Scalar | null = null;
  return {
    run() {
      loss?.dispose();
      const { value, grads } = tf.variableGrads(() => ntXent(projection(pooledMaps(strides, images, weights), weights), TEMPERATURE));
      optimizer.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
      tf.dispose(grads);
      loss = value;
    },
    loss: async () => (await loss!.data())[0]!,
    dispose() {
      tf.dispose([images, ...Object.values(weights)]);
      loss?.dispose();
      optimizer.dispose();
    },
  };
}
