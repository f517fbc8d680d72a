/** For every downstream task: from the untrained network to now, with the level of chance. Shows what the pretext task keeps and destroys. */
import { memo } from 'react';
import { chanceOf } from '../../data/dataset';
import { differingFields, nameAmong } from '../../runs/naming';
import { gainError, samplingError } from '../../record/effects';
import { judgedEnds, refitPair } from '../../record/record';
import type { Run } from '../../runs/run';
import { formatGain, formatPercent, formatWhole } from '../text/format';
import { spellTask } from '../text/choices';
import { ChartFigure } from './ChartFigure';
import { sameMeasurements } from './curveRows';
import { GainScale, GainTrack, type Change } from './GainTrack';

interface TaskPanelProps {
  runs: readonly Run[];
  current: Run;
}

type KnownChange = Change & { from: number; error: number | null };

export const TaskPanel = memo(function TaskPanel({ runs, current }: TaskPanelProps) {
  const rows = current.tasks.map((task) => ({
    task,
    chance: chanceOf(task),
    changes: [...runs].reverse().flatMap((run) => changeOf(run, task.name)),
  }));
  const isFinished = current.state === 'finished';
  return (
    <ChartFigure
      name="Untrained and trained accuracy per task"
      note={`Probe accuracy of the untrained network (hollow) and ${isFinished ? 'at the end' : 'now'} (filled), with the gain in points and its standard error. The tick is chance.${sampleOf(current)}`}
      table={() => tableOf(rows)}
    >
      <ul className="tasks">
        {rows.map(({ task, chance, changes }) => (
          <li key={task.name} className="task">
            <span className="task-name">{spellTask(task.name)}</span>
            <GainTrack chance={chance} changes={changes} currentId={current.id} />
            <Gain change={changes.find(({ run }) => run.id === current.id)} />
          </li>
        ))}
      </ul>
      <div className="task task-axis" aria-hidden="true">
        <span />
        <GainScale />
        <span className="task-gain">points</span>
      </div>
    </ChartFigure>
  );
}, (a, b) => sameMeasurements(a.runs, b.runs) && a.current.id === b.current.id);

/** How many images the probe saw: what its sampling error follows from. */
function sampleOf(run: Run): string {
  const ends = judgedEnds(run);
  const [fitted, judged] = ends ? [ends.trained.trainImages, ends.trained.testImages] : [run.images?.lookTrain, run.images?.lookTest];
  return fitted && judged ? ` Fitted to ${formatWhole(fitted)} training images, tested on ${formatWhole(judged)} test images.` : '';
}

function Gain({ change }: { change: KnownChange | undefined }) {
  if (!change) return <span className="task-gain soft">–</span>;
  return (
    <span className="task-gain">
      <strong>{formatGain(change.to - change.from)}</strong>
      {change.error !== null && <span className="soft"> ±{(100 * change.error).toFixed(1)}</span>}
      <span className="visually-hidden">
        {' '}
        points, from {formatPercent(change.from)} to {formatPercent(change.to)}
      </span>
    </span>
  );
}

function changeOf(run: Run, task: string): KnownChange[] {
  const { untrained, refit } = refitPair(run);
  const [from, to] = [untrained?.[task], refit?.[task]];
  if (from === undefined || to === undefined) return [];
  const ends = judgedEnds(run);
  const images = run.images?.lookTest;
  const ofLooks = images ? Math.hypot(samplingError(from, images), samplingError(to, images)) : null;
  return [{ run, from, to, error: ends ? gainError(ends.untrained, ends.trained, task) : ofLooks }];
}

function tableOf(rows: readonly { task: { name: string }; chance: number | null; changes: readonly KnownChange[] }[]) {
  const differing = differingFields([...new Set(rows.flatMap(({ changes }) => changes.map(({ run }) => run.experiment)))]);
  return {
    columns: [
      'Task',
      'Run',
      ...['Chance', 'Untrained', 'Now'].map((name) => ({ name, format: formatPercent })),
      { name: 'Gain in points', format: (points: number) => formatGain(points / 100) },
      { name: 'Standard error', format: (points: number) => points.toFixed(1) },
    ],
    rows: rows.flatMap(({ task, chance, changes }) =>
      changes.map(({ run, from, to, error }) => [
        spellTask(task.name),
        nameAmong(run.experiment, differing),
        chance ?? '–',
        from,
        to,
        100 * (to - from),
        error === null ? null : 100 * error,
      ]),
    ),
  };
}
