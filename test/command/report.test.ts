import { expect, test } from 'vitest';
import { newRecord } from '../../src/record/record';
import { recordEvent } from '../../src/record/recordEvent';
import { reportOf } from '../../src/record/report';
import { defaultExperiment } from '../../src/experiment/fields';
import type { Point, RunEvent } from '../../src/worker/protocol';
import { reportSchema } from './reportSchema';

const runId = 'run';
const startedAt = Date.UTC(2026, 10, 24);
const reportAfter = (events: readonly RunEvent[]) =>
  reportOf(events.reduce(recordEvent, newRecord({ id: runId, experiment: defaultExperiment, madeBy: '0.1.0+test', startedAt })));
const shape = (accuracy: number) => ({ shape: accuracy });
const inside = { rankMe: 20.1234567, sparsity: 0.1, collapse: 0.8, uniformity: -2 };

function point(step: number, loss: number | null, refit?: number): RunEvent {
  const measured: Point = { step, seconds: step / 3, loss, parts: {}, online: shape(1 / 8), ...(refit !== undefined && { refit: shape(refit), inside: { ...inside, spectrum: [2, 1.23456789] } }) };
  return { kind: 'point', runId, point: measured };
}

const events: RunEvent[] = [
  { kind: 'state', runId, state: 'preparing' },
  { kind: 'device', runId, device: { backend: 'wasm', adapter: 'WebAssembly SIMD, 2 threads', threads: 2, sentence: 'Runs on the CPU.' } },
  { kind: 'prepared', runId, tasks: [{ name: 'shape', classNames: ['disc', 'square'] }], trainImages: 9, testImages: 5, probeTrainImages: 4, probeTestImages: 3, lookTrainImages: 2, lookTestImages: 1 },
  point(0, null, 0.25),
  { kind: 'losses', runId, fromStep: 1, values: [4.5, 4.25], stepMilliseconds: 100 },
  point(10, 4.123456789, 0.375),
  {
    kind: 'finished',
    runId,
    final: { loss: 4, online: shape(0.25), refit: shape(0.375), knn: shape(0.3), ...inside, alignment: 0.5, lidar: 7 },
    timing: { firstPointSeconds: 2, stepMilliseconds: 100, totalSeconds: 3, probeShare: 0.1 },
    memory: { tensorsAtStart: 3, tensorsAtEnd: 3, bytesPeak: 1000 },
  },
  { kind: 'state', runId, state: 'finished' },
];

test('has the form of the contract, in six digits', () => {
  const report = reportAfter(events);
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  const told = { ...inside, rankMe: 20.1235 };
  expect(report).toMatchObject({ date: '2026-11-24T00:00:00.000Z', madeBy: '0.1.0+test', losses: [4.5, 4.25], images: { train: 9, test: 5, probeTrain: 4, probeTest: 3 } });
  expect(report.untrained).toEqual({ refit: { shape: 0.25 } });
  expect(report.points).toEqual([
    { step: 0, seconds: 0, loss: 4.5, online: { shape: 0.125 }, refit: { shape: 0.25 }, inside: told },
    { step: 10, seconds: 3.33333, loss: 4.12346, online: { shape: 0.125 }, refit: { shape: 0.375 }, inside: told },
  ]);
  expect(report.final).toMatchObject({ rankMe: 20.1235, spectrum: [2, 1.23457] });
  expect(report.judgement).toBeUndefined();
});

test('a judgement comes along where there was one', () => {
  const probes = [{ probe: 'projector' as const, layer: 1, dimensions: 64, untrained: shape(0.123456789), trained: shape(0.5) }];
  const judged: RunEvent = { kind: 'judged', runId, judgement: { step: 10, trainImages: 500, testImages: 200, probes } };
  const report = reportAfter([...events, judged]);
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(report.judgement!.probes).toEqual([{ ...probes[0], untrained: { shape: 0.123457 } }]);
});

test('a run that failed is an error in its own words', () => {
  const failure = { name: 'NotFinite', message: 'The loss stopped being finite; try a lower learning rate.', step: 7 };
  expect(() => reportAfter([...events.slice(0, 4), { kind: 'state', runId, state: 'failed', failure }])).toThrow(failure.message);
  expect(() => reportAfter([])).toThrow(/start it again/);
});
