import { describe, expect, it } from 'vitest';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { newRun, type Run } from '../../src/runs/run';
import { whyNot } from '../../src/ui/judgement/inspecting';
import { probeRows } from '../../src/ui/judgement/probeRows';
import type { JudgedProbe, Judgement, Point } from '../../src/worker/protocol';

const probe = (kind: JudgedProbe['probe'], trained: number, layer?: number): JudgedProbe => ({
  probe: kind,
  ...(layer && { layer }),
  dimensions: layer ? 16 : 32,
  untrained: { shape: 0.25 },
  trained: { shape: trained },
});

const judgement: Judgement = { step: 4, trainImages: 500, testImages: 400, probes: [probe('logistic', 0.5), probe('projector', 0.4, 1), probe('projector', 0.3, 2)] };

function judged(trainsAlong: boolean): Run {
  const point = (step: number, shape: number): Point => ({ step, seconds: step, loss: 1, parts: {}, online: trainsAlong ? { shape } : {} });
  const run = newRun({ id: 'run', experiment: withChanges(defaultExperiment, { width: 32, layers: 2 }), madeBy: 'test' }, 0);
  return { ...run, state: 'paused', points: [point(0, 0.1), point(4, 0.2), point(6, 0.3)], judgement };
}

describe('rows of the probes', () => {
  it('tell each probe’s sight and gain, the online probe first and as it stood at the judged step', () => {
    const rows = probeRows(judged(true), 'shape');
    expect(rows.map(({ name, dimensions, untrained, trained }) => [name, dimensions, untrained, trained])).toEqual([
      ['Online probe', 32, null, 0.2],
      ['Logistic regression', 32, 0.25, 0.5],
      ['Projector layer 1', 16, 0.25, 0.4],
      ['Projector layer 2', 16, 0.25, 0.3],
    ]);
    expect(rows[2]!.what).toContain('layer 1 of the projector’s 2');
    expect(rows[3]!.what).toContain('which the loss sees');
  });

  it('tell how many labels a probe with few of them saw, each under a key of its own', () => {
    const few = (share: number): JudgedProbe => ({ probe: 'few', share, draws: 5, dimensions: 32, untrained: { shape: 0.2 }, trained: { shape: 0.3 } });
    const rows = probeRows({ ...judged(false), judgement: { ...judgement, probes: [few(0.01), few(0.1)] } }, 'shape');
    expect(rows.map(({ key, name }) => [key, name])).toEqual([
      ['few0.01', '1 % of the labels'],
      ['few0.1', '10 % of the labels'],
    ]);
    expect(rows[0]!.what).toContain('Mean of 5 draws');
  });

  it('have no online probe in transfer, and nothing on a task that was not judged', () => {
    expect(probeRows(judged(false), 'shape').map(({ key }) => key)).toEqual(['logistic', 'projector1', 'projector2']);
    expect(probeRows(judged(false), 'hue')).toEqual([]);
    expect(probeRows({ ...judged(false), judgement: null }, 'shape')).toEqual([]);
  });
});

describe('what can be asked on demand', () => {
  it('is everything of a run that is paused or finished, one at a time', () => {
    const paused = judged(false);
    expect(whyNot(paused)).toBeNull();
    expect(whyNot({ ...paused, state: 'finished' })).toBeNull();
    expect(whyNot({ ...paused, inspection: { of: 'map', state: 'working', label: 'UMAP', fraction: 0.5 } })).toMatch(/One at a time: this is possible as soon as the other is done/);
  });

  it.each(['idle', 'preparing', 'running', 'failed'] as const)('is nothing of a run that is %s, and a sentence says what to do', (state) => {
    expect(whyNot({ ...judged(false), state })).toMatch(/paused or finished|Pause the run/);
  });

  it('waits for the first point of a run that begins paused', () => {
    expect(whyNot({ ...judged(false), points: [] })).not.toBeNull();
  });
});
