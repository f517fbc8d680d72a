import { describe, expect, it } from 'vitest';
import { keptRecord, keptSummary, toKeep } from '../../src/storage/kept';
import { tidyName, tidyNote } from '../../src/storage/marks';
import { memoryArchive } from '../../src/storage/memoryArchive';
import { openArchive } from '../../src/storage/openArchive';
import { summaryOf } from '../../src/record/summary';
import { archiveRules, finishedRecord } from './archiveContract';

describe('the archive in memory', () => {
  for (const [rule, check] of Object.entries(archiveRules)) it(rule, () => check(memoryArchive('nothing is stored')));

  it('stands in where there is no IndexedDB, and says so', async () => {
    const archive = await openArchive();
    expect(archive.keeps).toBe('visit');
    expect(archive.remark).toContain('stores nothing');
  });
});

describe('what is read back', () => {
  const record = toKeep(finishedRecord('run', 1));

  it('is whole where it was written by this page', () => {
    expect(keptRecord(structuredClone(record))).toEqual(record);
    expect(keptSummary(summaryOf(record))).toEqual(summaryOf(record));
  });

  it('takes defaults for fields that experiments did not have yet', () => {
    const { sampling, ...older } = record.experiment;
    expect(keptRecord({ ...record, experiment: older })?.experiment.sampling).toBe(sampling);
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'run'],
    ['no losses', { ...record, losses: undefined }],
    ['losses that are cut', { ...record, losses: { ...record.losses, length: 9 } }],
    ['a point without a step', { ...record, points: [{ online: {} }] }],
    ['a state that nobody knows', { ...record, state: 'melted' }],
    ['an experiment of the future', { ...record, experiment: { ...record.experiment, method: 'telepathy' } }],
    ['a width that is no number', { ...record, experiment: { ...record.experiment, width: '256' } }],
  ])('is left out: %s', (_, value) => {
    expect(keptRecord(value)).toBeNull();
  });

  it('leaves a damaged summary out', () => {
    expect(keptSummary({ ...summaryOf(record), refit: 'high' })).toBeNull();
    expect(keptSummary(null)).toBeNull();
  });
});

describe('names and notes', () => {
  it('are one line and some lines, without control and direction characters', () => {
    expect(tidyName('  a\n\tb\u202e\u200bc\u0007 ')).toBe('a bc');
    expect(tidyNote('first\u2067\r\n second \u0000\n\n')).toBe('first\n second');
  });

  it('are cut at whole characters', () => {
    expect([...tidyName('🙂'.repeat(100))]).toHaveLength(80);
    expect(tidyName(`x${'🙂'.repeat(100)}`)).toBe(`x${'🙂'.repeat(79)}`);
    expect(tidyNote('x'.repeat(5_000))).toHaveLength(2_000);
  });
});
