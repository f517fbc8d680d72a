/** The probe with few labels: its closed form against fits without each row, its draws, and what it reads. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { drawOfEachClass, fewLabelsProbe } from '../../src/evaluate/fewLabelsProbe';
import { gramOfRows } from '../../src/evaluate/gram';
import { fitLeavingOneOut } from '../../src/evaluate/leaveOneOut';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

const CLASSES = 3;

function rowsOfClasses(count: number, dimensions: number, seed: number) {
  const random = randomStream(seed, 'probe');
  const labels = Uint8Array.from({ length: count }, (_, row) => row % CLASSES);
  const values = Float64Array.from({ length: count * dimensions }, (_, at) => random.normal() + (at % dimensions === labels[Math.floor(at / dimensions)]! ? 2 : 0));
  return { labels, values };
}

/** Scores that a fit to `rows` gives `query`, by the primal normal equations, solved by Gauss and Jordan. */
function primalScores(rows: number[][], labels: number[], penalty: number, query: number[]): number[] {
  const size = query.length;
  const mean = query.map((_, unit) => rows.reduce((sum, row) => sum + row[unit]!, 0) / rows.length);
  const x = rows.map((row) => row.map((value, unit) => value - mean[unit]!));
  return Array.from({ length: CLASSES }, (_, column) => {
    const share = labels.filter((label) => label === column).length / labels.length;
    const matrix = mean.map((_, a) => [...mean.map((__, b) => x.reduce((sum, row) => sum + row[a]! * row[b]!, a === b ? penalty : 0)), x.reduce((sum, row, i) => sum + row[a]! * (Number(labels[i] === column) - share), 0)]);
    for (let pivot = 0; pivot < size; pivot++) {
      const scale = matrix[pivot]![pivot]!;
      matrix[pivot] = matrix[pivot]!.map((value) => value / scale);
      for (let other = 0; other < size; other++) {
        if (other === pivot) continue;
        const factor = matrix[other]![pivot]!;
        matrix[other] = matrix[other]!.map((value, at) => value - factor * matrix[pivot]![at]!);
      }
    }
    return matrix.reduce((sum, row, unit) => sum + row[size]! * (query[unit]! - mean[unit]!), share);
  });
}

test('its penalty has the least error on rows left out, as leaving out each in turn confirms', () => {
  const [count, dimensions] = [12, 4];
  const { labels, values } = rowsOfClasses(count, dimensions, 3);
  const rows = Array.from({ length: count }, (_, row) => [...values.subarray(row * dimensions, (row + 1) * dimensions)]);
  const mean = rows[0]!.map((_, unit) => rows.reduce((sum, row) => sum + row[unit]! / count, 0));
  const gram = gramOfRows({ values: Float64Array.from(rows.flatMap((row) => row.map((value, unit) => value - mean[unit]!))), rows: count, columns: dimensions });
  const { penalty, alpha, shares } = fitLeavingOneOut(gram, labels, CLASSES);

  const trace = rows.reduce((sum, _, row) => sum + gram[row * count + row]!, 0) / count;
  const errorAt = (at: number) =>
    rows.reduce((sum, row, index) => {
      const scores = primalScores(rows.filter((_, other) => other !== index), [...labels].filter((_, other) => other !== index), at, row);
      return sum + scores.reduce((total, score, column) => total + (Number(labels[index] === column) - score) ** 2, 0);
    }, 0);
  const errors = [0.01, 0.1, 1, 10].map((relative) => [errorAt(relative * trace), relative * trace] as const);
  expect(penalty).toBeCloseTo(errors.sort(([a], [b]) => a - b)[0]![1], 12);

  // And the fit is that of the primal problem.
  const scores = Array.from({ length: CLASSES }, (_, column) => rows.reduce((sum, __, row) => sum + gram[row * count]! * alpha[row * CLASSES + column]!, shares[column]!));
  primalScores(rows, [...labels], penalty, rows[0]!).forEach((score, column) => expect(scores[column]).toBeCloseTo(score, 10));
});

test('a draw has as many of each class, follows from the seed, and never leaves a class out', () => {
  const labels = Uint8Array.from({ length: 1_000 }, (_, row) => (row % 7 === 0 ? 1 : row % 4));
  const task = { labels, classes: 4 };
  const draw = drawOfEachClass(task, 0.1, 5, 0);
  expect(draw).toHaveLength(100);
  for (let label = 0; label < 4; label++) expect(draw.filter((row) => labels[row] === label)).toHaveLength(25);
  expect(drawOfEachClass(task, 0.1, 5, 0)).toEqual(draw);
  expect(drawOfEachClass(task, 0.1, 5, 1)).not.toEqual(draw);
  expect(drawOfEachClass(task, 0.1, 6, 0)).not.toEqual(draw);
  expect(drawOfEachClass(task, 0.001, 5, 0)).toHaveLength(4);
});

test('it reads what is there from few labels, more from more, nothing where there is nothing, and leaves no tensor', async () => {
  await startWasmInNode();
  const before = tf.memory().numTensors;
  const sample = (count: number, seed: number) => {
    const random = randomStream(seed, 'probe');
    const labels = Uint8Array.from({ length: count }, () => random.below(CLASSES));
    const noise = Uint8Array.from({ length: count }, () => random.below(CLASSES));
    const values = Float32Array.from({ length: 20 * count }, (_, at) => 1_000 + 50 * (random.normal() + (at % 20 === labels[Math.floor(at / 20)]! ? 2.5 : 0)));
    const features: Tensor2D = tf.tensor2d(values, [count, 20]);
    return { features, tasks: [{ labels, classes: CLASSES }, { labels: noise, classes: CLASSES }] };
  };
  const [train, held] = [sample(1_500, 1), sample(600, 2)];
  const breathe = () => Promise.resolve();
  const [few, chance] = await fewLabelsProbe(train, held, 0.01, 1, breathe);
  const [more] = await fewLabelsProbe(train, held, 0.1, 1, breathe);
  expect(few).toBeGreaterThan(0.6);
  expect(more).toBeGreaterThan(few! + 0.05);
  expect(chance).toBeLessThan(0.4);
  expect(await fewLabelsProbe(train, held, 0.01, 1, breathe)).toEqual([few, chance]);
  tf.dispose([train.features, held.features]);
  expect(tf.memory().numTensors).toBe(before);
});
