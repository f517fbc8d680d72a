import { describe, expect, it } from 'vitest';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { writeLink } from '../../src/experiment/link';
import { countRuns, experimentsOf, readSweep, type Sweep, writeSweep } from '../../src/experiment/sweep';
import { newStoredSweep, type SweepProgress } from '../../src/record/storedSweep';
import { sweepTable, type SweptRun } from '../../src/record/sweepTable';
import { showCell } from '../../src/ui/charts/chartTable';
import { draftOf, draftPresets, firstText, readDraft, suggestionsFor, sweptFields, toggled, valuesOf } from '../../src/ui/sweep/draft';
import { fieldScale, nameSetting } from '../../src/ui/sweep/fieldScale';
import { nameSweep, nameSweptRun } from '../../src/ui/sweep/nameSweep';
import { moved, queueOf, runsByLink } from '../../src/ui/sweep/queue';
import { sweepRows } from '../../src/ui/sweep/sweepRows';
import { acrossAxis, acrossIndex, gapsOf, hasRatio, isCut, reachOf, sharesUntrained, sweepSeries, untrainedLine } from '../../src/ui/sweep/sweepSeries';

const sweepOf = (link: string): Sweep => readSweep(link).sweep!;

/** A finished run of every experiment of a sweep, of which accuracies follow from width and seed. */
function runsOf(sweep: Sweep): SweptRun[] {
  return experimentsOf(sweep).map((experiment) => {
    const { width, seed } = experiment;
    const from = 0.2 + seed / 100;
    return {
      experiment,
      link: writeLink(experiment),
      state: 'finished',
      origin: 'here',
      testImages: 400,
      correct: null,
      untrained: { shape: from },
      refit: { shape: from + Math.log2(width) / 100 + (seed - 2) ** 2 / 1000 },
      loss: 3,
      rankMe: null,
      collapse: null,
    };
  });
}

const tableOf = (link: string, keep: (run: SweptRun) => boolean = () => true) => sweepTable(sweepOf(link), runsOf(sweepOf(link)).filter(keep), 'shape');

describe('a sweep that is being put together', () => {
  it('means the sweep that its link would', () => {
    const { sweep, remarks } = readDraft(defaultExperiment, { axes: [{ field: 'width', text: '8; 32 128,,512' }], seeds: 3 });
    expect(remarks).toEqual([]);
    expect(writeSweep(sweep!)).toBe('v=2&sweep=width:8,32,128,512&seeds=3');
    expect(draftOf(sweep!)).toEqual({ axes: [{ field: 'width', text: '8, 32, 128, 512' }], seeds: 3 });
  });

  it('takes everything else from the settings', () => {
    const base = withChanges(defaultExperiment, { steps: 50, width: 64, seed: 5 });
    const { sweep } = readDraft(base, { axes: [{ field: 'width', text: '8,16' }], seeds: 2 });
    expect(experimentsOf(sweep!).map(({ width, steps, seed }) => [width, steps, seed])).toEqual([
      [8, 50, 5],
      [16, 50, 5],
      [8, 50, 6],
      [16, 50, 6],
    ]);
  });

  it('says in a sentence what it does not use', () => {
    const remarksOf = (text: string, seeds = 1) => readDraft(defaultExperiment, { axes: [{ field: 'width', text }], seeds }).remarks.join(' ');
    expect(remarksOf('16, wide')).toMatch(/“wide” for “width”.*left out/);
    expect(remarksOf('16, 99999')).toMatch(/largest value is 32768/);
    expect(remarksOf('16', 99)).toMatch(/“99”.*from 1 to 20; 20/);
    expect(remarksOf('16&seeds=20;layers:1')).toMatch(/left out/);
    expect(readDraft(defaultExperiment, { axes: [{ field: 'width', text: '' }], seeds: 1 }).sweep).toBeNull();
  });

  it('says where a field changes nothing, unless the other field makes it count', () => {
    const temperature = { field: 'temperature', text: '0.1, 0.5' } as const;
    const vicreg = withChanges(defaultExperiment, { method: 'vicreg' });
    expect(readDraft(vicreg, { axes: [temperature], seeds: 1 }).remarks.join(' ')).toMatch(/Temperature.*changes nothing.*Only SimCLR/);
    expect(readDraft(vicreg, { axes: [temperature, { field: 'method', text: 'vicreg, simclr' }], seeds: 1 }).remarks).toEqual([]);
  });

  it('begins with sweeps of every preset and every field that need no remark', () => {
    for (const { draft } of draftPresets) {
      const { sweep, remarks } = readDraft(defaultExperiment, draft);
      expect(remarks).toEqual([]);
      expect(countRuns(sweep!)).toBeGreaterThan(8);
    }
    const all = withChanges(defaultExperiment, { layers: 2, probe: 'cifar10' });
    for (const field of sweptFields) {
      for (const text of [firstText(field), suggestionsFor(field).join(',')]) {
        const { sweep, remarks } = readDraft(all, { axes: [{ field, text }], seeds: 1 });
        expect(remarks, field).toEqual([]);
        expect(sweep!.axes[0]!.values, field).toHaveLength(valuesOf(text).length);
      }
    }
  });

  it('adds and removes values, numbers in order', () => {
    expect(toggled({ field: 'width', text: '16, 512' }, '64').text).toBe('16, 64, 512');
    expect(toggled({ field: 'width', text: '16, 512' }, '16').text).toBe('512');
    expect(toggled({ field: 'method', text: 'vicreg' }, 'simclr').text).toBe('vicreg, simclr');
  });
});

