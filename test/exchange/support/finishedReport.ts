/** The report of a finished run as the worker tells of one, for tests that need no training. */
import { defaultExperiment, type Experiment } from '../../../src/experiment/fields';
import { newRecord, type RunRecord } from '../../../src/record/record';
import { recordEvent } from '../../../src/record/recordEvent';
import { type ExperimentReport, reportOf } from '../../../src/record/report';
import type { TrainEvent } from '../../../src/train/events';

const inside = { rankMe: 20.1, sparsity: 0.1, collapse: 0.8, uniformity: -2, spectrum: [2, 1, 0.5] };
const accuracy = (value: number) => ({ shape: value });
const probes = [{ probe: 'logistic' as const, dimensions: 64, untrained: accuracy(0.125), trained: accuracy(0.5) }];

function eventsOf(steps: number): TrainEvent[] {
  const losses = Array.from({ length: steps }, (_, index) => Math.fround(5 - index / steps));
  return [
    { kind: 'device', device: { backend: 'wasm', adapter: 'WebAssembly SIMD, 2 threads', threads: 2, sentence: 'Runs on the CPU.' } },
    { kind: 'prepared', tasks: [{ name: 'shape', classNames: ['disc', 'square'] }], trainImages: 500, testImages: 50, probeTrainImages: 400, probeTestImages: 50, lookTrainImages: 2, lookTestImages: 1 },
    { kind: 'point', point: { step: 0, seconds: 0, loss: null, parts: {}, online: accuracy(0.125), refit: accuracy(0.25), inside } },
    { kind: 'losses', fromStep: 1, values: losses, stepMilliseconds: 100 },
    { kind: 'point', point: { step: steps / 2, seconds: 1, loss: 4.75, parts: { similarity: 1, 'log-sum-exp': 5.75 }, online: accuracy(0.2) } },
    { kind: 'point', point: { step: steps, seconds: 2, loss: 4.25, parts: { similarity: 2, 'log-sum-exp': 6.25 }, online: accuracy(0.3), refit: accuracy(0.375), inside } },
    {
      kind: 'finished',
      final: { loss: 4.25, online: accuracy(0.3), refit: accuracy(0.375), knn: accuracy(0.3), rankMe: 20.1, sparsity: 0.1, collapse: 0.8, uniformity: -2, alignment: 0.5, lidar: 7 },
      timing: { firstPointSeconds: 2, stepMilliseconds: 100, totalSeconds: 3, probeShare: 0.1 },
      memory: { tensorsAtStart: 3, tensorsAtEnd: 3, bytesPeak: 1000 },
    },
    { kind: 'state', state: 'finished' },
    { kind: 'judged', judgement: { step: steps, trainImages: 400, testImages: 50, probes } },
  ];
}

export function finishedRecord(experiment: Experiment = { ...defaultExperiment, steps: 20 }): RunRecord {
  return eventsOf(experiment.steps).reduce(recordEvent, newRecord({ id: 'run', experiment, madeBy: '0.1.0+test', startedAt: Date.UTC(2026, 10, 24) + experiment.seed }));
}

export function finishedReport(experiment?: Experiment): ExperimentReport {
  return reportOf(finishedRecord(experiment));
}
