/** What the crosshair reads in the chart over steps: the true values there, not the thinned or smoothed ones. */
import { formatLoss, formatPercent } from '../text/format';
import { type Course, spellPlace, stepAt } from './course';
import { type Drawn, lineAt, lossAt, markAt, type Mark } from './drawn';
import { type Band, heightIn } from './Plot';
import { type Reading, type ReadingRow, readNear } from './reading';

/** A curve as measured, and as it is drawn. */
export interface ReadCurve {
  readonly name: string;
  readonly measured: Drawn;
  readonly shown: Drawn;
}

export function readSteps(curves: readonly ReadCurve[], course: Course, loss: Band, accuracy: Band, at: number, height: number): Reading {
  const rows = [...curves].reverse().flatMap((curve) => rowOf(curve, course, loss, accuracy, at) ?? []);
  return readNear(spellPlace(course, at), ['loss', 'online', 'refit'], rows, height);
}

/** Null where the run has not come so far. */
function rowOf({ name, measured, shown }: ReadCurve, course: Course, loss: Band, accuracy: Band, at: number): ReadingRow | null {
  const step = stepAt(course, measured.clock, at);
  if (step === null || step > measured.steps) return null;
  const places: [Band, number | null][] = [
    [loss, lossAt(shown, step)],
    [accuracy, lineAt(shown.online, step)],
    [accuracy, lineAt(shown.refit, step)],
  ];
  const value = lossAt(measured, step);
  return {
    id: measured.id,
    slot: measured.slot,
    name,
    values: [
      value === null ? '–' : spellLoss(value, halfLossAt(measured, step, value)),
      spellMark(markAt(measured.online, step)),
      spellMark(markAt(measured.refit, step)),
    ],
    heights: places.flatMap(([band, there]) => (there === null ? [] : [heightIn(band, there)])),
  };
}

function halfLossAt({ lossInterval }: Drawn, step: number, mean: number): number | null {
  if (!lossInterval) return null;
  const high = lossAt({ losses: lossInterval.high }, step);
  return high === null ? null : high - mean;
}

function spellMark(mark: Mark | null): string {
  if (!mark) return '–';
  return mark.high === undefined ? formatPercent(mark.value) : `${(100 * mark.value).toFixed(1)} ± ${formatPercent(mark.high - mark.value)}`;
}

/** E.g. "4.31 ± 0.05": half of the 95 % interval, to the digit of the value. */
function spellLoss(loss: number, half: number | null): string {
  const value = formatLoss(loss);
  return half === null ? value : `${value} ± ${half.toFixed(value.split('.')[1]?.length ?? 0)}`;
}
