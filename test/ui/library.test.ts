import { describe, expect, it } from 'vitest';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { summaryOf } from '../../src/record/summary';
import { canResume, stageOf } from '../../src/runs/stage';
import { noMarks, type RunMarks } from '../../src/storage/archive';
import { changeWords, groupWords, stageWords } from '../../src/ui/library/outcome';
import { entriesOf, found, listRows, type ListRow, settingsOf, titleOf } from '../../src/ui/library/rows';
import { finishedRecord } from '../storage/archiveContract';

const run = (id: string, startedAt: number, width: number, seed: number, accuracy: number) => ({ ...summaryOf(finishedRecord(id, startedAt, width, seed)), refit: { shape: accuracy } });

const summaries = [run('d', 4, 64, 1, 0.9), run('c', 3, 16, 2, 0.7), run('b', 2, 256, 1, 0.5), run('a', 1, 16, 1, 0.6)];
const marks: Record<string, RunMarks> = { b: { name: 'the old one', note: 'Loss is odd', pinned: false } };
const entries = entriesOf(summaries, marks);
const all = { sort: 'newest', task: null, open: new Set<string>() } as const;

const idsOf = (rows: readonly ListRow[]) => rows.map((row) => (row.kind === 'run' ? row.entry.summary.id : row.members.map(({ summary }) => summary.id).join('+')));

describe('the list of all runs', () => {
  it('groups seeds, and sorts groups and runs alike', () => {
    expect(idsOf(listRows(entries, all))).toEqual(['d', 'a+c', 'b']);
    expect(idsOf(listRows(entries, { ...all, sort: 'width' }))).toEqual(['a+c', 'd', 'b']);
    expect(idsOf(listRows(entries, { ...all, sort: 'accuracy' }))).toEqual(['d', 'a+c', 'b']);
    expect(idsOf(listRows(entries, { ...all, sort: 'accuracy', task: 'hue' }))).toEqual(['d', 'a+c', 'b']);
  });

  it('puts pinned ones first, and unfolds groups in the order of their seeds', () => {
    const pinned = entriesOf(summaries, { ...marks, c: { ...noMarks, pinned: true } });
    expect(idsOf(listRows(pinned, { ...all, open: new Set([pinned[1]!.group]) }))).toEqual(['a+c', 'a', 'c', 'd', 'b']);
  });

  it('finds words in names, notes and settings, and a value as it is', () => {
    const hits = (filter: string) => found(entries, filter).map(({ summary }) => summary.id);
    expect(hits('OLD odd')).toEqual(['b']);
    expect(hits('width=16')).toEqual(['c', 'a']);
    expect(hits('width=1')).toEqual([]);
    expect(hits('simclr seed=2')).toEqual(['c']);
    expect(hits('  ')).toEqual(['d', 'c', 'b', 'a']);
    expect(hits('nowhere')).toEqual([]);
  });

  it('follows marks, and keeps what did not change', () => {
    const again = entriesOf(summaries, { ...marks, a: { ...noMarks, name: 'new' } });
    expect(again[0]).toBe(entries[0]);
    expect(titleOf(again[3]!, false)).toBe('new');
    expect(titleOf(entries[3]!, true)).toBe('seed 1');
  });

  it('names what is not as usual and has an effect', () => {
    expect(settingsOf(defaultExperiment)).toBe('D = 256');
    expect(settingsOf(withChanges(defaultExperiment, { method: 'vicreg', temperature: 0.5, seed: 4, layers: 0, out: 8 }))).toBe('D = 256, Pretext task VICReg, Projector layers 0');
  });
});

describe('what came out', () => {
  it('is said in a few words', () => {
    expect(changeWords({ untrained: { shape: 0.3 }, refit: { shape: 0.45 }, step: 9 }, 'shape')).toBe('30.0\u202f% → 45.0\u202f%, +15.0 points');
    expect(changeWords({ untrained: { shape: 0.3 }, refit: { shape: 0.3 }, step: 0 }, 'shape')).toBeNull();
    expect(changeWords({ untrained: { shape: 0.3 }, refit: { shape: 0.45 }, step: 9 }, 'hue')).toBeNull();
    const interval = { seeds: 3, mean: 0.45, low: 0.43, high: 0.47 };
    expect(groupWords({ untrained: interval, accuracy: interval, gain: { seeds: 1, mean: 0.1, low: null, high: null } })).toBe('45.0 ± 2.0\u202f%, +10.0 points');
  });
});

describe('where a run stands', () => {
  const nobody = new Set<string>();
  const summary = { ...summaries[0]!, step: 2, state: 'running' as const };

  it('depends on who works on it', () => {
    expect(stageOf(summary, new Set([summary.id]), new Set([summary.id]))).toBe('here');
    expect(stageOf(summary, nobody, new Set([summary.id]))).toBe('elsewhere');
    expect(stageOf(summary, nobody, nobody)).toBe('interrupted');
    expect(stageOf({ ...summary, state: 'idle' }, nobody, nobody)).toBe('stopped');
    expect(stageWords('interrupted', summary)).toBe('interrupted at step 2 of 3');
  });

  it('tells whether it can go on', () => {
    expect(canResume('interrupted', summary)).toBe(true);
    expect(canResume('elsewhere', summary)).toBe(false);
    expect(canResume('finished', summary)).toBe(false);
    expect(canResume('interrupted', { ...summary, step: 0 })).toBe(false);
    expect(canResume('interrupted', { ...summary, origin: 'imported' })).toBe(false);
  });
});
