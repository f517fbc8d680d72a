/** The data behind the chart over steps: its measurements, every loss, and the means of seeds. Rows are made when they are looked at. */
import { secondsAt } from '../../record/clock';
import { samplingError } from '../../record/effects';
import type { Run } from '../../runs/run';
import { formatFigure, formatLoss, formatPercent } from '../text/format';
import type { Cell, ChartTable } from './chartTable';
import { type Drawn, lossAt, markAt } from './drawn';
import { fullNames } from './drawnNames';

export function measurementsTable(runs: readonly Run[], task: string): ChartTable {
  const names = fullNames(runs.map(({ experiment }) => ({ experiment, seeds: 1 })));
  return {
    columns: [
      'Run',
      'Step',
      { name: 'Pretext loss', format: formatLoss },
      { name: 'Online probe', format: formatPercent },
      { name: 'Probe accuracy', format: formatPercent },
      { name: 'Standard error', format: formatPercent },
      { name: 'Seconds', format: formatFigure },
    ],
    rows: runs.flatMap((run, index) =>
      run.points.map(({ step, loss, online, refit, seconds }): Cell[] => {
        const accuracy = refit?.[task] ?? null;
        const images = run.images?.lookTest;
        return [names[index]!, step, loss, online[task] ?? null, accuracy, accuracy !== null && images ? samplingError(accuracy, images) : null, seconds];
      }),
    ),
  };
}

/** Every step of every run, which may be 200,000 rows: found by halving when they are asked for. */
export function lossesTable(runs: readonly Run[]): ChartTable {
  const names = fullNames(runs.map(({ experiment }) => ({ experiment, seeds: 1 })));
  const known = runs.map(({ losses: { values, length } }) => indexesOfFinite(values, length));
  const ends: number[] = [];
  for (const indexes of known) ends.push((ends.at(-1) ?? 0) + indexes.length);
  return {
    columns: ['Run', 'Step', { name: 'Pretext loss', format: formatLoss }, { name: 'Seconds', format: formatFigure }],
    rows: {
      length: ends.at(-1) ?? 0,
      at(row) {
        const place = ends.findIndex((end) => row < end);
        const run = runs[place]!;
        const index = known[place]![row - (ends[place - 1] ?? 0)]!;
        const step = run.losses.firstStep + index;
        return [names[place]!, step, run.losses.values[index]!, secondsAt(run.points, step)];
      },
    },
  };
}

/** Of a run that came by link there are losses at only some steps. */
function indexesOfFinite(values: Float32Array, length: number): Uint32Array {
  const indexes = new Uint32Array(length);
  let count = 0;
  for (let index = 0; index < length; index++) if (Number.isFinite(values[index])) indexes[count++] = index;
  return indexes.subarray(0, count);
}

/** Means with the ends of their 95 % intervals, at the steps of measurements. */
export function meansTable(means: readonly Drawn[]): ChartTable {
  const names = fullNames(means);
  const three = (name: string, format: (value: number) => string) => [name, `${name}, low`, `${name}, high`].map((column) => ({ name: column, format }));
  return {
    columns: ['Runs', 'Step', ...three('Pretext loss', formatLoss), ...three('Online probe', formatPercent), ...three('Probe accuracy', formatPercent)],
    rows: means.flatMap((mean, index) => {
      const steps = [...new Set([...mean.online, ...mean.refit].map(({ step }) => step))].sort((a, b) => a - b);
      return steps.map((step): Cell[] => {
        const losses = [mean.losses, mean.lossInterval!.low, mean.lossInterval!.high].map((series) => lossAt({ losses: series }, step));
        const marks = [mean.online, mean.refit].flatMap((all) => {
          const mark = markAt(all, step);
          return mark?.step === step ? [mark.value, mark.low ?? null, mark.high ?? null] : [null, null, null];
        });
        return [names[index]!, step, ...losses, ...marks];
      });
    }),
  };
}
