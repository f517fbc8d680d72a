import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../src/experiment/fields';
import { announce } from '../../src/runs/announce';
import { applyEvent, applyEvents } from '../../src/runs/applyEvent';
import { MOST_RUNS, withoutRun, withRun } from '../../src/runs/roster';
import { latestRefit, newRun, secondsLeft, stepsDone, untrained, type Run } from '../../src/runs/run';
import type { Point, RunEvent } from '../../src/worker/protocol';

const start = (): readonly Run[] => [newRun({ id: 'a', experiment: defaultExperiment, madeBy: 'test' }, 0)];
const point = (step: number, refit?: number): Point => ({
  step,
  seconds: step,
  loss: step === 0 ? null : 5 - step / 100,
  parts: {},
  online: { shape: 0.2 },
  ...(refit === undefined ? {} : { refit: { shape: refit } }),
});
const told = (...events: RunEvent[]): Run => applyEvents(start(), events)[0]!;
const shape = { name: 'shape', classNames: ['disc', 'square'] };
const prepared: RunEvent = { kind: 'prepared', runId: 'a', tasks: [shape], trainImages: 9, testImages: 5, probeTrainImages: 4, probeTestImages: 3, lookTrainImages: 2, lookTestImages: 1 };

describe('events of a run', () => {
  it('of an unknown run change nothing', () => {
    const runs = start();
    expect(applyEvent(runs, { kind: 'state', runId: 'zzz', state: 'running' })).toBe(runs);
  });

  it('build its curve', () => {
    const run = told(
      { kind: 'point', runId: 'a', point: point(0, 0.3) },
      { kind: 'losses', runId: 'a', fromStep: 1, values: [5, 4], stepMilliseconds: 100 },
      { kind: 'point', runId: 'a', point: point(2) },
    );
    expect(stepsDone(run)).toBe(2);
    expect(untrained(run)).toEqual({ shape: 0.3 });
    expect(latestRefit(run)).toEqual({ step: 0, accuracy: { shape: 0.3 } });
    expect(secondsLeft(run)).toBeCloseTo((defaultExperiment.steps - 2) * 0.1);
  });

  it('drop later points when the run goes back, and keep a refit that a second report lacks', () => {
    const run = told(
      { kind: 'point', runId: 'a', point: point(0, 0.3) },
      { kind: 'point', runId: 'a', point: point(10, 0.4) },
      { kind: 'point', runId: 'a', point: point(20) },
      { kind: 'point', runId: 'a', point: point(10) },
    );
    expect(run.points.map(({ step }) => step)).toEqual([0, 10]);
    expect(run.points[1]!.refit).toEqual({ shape: 0.4 });
  });

  it('keep the curve when it fails', () => {
    const failure = { name: 'NotFinite', message: 'Lower the learning rate.', step: 2 };
    const run = told(
      { kind: 'losses', runId: 'a', fromStep: 1, values: [5, 4], stepMilliseconds: 100 },
      { kind: 'state', runId: 'a', state: 'failed', failure },
    );
    expect(run.failure).toEqual(failure);
    expect(run.losses.length).toBe(2);
  });
});

describe('the roster', () => {
  const add = (runs: readonly Run[], name: string) =>
    withRun(runs, (slot) => ({ ...newRun({ id: name, experiment: defaultExperiment, madeBy: 'test' }, slot), link: name }), name);

  it('keeps the newest runs, each with a style of its own', () => {
    let runs: readonly Run[] = [];
    for (const name of 'abcdefghijklmnopqrstuvwxyz') runs = add(runs, name);
    expect(runs.map(({ id }) => id)).toEqual([...'cdefghijklmnopqrstuvwxyz']);
    expect(new Set(runs.map(({ slot }) => slot)).size).toBe(MOST_RUNS);
  });

  it('lets a replay take the place and the style of its earlier self', () => {
    const runs = add(add(add([], 'a'), 'b'), 'a');
    expect(runs.map(({ id, slot }) => [id, slot])).toEqual([['b', 1], ['a', 0]]);
    expect(withoutRun(runs, 'b').map(({ id }) => id)).toEqual(['a']);
  });
});

describe('what is said aloud', () => {
  const during = (...events: RunEvent[]) => told(prepared, { kind: 'state', runId: 'a', state: 'running' }, ...events);
  const at = (step: number) => during({ kind: 'losses', runId: 'a', fromStep: 1, values: Array<number>(step).fill(3), stepMilliseconds: 9 });

  it('is silent between the quarters and speaks at each', () => {
    expect(announce(at(20), at(60))).toBeNull();
    expect(announce(at(90), at(110))).toMatch(/^25 %/);
  });

  it('names the figures at the end', () => {
    const before = during({ kind: 'point', runId: 'a', point: point(0, 0.3) }, { kind: 'point', runId: 'a', point: point(400, 0.5) });
    const after = applyEvent([before], { kind: 'state', runId: 'a', state: 'finished' })[0]!;
    expect(announce(before, after)).toBe('The run has finished. Probe accuracy on shape: 50.0 %, untrained 30.0 %.');
  });
});
