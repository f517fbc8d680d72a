/** A record as a finished run leaves it, with figures that take as many digits as real ones do. */
import { shapeTasks } from '../../../src/data/shapes/factors';
import { defaultExperiment, type Experiment } from '../../../src/experiment/fields';
import { randomStream } from '../../../src/random/stream';
import { newRecord, type RunRecord } from '../../../src/record/record';
import { append, emptySeries } from '../../../src/record/series';
import type { Point, TaskAccuracy } from '../../../src/train/events';

export function longRun(changes: Partial<Experiment> = {}, id = 'long'): RunRecord {
  const experiment = { ...defaultExperiment, ...changes };
  const { steps, seed, width } = experiment;
  const random = randomStream(seed, 'probe', width);
  const losses = Array.from({ length: steps }, (_, index) => 3 + 1.5 * Math.exp(-index / 100) + 0.3 * random.uniform());
  const accuracy = (): TaskAccuracy => Object.fromEntries(shapeTasks.map(({ name }) => [name, random.uniform()]));
  const inside = () => ({ rankMe: 40 * random.uniform(), collapse: random.uniform(), uniformity: -4 * random.uniform(), sparsity: random.uniform(), spectrum: [2, 1, 0.5] });
  const places = [...new Set(Array.from({ length: 31 }, (_, index) => Math.round((index * steps) / 30)))];
  const points = places.map((step, index): Point => ({
    step,
    seconds: 0.187654321 * step,
    loss: step === 0 ? null : losses[step - 1]!,
    parts: {},
    online: accuracy(),
    ...(index % 3 === 0 && { refit: accuracy(), inside: inside() }),
  }));
    const { rankMe, collapse, uniformity, sparsity } = inside();
  return {
    ...newRecord({ id, experiment, madeBy: '0.1.0+2bdee94', startedAt: Date.UTC(2026, 10, 24, 12, 30) }),
    state: 'finished',
    device: { backend: 'wasm', adapter: 'WebAssembly SIMD, 2 threads', threads: 2, sentence: 'Runs on the CPU.' },
    tasks: shapeTasks,
    images: { train: 4000, test: 2000, probeTrain: 828, probeTest: 414, lookTrain: 100, lookTest: 50 },
    losses: append(emptySeries, 1, losses),
    stepMilliseconds: 187.654321,
    points,
    final: { loss: losses.at(-1)!, online: points.at(-1)!.online, refit: points.at(-1)!.refit!, knn: accuracy(), rankMe, collapse, uniformity, sparsity, alignment: 0.4567891, lidar: 12.345678 },
  };
}
