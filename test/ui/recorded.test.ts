import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawnPart } from '../../src/command/recorded/drawnPart';
import { projectRoot } from '../../src/command/projectRoot';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { writeLink } from '../../src/experiment/link';
import { experimentsOf } from '../../src/experiment/sweep';
import { readRunFile } from '../../src/exchange/runFile';
import type { ExperimentReport } from '../../src/record/report';
import { latestRefit, untrained } from '../../src/record/record';
import { sweepTable, tasksOf } from '../../src/record/sweepTable';
import { isRecordedFamily, nearestRecord, RECORDED_FILE, recordedFrom, type RecordedSweep } from '../../src/runs/recorded';
import { provenanceOf } from '../../src/ui/recorded/provenanceOf';

const text = readFileSync(path.join(projectRoot, 'public', RECORDED_FILE), 'utf8');
const read = readRunFile(text, RECORDED_FILE);
let recorded: RecordedSweep;
beforeAll(() => {
  recorded = recordedFrom(read)!;
});

describe('the recorded sweep that comes with the page', () => {
  it('is small and needs no remark', () => {
    expect(read.remarks).toEqual([]);
    // Of 40 runs; only the Lab fetches it.
    expect(gzipSync(text).length).toBeLessThan(70_000);
  });

  it('holds finished runs of the default but for width and seed, with their curves', () => {
    const links = new Set(experimentsOf(recorded.sweep).map(writeLink));
    expect(recorded.records.length).toBeGreaterThan(0);
    for (const record of recorded.records) {
      expect(links).toContain(record.link);
      expect(isRecordedFamily(record.experiment)).toBe(true);
      expect(record).toMatchObject({ origin: 'recorded', state: 'finished' });
      expect(record.losses.length).toBe(record.experiment.steps);
      expect(record.points.length).toBeGreaterThanOrEqual(20);
      expect(untrained(record)).not.toBeNull();
      expect(record.ends.trained!.testImages).toBe(4_000);
      expect(latestRefit(record)!.step).toBe(record.experiment.steps);
      expect(record.tasks.map(({ name }) => name)).toEqual(['shape', 'hue', 'texture', 'position', 'size', 'orientation']);
    }
  });

  it('fills the cells of its sweep', () => {
    expect(tasksOf(recorded.sweep, recorded.summaries)).toContain('shape');
    const { finished, cells } = sweepTable(recorded.sweep, recorded.summaries, 'shape');
    expect(finished).toBe(recorded.records.length);
    expect(cells[0]!.gain!.mean).toBeGreaterThan(0);
  });

  it('says where it was made', () => {
    const { devices, days, versions, took } = provenanceOf(recorded.records);
    expect(devices.join()).toMatch(/WebAssembly|WebGPU|\w/);
    expect(days).toMatch(/^\d+ \w+ 20\d\d/);
    expect(versions.join()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{7}/);
    expect(took).toMatch(/min|h/);
  });
});

describe('scrubbing', () => {
  it('shows the width nearest by ratio, of the seed that is set where it was recorded', () => {
    const widths = [...new Set(recorded.records.map(({ experiment }) => experiment.width))];
    for (const width of widths) expect(nearestRecord(recorded.records, width, 1)!.experiment).toMatchObject({ width, seed: 1 });
    expect(nearestRecord(recorded.records, 8, 1)!.experiment.width).toBe(widths[0]);
    expect(nearestRecord(recorded.records, 32_768, 1)!.experiment.width).toBe(widths.at(-1));
    expect(nearestRecord(recorded.records, 46, 1)!.experiment.width).toBe(64);
    expect(nearestRecord(recorded.records, 45, 1)!.experiment.width).toBe(32);
    expect(nearestRecord(recorded.records, widths[0]!, 999)!.experiment.seed).toBe(1);
    expect(nearestRecord([], 16, 1)).toBeNull();
  });

  it('is for the default settings, whatever the width and the seed', () => {
    expect(isRecordedFamily(withChanges(defaultExperiment, { width: 4_096, seed: 7 }))).toBe(true);
    expect(isRecordedFamily(withChanges(defaultExperiment, { steps: 100 }))).toBe(false);
    expect(isRecordedFamily(withChanges(defaultExperiment, { method: 'vicreg' }))).toBe(false);
  });

  it('goes without where the file is of no use', () => {
    expect(recordedFrom({ records: [], sweep: recorded.link })).toBeNull();
    expect(recordedFrom({ records: recorded.records, sweep: null })).toBeNull();
  });
});

describe('the drawn part of a report', () => {
  const report = (JSON.parse(text) as { runs: ExperimentReport[] }).runs[0]!;

  it('keeps every curve to four digits and leaves out what is not drawn', () => {
    const inside = { rankMe: 3, collapse: 0.5, uniformity: -1, sparsity: 0 };
    const whole: ExperimentReport = { ...report, points: report.points.map((point) => ({ ...point, parts: { similarity: 1.5 }, inside })), losses: report.losses.map((loss) => loss + 1e-6), final: { ...report.final, spectrum: [2, 1] } };
    const drawn = drawnPart(whole);
    expect(drawn).toEqual(report);
    expect(readRunFile(JSON.stringify(drawn), 'run.json').records).toHaveLength(1);
  });
});
