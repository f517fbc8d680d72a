import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { FeaturesNotFinite } from '../../src/engine/failures';
import type { Rows } from '../../src/evaluate/gram';
import { minimize } from '../../src/evaluate/lbfgs';
import { accuracies, fitLogistic, logitsOf } from '../../src/evaluate/logistic';
import type { LogisticTask } from '../../src/evaluate/logisticTask';
import { standardOf } from '../../src/evaluate/standardize';
import { randomStream } from '../../src/random/stream';
import { backends } from './support/backends';
import { normalRows, withTensors } from './support/features';

const L2 = 0.03;
const OPTIONS = { l2: L2, maximumIterations: 500, tolerance: 1e-5 };

/** Correlated features whose scales differ by a million, half of them far from 0, with units that never fire or never change. */
function unruly(rows: number, columns: number, seed: number): { x: Rows; tasks: LogisticTask[] } {
  const x = normalRows(rows, columns, seed);
  const labels = [new Uint8Array(rows), new Uint8Array(rows)];
  const random = randomStream(seed, 'probe', 8);
  for (let row = 0; row < rows; row++) {
    const own = x.values.subarray(row * columns, (row + 1) * columns);
    labels[0]![row] = own[0]! > 0.5 ? 2 : own[1]! + 0.3 * random.normal() > 0 ? 1 : 0;
    labels[1]![row] = random.below(4);
    for (let unit = 2; unit < columns; unit++) own[unit]! += 2 * own[unit % 2]!;
    for (let unit = 0; unit < columns; unit++) own[unit] = 10 ** ((unit % 7) - 3) * (own[unit]! + (unit % 2) * 20);
    own[3] = 0;
    own[4] = 0.7;
  }
  x.values = Float32Array.from(x.values);
  return { x, tasks: [{ labels: labels[0]!, classes: 3 }, { labels: labels[1]!, classes: 4 }] };
}

/** The same optimum by other means: a standardised copy with a column of ones, plain loops in float64. */
async function optimumOf({ values, rows, columns }: Rows, tasks: LogisticTask[]): Promise<number> {
  const copy = Array.from({ length: columns }, (_, unit) => {
    const own = Float64Array.from({ length: rows }, (_, row) => values[row * columns + unit]!);
    const mean = own.reduce((sum, value) => sum + value / rows, 0);
    const deviation = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2 / rows, 0));
    return own.map((value) => (deviation > 1e-6 ? (value - mean) / deviation : 0));
  });
  const units = [...copy, new Float64Array(rows).fill(1)];
  let total = 0;
  for (const { labels, classes } of tasks) {
    const at = (label: number, unit: number) => label * units.length + unit;
    const { value } = await minimize(
      (point) => {
        const gradient = new Float64Array(point.length);
        let value = 0;
        for (let row = 0; row < rows; row++) {
          const logits = Array.from({ length: classes }, (_, label) => units.reduce((sum, own, unit) => sum + point[at(label, unit)]! * own[row]!, 0));
          const sum = logits.reduce((all, logit) => all + Math.exp(logit), 0);
          value += (Math.log(sum) - logits[labels[row]!]!) / rows;
          logits.forEach((logit, label) => {
            const error = (Math.exp(logit) / sum - Number(label === labels[row])) / rows;
            units.forEach((own, unit) => (gradient[at(label, unit)]! += error * own[row]!));
          });
        }
        for (let label = 0; label < classes; label++) {
          for (let unit = 0; unit < columns; unit++) {
            value += (L2 / 2) * point[at(label, unit)]! ** 2;
            gradient[at(label, unit)]! += L2 * point[at(label, unit)]!;
          }
        }
        return Promise.resolve({ value, gradient });
      },
      new Float64Array(classes * units.length),
      { maximumIterations: 1000, tolerance: 1e-7 },
    );
    total += value;
  }
  return total;
}

async function fitted(features: Tensor2D, tasks: LogisticTask[]) {
  return fitLogistic(features, tasks, await standardOf(features), OPTIONS);
}

describe.each(backends)('on $name', ({ start }) => {
  beforeAll(start);

  test.each([[150, 20], [40, 64]])('%i × %i features of wild scales are fitted to the optimum that a standardised copy has', async (rows, columns) => {
    const { x, tasks } = unruly(rows, columns, 1);
    await withTensors([x], async (features) => {
      const fit = await fitted(features, tasks);
      const optimum = await optimumOf(x, tasks);
      expect(fit.value).toBeGreaterThan(optimum - 1e-4);
      expect(fit.value).toBeLessThan(optimum + 1e-4);
      // Units that never change say nothing.
      for (const unit of [3, 4]) expect(fit.weights[unit]).toBe(0);
      const logits = logitsOf(features, fit);
      const [readable] = await accuracies(logits, tasks);
      logits.dispose();
      expect(readable).toBeGreaterThan(0.85);
    });
  });

  test('features that are not finite are refused', async () => {
    const { x, tasks } = unruly(30, 8, 2);
    x.values[17] = Number.NaN;
    await withTensors([x], async (features) => expect(fitted(features, tasks)).rejects.toThrow(FeaturesNotFinite));
  });
});
