/** Received results in words. Pure. */
import { type Comparison, type Difference, type TableComparison } from '../../record/comparison';
import type { RunSummary } from '../../record/summary';
import type { ReceivedResult } from '../../runs/received';
import { countRuns } from '../../experiment/sweep';
import { nameRun } from '../../runs/naming';
import { spellTask } from '../text/choices';
import { formatFigure, formatPercent, formatWhole } from '../text/format';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** E.g. "A run with D = 64, seed 2" or "A sweep of 24 runs". */
export function nameOf(result: ReceivedResult): string {
  if (result.kind === 'run') return `A run with ${nameRun(result.record.experiment)}, seed ${result.record.experiment.seed}`;
  const all = countRuns(result.sweep);
  return result.runs.length === all ? `A sweep of ${formatWhole(all)} runs` : `${formatWhole(result.runs.length)} of the ${formatWhole(all)} runs of a sweep`;
}

/** Where it comes from, by its own account. */
export function originOf(result: ReceivedResult): string {
  const { device, madeBy, startedAt } = result.kind === 'run' ? result.record : result.from;
  const on = device ? `on ${device.adapter}${device.backend === 'webgpu' ? ' (WebGPU)' : ''}` : 'on a device that it does not name';
  const what = result.kind === 'run' ? 'Its curve and figures' : 'Its figures';
  return `${what} came with the link, and nothing here has checked them. By its own account it was made ${on}, ${day.format(startedAt)}, by version ${madeBy}.`;
}

/** E.g. "Probe accuracy on shape: 43.1 % here, 42.0 % received; a difference of 1.1 points, within the ±4.0 that another seed would explain." */
export function spellDifference({ of, task, here, received, difference, tolerance, verdict }: Difference): string {
  const isAccuracy = of === 'refit';
  const figure = isAccuracy ? formatPercent : formatFigure;
  const apart = (value: number) => (isAccuracy ? (100 * Math.abs(value)).toFixed(1) : formatFigure(Math.abs(value)));
  const name = isAccuracy ? `Probe accuracy on ${spellTask(task ?? '')}` : 'Final loss';
  const both = `${name}: ${figure(here)} here, ${figure(received)} received`;
  if (verdict === 'same') return `${both}; the same.`;
  const size = `a difference of ${apart(difference)}${isAccuracy ? ' points' : ''}`;
  if (verdict === 'within') return `${both}; ${size}, within the ±${apart(tolerance)} that another seed would explain.`;
  return `${both}; ${size}, larger than the ±${apart(tolerance)} that another seed would explain.`;
}

/** What all figures of a run together say. `alike`: both name the same version and device. */
export function verdictOf({ differences }: Pick<Comparison, 'differences'>, alike: boolean): string {
  const beyond = differences.filter(({ verdict }) => verdict === 'beyond').length;
  if (differences.every(({ verdict }) => verdict === 'same')) return 'Repeated here: every figure is the same.';
  if (beyond > 0) {
    return `Repeated here: ${beyond === 1 ? 'one figure differs' : `${beyond} figures differ`} by more than another seed would explain. Something differs; check version and settings.`;
  }
  return alike
    ? 'Repeated here: no figure differs by more than another seed would explain, but the same version on the same device should give the same figures. Run it once more, or ask how it was made.'
    : 'Repeated here: no figure differs by more than another seed would explain. Another device or version rounds differently, and training amplifies that, so no closer match can be expected.';
}

/** Where the tolerance comes from. */
export function toleranceNote(seeds: number): string {
  return seeds > 0
    ? `What another seed would explain: from the spread of ${seeds} seeds of these settings at hand, in 19 of 20 cases.`
    : 'What another seed would explain: the sampling error of both probes and the spread over seeds that was measured on other runs, in 19 of 20 cases. Three seeds of these settings, run here, give a better measure.';
}

export function spellTable({ figures, same, beyond, byChance }: TableComparison): string {
  if (figures === same) return `All ${formatWhole(figures)} figures are the same.`;
  const chance = Math.ceil(byChance);
  const head = `Of ${formatWhole(figures)} figures, ${formatWhole(same)} are the same, ${formatWhole(figures - same - beyond.length)} differ by no more than another seed would explain, and ${formatWhole(beyond.length)} by more.`;
  if (beyond.length <= byChance + 2 * Math.sqrt(byChance)) return `${head} By chance alone about ${chance} would, so the tables agree.`;
  return `${head} By chance alone about ${chance} would. Something differs; check version and settings.`;
}

/** Whether both name the same version and the same device, so that the same digits can be expected. */
export function isAlike(here: Pick<RunSummary, 'device' | 'madeBy'>, received: Pick<RunSummary, 'device' | 'madeBy'>): boolean {
  return here.madeBy === received.madeBy && here.device !== null && here.device.backend === received.device?.backend && here.device.adapter === received.device.adapter;
}
