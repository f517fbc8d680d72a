/** Runs as comma-separated values (RFC 4180), for spreadsheets and data frames: numbers in full, a row per point, step or run. */
import { fieldNames } from '../experiment/fields';
import type { RunRecord } from '../record/record';
import type { RunSummary } from '../record/summary';
import { valueAt } from '../record/series';

/** Null where there is nothing. */
export type Cell = string | number | null | undefined;

/** A spreadsheet takes what begins with one of these for a formula, wherever the text came from. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('');
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** What a run measured: a row per point, columns for each of the loss's terms and each task's accuracies. */
export function pointsCsv({ points }: Pick<RunRecord, 'points'>): string {
  const named = (of: 'parts' | 'online' | 'refit') => [...new Set(points.flatMap((point) => Object.keys(point[of] ?? {})))];
  const [parts, online, refit] = [named('parts'), named('online'), named('refit')];
  const inside = ['rankMe', 'collapse', 'uniformity', 'sparsity'] as const;
  const columns = ['step', 'seconds', 'loss', ...prefixed('parts', parts), ...prefixed('online', online), ...prefixed('refit', refit), ...prefixed('inside', inside)];
  return csvText(
    columns,
    points.map((point) => [
      point.step,
      point.seconds,
      point.loss,
      ...parts.map((name) => point.parts[name]),
      ...online.map((name) => point.online[name]),
      ...refit.map((name) => point.refit?.[name]),
      ...inside.map((name) => point.inside?.[name]),
    ]),
  );
}

/** The pretext loss of every step. */
export function lossesCsv({ losses }: Pick<RunRecord, 'losses'>): string {
  const rows = Array.from({ length: losses.length }, (_, index): Cell[] => [losses.firstStep + index, valueAt(losses, losses.firstStep + index)]);
  return csvText(['step', 'loss'], rows);
}

/** What is known of many runs: a row each. `nameOf`: what a visitor called it. */
export function runsCsv(runs: readonly RunSummary[], nameOf: (id: string) => string = () => ''): string {
  const tasks = [...new Set(runs.flatMap(({ untrained, refit }) => [...Object.keys(untrained ?? {}), ...Object.keys(refit ?? {})]))];
  const columns = [
    'name',
    ...fieldNames,
    ...prefixed('untrained', tasks),
    ...prefixed('refit', tasks),
    ...prefixed('gain', tasks),
    ...['step', 'state', 'loss', 'rankMe', 'collapse', 'stepMilliseconds', 'backend', 'adapter', 'origin', 'date', 'version', 'link'],
  ];
  return csvText(
    columns,
    runs.map(({ id, experiment, untrained, refit, ...run }) => [
      nameOf(id),
      ...fieldNames.map((field) => experiment[field]),
      ...tasks.map((task) => untrained?.[task]),
      ...tasks.map((task) => refit?.[task]),
      ...tasks.map((task) => gainOf(untrained?.[task], refit?.[task])),
      ...[run.step, run.state, run.loss, run.rankMe, run.collapse, run.stepMilliseconds, run.device?.backend, run.device?.adapter],
      ...[run.origin, new Date(run.startedAt).toISOString(), run.madeBy, run.link],
    ]),
  );
}

function gainOf(before: number | undefined, after: number | undefined): number | null {
  // Six digits, as everywhere in files: a difference of fractions has no more.
  return before === undefined || after === undefined ? null : Number((after - before).toPrecision(6));
}

function prefixed(prefix: string, names: readonly string[]): string[] {
  return names.map((name) => `${prefix}.${name}`);
}
