/** For every downstream task: from the untrained network to now, with the level of chance. Shows what the pretext task keeps and destroys. */
import { memo } from 'react';
import { differingFields, nameAmong } from '../../runs/naming';
import { latestRefit, untrained, type Run } from '../../runs/run';
import { formatGain, formatPercent, formatWhole } from '../text/format';
import { spellTask } from '../text/choices';
import { ChartFigure } from './ChartFigure';
import { sameMeasurements } from './curveRows';
import { DIMMED, Marker, runStyle } from './runStyle';

interface TaskPanelProps {
  runs: readonly Run[];
  current: Run;
}

interface Change {
  run: Run;
  from: number;
  to: number;
}

export const TaskPanel = memo(function TaskPanel({ runs, current }: TaskPanelProps) {
  const rows = current.tasks.map((task) => ({
    task,
    chance: 1 / task.classNames.length,
    changes: [...runs].reverse().flatMap((run) => changeOf(run, task.name)),
  }));
  const isFinished = current.state === 'finished';
  return (
    <ChartFigure
      name="Untrained and trained accuracy per task"
      note={`Refit probe, from the untrained network (hollow) to ${isFinished ? 'the end' : 'now'} (filled), with the gain in points. The tick is chance.${sampleOf(current)}`}
      table={() => tableOf(rows)}
    >
      <ul className="tasks">
        {rows.map(({ task, chance, changes }) => (
          <li key={task.name} className="task">
            <span className="task-name">{spellTask(task.name)}</span>
            <TaskTrack chance={chance} changes={changes} currentId={current.id} />
            <Gain change={changes.find(({ run }) => run.id === current.id)} />
          </li>
        ))}
      </ul>
      <div className="task task-axis" aria-hidden="true">
        <span />
        <span className="task-scale">
          {[0, 25, 50, 75, 100].map((tick) => (
            <span key={tick} style={{ left: `${tick}%` }}>
              {tick === 100 ? '100 %' : tick}
            </span>
          ))}
        </span>
        <span className="task-gain">points</span>
      </div>
    </ChartFigure>
  );
}, (a, b) => sameMeasurements(a.runs, b.runs) && a.current.id === b.current.id);

/** How many images the probe saw: what its sampling error follows from. */
function sampleOf({ images }: Run): string {
  return images ? ` Fitted to ${formatWhole(images.probeTrain)} training images, judged on ${formatWhole(images.probeTest)} test images.` : '';
}

const LANE = 12;

/** A lane per run, the current one on top. Places are percentages of the track, so that markers keep their shape. */
function TaskTrack({ chance, changes, currentId }: { chance: number; changes: readonly Change[]; currentId: string }) {
  const height = LANE * Math.max(1, changes.length) + 6;
  return (
    <svg className="task-track" width="100%" height={height} role="presentation">
      {[0, 25, 50, 75, 100].map((tick) => (
        <line key={tick} x1={`${tick}%`} x2={`${tick}%`} y1="0" y2={height} stroke="var(--rule)" />
      ))}
      <line x1={`${100 * chance}%`} x2={`${100 * chance}%`} y1="0" y2={height} stroke="var(--ink-soft)" strokeWidth="2" />
      {changes.map(({ run, from, to }, lane) => {
        const y = LANE * (lane + 0.5) + 3;
        const { colour } = runStyle(run.slot);
        return (
          <g key={run.id} opacity={run.id === currentId ? 1 : DIMMED}>
            <line x1={`${100 * from}%`} x2={`${100 * to}%`} y1={y} y2={y} stroke={colour} strokeWidth={run.id === currentId ? 3 : 2} />
            <svg x={`${100 * from}%`} overflow="visible">
              <Marker slot={run.slot} x={0} y={y} hollow />
            </svg>
            <svg x={`${100 * to}%`} overflow="visible">
              <Marker slot={run.slot} x={0} y={y} />
            </svg>
          </g>
        );
      })}
    </svg>
  );
}

function Gain({ change }: { change: Change | undefined }) {
  if (!change) return <span className="task-gain soft">–</span>;
  return (
    <span className="task-gain">
      <strong>{formatGain(change.to - change.from)}</strong>
      <span className="visually-hidden">
        {' '}
        points, from {formatPercent(change.from)} to {formatPercent(change.to)}
      </span>
    </span>
  );
}

function changeOf(run: Run, task: string): Change[] {
  const from = untrained(run)?.[task];
  const to = latestRefit(run)?.accuracy[task];
  return from === undefined || to === undefined ? [] : [{ run, from, to }];
}

function tableOf(rows: readonly { task: { name: string }; chance: number; changes: readonly Change[] }[]) {
  const differing = differingFields([...new Set(rows.flatMap(({ changes }) => changes.map(({ run }) => run.experiment)))]);
  return {
    columns: ['Task', 'Run', 'Chance', 'Untrained', 'Now', 'Gain in points'],
    rows: rows.flatMap(({ task, chance, changes }) =>
      changes.map(({ run, from, to }) => [
        spellTask(task.name),
        nameAmong(run.experiment, differing),
        formatPercent(chance),
        formatPercent(from),
        formatPercent(to),
        formatGain(to - from),
      ]),
    ),
  };
}
