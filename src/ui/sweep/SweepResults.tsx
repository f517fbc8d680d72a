/**
 * What came out of a sweep, for one downstream task: accuracy and gain against the swept field, and for two fields a table of
 * colours. Knows only a sweep and its runs, wherever they come from.
 */
import { memo, useMemo, useState, type ReactNode } from 'react';
import type { Sweep } from '../../experiment/sweep';
import { knownTasks } from '../../exchange/knownTasks';
import { sweepTable, type SweptRun, tasksOf } from '../../record/sweepTable';
import { TaskMenu } from '../charts/TaskMenu';
import { Segments } from '../controls/Segments';
import { acrossIndex, type Across, hasRatio } from './sweepSeries';
import { nameField } from './fieldScale';
import { SweepChart } from './SweepChart';
import { SweepHeat } from './SweepHeat';

interface SweepResultsProps {
  sweep: Sweep;
  runs: readonly SweptRun[];
  /** Of the charts' headings; 3 within a room that has a heading of its own. */
  level?: 2 | 3;
  /** Where it is chosen elsewhere; otherwise there is a menu here. */
  task?: string;
  /** Drawn over the chart against the width, e.g. where the slider stands. */
  mark?: ReactNode;
}

export const SweepResults = memo(function SweepResults({ sweep, runs, level = 3, task: given, mark }: SweepResultsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [across, setAcross] = useState<Across>('field');
  const names = useMemo(() => tasksOf(sweep, runs), [sweep, runs]);
  const name = names.find((task) => task === (given ?? chosen)) ?? names[0] ?? '';
  const table = useMemo(() => sweepTable(sweep, runs, name), [sweep, runs, name]);
  if (names.length === 0) return <p className="soft">No run of this sweep is finished yet. The first figures come with the first run.</p>;

  const tasks = tasksNamed(names);
  const ratio = hasRatio(table);
  const options = (
    <div className="chart-options">
      {given === undefined && <TaskMenu label="Probe task" tasks={tasks} task={tasks.find((task) => task.name === name)} onChoose={setChosen} />}
      {ratio && (
        <div className="sweep-across" role="radiogroup" aria-label="Horizontal axis">
          <Segments
            segments={[
              { value: 'field', label: axisName(sweep) },
              { value: 'ratio', label: 'ln(D/K)' },
            ]}
            value={across}
            onChange={setAcross}
          />
        </div>
      )}
    </div>
  );
  return (
    <>
      <SweepChart table={table} across={ratio ? across : 'field'} level={level} options={options} mark={across === 'field' && sweep.axes[acrossIndex(sweep)]!.field === 'width' ? mark : null} />
      {sweep.axes.length === 2 && <SweepHeat table={table} level={level} />}
    </>
  );
});

/** With their classes where the page knows them. */
function tasksNamed(names: readonly string[]) {
  const known = knownTasks(names);
  return names.map((name) => known.find((task) => task.name === name) ?? { name, classNames: [] });
}

function axisName(sweep: Sweep): string {
  const { field } = sweep.axes[acrossIndex(sweep)]!;
  return field === 'width' ? 'D' : field === 'out' ? 'K' : nameField(field);
}