describe('the axis of a swept field', () => {
  it('is logarithmic where values span much, even where they do not, and names choices', () => {
    const width = fieldScale('width', [256, 16, 64]);
    expect(width.kind).toBe('ratio');
    expect(width.place(64) - width.place(16)).toBeCloseTo(width.place(256) - width.place(64));
    expect(width.ticks.map(({ label }) => label)).toEqual(['16', '64', '256']);
    expect(fieldScale('layers', [0, 1, 2]).kind).toBe('even');
    const method = fieldScale('method', ['vicreg', 'simclr']);
    expect(method.ticks).toEqual([
      { at: 0, label: 'VICReg' },
      { at: 1, label: 'SimCLR' },
    ]);
    expect(nameSetting('width', 2048)).toBe('D = 2,048');
    expect(nameSetting('seed', 2048)).toBe('Seed = 2048');
  });

  it('has room around a single value', () => {
    const [low, high] = fieldScale('width', [64]).domain;
    expect(high).toBeGreaterThan(low);
  });
});

describe('what the chart of a sweep draws', () => {
  it('is one series of one field, and one per value of the second', () => {
    const one = sweepSeries(tableOf('v=2&sweep=width:64,16&seeds=2'), 'field');
    expect(one).toHaveLength(1);
    expect(one[0]!.cells.map(({ cell }) => cell.values[0])).toEqual([16, 64]);
    const two = sweepSeries(tableOf('v=2&sweep=method:simclr,vicreg;width:16,64'), 'field');
    expect(two.map(({ name }) => name)).toEqual(['SimCLR', 'VICReg']);
    expect(two[1]!.cells.map(({ cell }) => cell.values)).toEqual([
      ['vicreg', 16],
      ['vicreg', 64],
    ]);
  });

  it('lies along the width wherever it was named', () => {
    expect(acrossIndex(sweepOf('v=2&sweep=out:16,32;width:16,64'))).toBe(1);
    expect(acrossIndex(sweepOf('v=2&sweep=method:simclr,vicreg;out:16,32'))).toBe(1);
    expect(acrossIndex(sweepOf('v=2&sweep=method:simclr,vicreg'))).toBe(0);
  });

  it('can lie along ln(D/K) where there is a K', () => {
    const table = tableOf('v=2&sweep=width:16,64;out:16,64');
    expect(hasRatio(table)).toBe(true);
    const [k16, k64] = sweepSeries(table, 'ratio');
    expect(k16!.cells.map(({ x }) => x)).toEqual([0, Math.log(4)]);
    expect(k64!.cells.map(({ x }) => x)).toEqual([-Math.log(4), 0]);
    expect(acrossAxis(table, 'ratio').title).toBe('ln(D/K)');
    expect(hasRatio(tableOf('v=2&layers=0&sweep=width:16,64'))).toBe(false);
    expect(hasRatio(tableOf('v=2&sweep=steps:16,64'))).toBe(false);
  });

  it('has one untrained line where networks start alike, also while seeds are missing', () => {
    const link = 'v=2&sweep=width:16,64;method:simclr,vicreg&seeds=2';
    const series = sweepSeries(tableOf(link, ({ experiment }) => experiment.method === 'simclr' || experiment.seed === 1), 'field');
    expect(sharesUntrained(series)).toBe(true);
    expect(untrainedLine(series).map(({ interval }) => interval.seeds)).toEqual([2, 2]);
    const runs = runsOf(sweepOf(link)).map((run) => (run.experiment.method === 'vicreg' ? { ...run, untrained: { shape: 0.5 } } : run));
    expect(sharesUntrained(sweepSeries(sweepTable(sweepOf(link), runs, 'shape'), 'field'))).toBe(false);
  });

  it('says what is missing and where one seed gives no interval', () => {
    expect(gapsOf(tableOf('v=2&sweep=width:16,64&seeds=2'))).toEqual([]);
    expect(gapsOf(tableOf('v=2&sweep=width:16,64'))).toEqual(['One seed each, so there are no intervals.']);
    const gaps = gapsOf(tableOf('v=2&sweep=width:16,64,256&seeds=2', ({ experiment: { width, seed } }) => width === 16 || (width === 64 && seed === 1)));
    expect(gaps).toEqual(['3 of 6 runs are finished.', 'Nothing yet at D = 256.', 'One seed only, hence no interval, at D = 64.']);
  });

  it('keeps its axis where seeds can still be told apart, and says that intervals are cut', () => {
    const table = tableOf('v=2&sweep=width:16,64&seeds=2');
    const runs = runsOf(table.sweep).map((run) => (run.experiment.seed === 1 ? { ...run, refit: { shape: 0.9 } } : run));
    const wide = sweepTable(table.sweep, runs, 'shape');
    expect(wide.cells[0]!.accuracy!.high).toBeGreaterThan(2);
    expect(reachOf(wide, ['accuracy'], { low: 0, high: 1 })).toEqual({ low: 0, high: 1 });
    expect(isCut(wide, [0, 1], [-1, 1])).toBe(true);
    const narrow = reachOf(tableOf('v=2&sweep=width:16,64&seeds=3'), ['gain'], { low: -1, high: 1 }, 0);
    expect(narrow.low).toBe(0);
    expect(narrow.high).toBeLessThan(0.15);
  });

  it('has every seed and every mean in its table', () => {
    const { columns, rows } = sweepRows(tableOf('v=2&sweep=width:16,64&seeds=2', ({ experiment: { width, seed } }) => width === 16 || seed === 1));
    expect(columns.map((column) => (typeof column === 'string' ? column : column.name)).slice(0, 5)).toEqual(['Last-block width D', 'ln(D/K)', 'Seed', 'Probe accuracy', 'Probe accuracy, low']);
    expect(Array.from({ length: rows.length }, (_, index) => rows.at(index)!.slice(0, 3))).toEqual([
      [16, Math.log(16 / 64), 1],
      [16, Math.log(16 / 64), 2],
      [16, Math.log(16 / 64), 'mean of 2'],
      [64, 0, 1],
    ]);
    expect(showCell(rows.at(0)![1]!, columns[1]!)).toBe('−1.39');
  });
});

