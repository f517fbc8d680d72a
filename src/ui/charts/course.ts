/** The axis along which runs go: optimizer steps, or the seconds of training that they took. */
import { secondsAt, stepAfter, type Timed } from '../../record/clock';
import { stepsDone, type Run } from '../../runs/run';
import { formatFigure, formatWhole } from '../text/format';
import { type Axis, linearAxis, logAxisWithZero } from './axis';
import { niceScale, stepReach } from './scales';

export type CourseUnit = 'steps' | 'seconds';

export interface Course {
  readonly unit: CourseUnit;
  readonly axis: Axis;
  /** Where a logarithmic axis begins, behind the place of 0. */
  readonly first: number;
}

/** How far the axis reaches for these runs: as far as they will go in steps, or have gone in seconds. */
export function reachOf(runs: readonly Run[], unit: CourseUnit): number {
  if (unit === 'steps') return Math.max(1, ...runs.map((run) => stepReach(stepsDone(run), run.state === 'idle' ? stepsDone(run) : run.experiment.steps)));
  const longest = Math.max(1e-3, ...runs.map((run) => secondsAt(run.points, stepsDone(run)) ?? 0));
  // Rounded up, so that the axis of a run that goes on does not move with every step.
  return niceScale({ low: 0, high: longest }, 8).domain[1];
}

/** The first place of a logarithmic axis: step 1, or the shortest time that any run took for its first step. */
export function firstPlaceOf(runs: readonly Run[], unit: CourseUnit): number {
  if (unit === 'steps') return 1;
  const first = Math.min(...runs.map((run) => secondsAt(run.points, 1) ?? Infinity));
  return Number.isFinite(first) && first > 0 ? first : 1;
}

export function courseOf(unit: CourseUnit, reach: number, first: number, log: boolean): Course {
  return { unit, first, axis: log ? logAxisWithZero(first, reach) : linearAxis({ low: 0, high: reach }) };
}

/** Where a step of a run lies, 0…1 along the axis; null while the run has told no pace. */
export function shareOf({ unit, axis }: Course, points: readonly Timed[], step: number): number | null {
  const at = unit === 'steps' ? step : secondsAt(points, step);
  return at === null ? null : axis.place(at);
}

/** The newest step that a run had done at a place of the axis; null where it had told no pace. */
export function stepAt({ unit }: Course, points: readonly Timed[], at: number): number | null {
  const step = unit === 'steps' ? at : stepAfter(points, at);
  return step === null ? null : Math.floor(step + 1e-6);
}

/** E.g. "Step 1,200", "12.5 s". */
export function spellPlace({ unit }: Course, at: number): string {
  return unit === 'steps' ? `Step ${formatWhole(at)}` : `${formatFigure(at)}\u202fs of training`;
}

export function courseName({ unit }: Course): string {
  return unit === 'steps' ? 'optimizer steps' : 'seconds of training';
}