describe('the queue of a sweep', () => {
  const sweep = sweepOf('v=2&sweep=width:16,32,64,128&seeds=2');
  const fresh = newStoredSweep(sweep, 'auto', 0);
  const told = (changes: Partial<SweepProgress>): SweepProgress => ({ ...fresh, current: null, secondsLeft: null, problem: null, ...changes });
  const [first, second, third, fourth, ...others] = fresh.waiting as [string, string, string, string, ...string[]];

  it('has what goes on and waits in front, the rest behind, in the order of the sweep', () => {
    const queue = queueOf(runsByLink(sweep), told({ waiting: [third, first, ...others], runs: { [third]: 'c', [second]: 'b' }, current: 'c', failed: { [fourth]: 'No memory.' } }));
    expect(queue.ahead.map(({ state, experiment }) => [state, experiment.width, experiment.seed]).slice(0, 3)).toEqual([
      ['running', 64, 1],
      ['waiting', 16, 1],
      ['waiting', 16, 2],
    ]);
    expect(queue.behind.map(({ state, problem }) => [state, problem])).toEqual([
      ['finished', null],
      ['failed', 'No memory.'],
    ]);
    expect([queue.finished, queue.runs]).toEqual([1, 8]);
  });

  it('shows a run that was begun and halted as such', () => {
    expect(queueOf(runsByLink(sweep), told({ runs: { [first]: 'a' } })).ahead[0]!.state).toBe('halted');
  });

  it('moves runs within what waits, never before the one that goes on', () => {
    const { ahead } = queueOf(runsByLink(sweep), told({ runs: { [first]: 'a' }, current: 'a' }));
    expect(moved(ahead, third, 0).slice(0, 3)).toEqual([first, third, second]);
    expect(moved(ahead, second, 2).slice(0, 3)).toEqual([first, third, second]);
    expect(moved(ahead, second, 99).at(-1)).toBe(second);
  });

  it('has names that tell runs apart', () => {
    expect(nameSweptRun(sweep, experimentsOf(sweep)[5]!)).toBe('D = 32, seed 2');
    expect(nameSweep(sweep)).toBe('Last-block width D 16, 32, 64, 128, 2 seeds');
    expect(nameSweep(sweepOf('v=2&sweep=width:8,16,32,64,128,256,512;method:simclr,vicreg'))).toBe('Last-block width D 8, 16, 32 … 512 × Pretext task SimCLR, VICReg, one seed');
  });
});
