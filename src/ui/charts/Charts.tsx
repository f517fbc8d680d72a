/** All charts of the runs so far, for one chosen downstream task. Loaded lazily. */
import { lazy, Suspense, useMemo, useState } from 'react';
import { LibraryRoom } from '../library/LibraryRoom';
import { ShownRuns } from '../library/ShownRuns';
import { LossParts } from './LossParts';
import { StepChart } from './StepChart';
import { TaskMenu } from './TaskMenu';
import { TaskPanel } from './TaskPanel';
import { useThrottledRuns } from './useThrottledRuns';
import { ViewOptions } from './ViewOptions';

// This is where Recharts comes in, which the curves do not wait for.
const PathChart = lazy(() => import('./PathChart').then(({ PathChart: chart }) => ({ default: chart })));
const FurtherRooms = lazy(() => import('./FurtherRooms'));

export default function Charts() {
  const runs = useThrottledRuns();
  const [wanted, setWanted] = useState<string | null>(null);
  const visible = useMemo(() => runs.filter((run) => !run.hidden), [runs]);
  const current = runs[runs.length - 1];
  if (!current) return null;

  const known = runs.findLast(({ tasks }) => tasks.length > 0)?.tasks ?? [];
  const tasks = current.tasks.length > 0 ? current.tasks : known;
  const task = tasks.find(({ name }) => name === wanted) ?? tasks[0];
  const options = (
    <div className="chart-options">
      <TaskMenu label="Probe task" tasks={tasks} task={task} onChoose={setWanted} />
      <ViewOptions runs={visible} />
    </div>
  );
  return (
    <>
      <StepChart runs={visible} current={current} task={task} options={options} />
      <div>
        <ShownRuns runs={runs} task={task?.name ?? null} />
        <LibraryRoom />
      </div>
      <div className="chart-pair">
        <Suspense fallback={<div className="path-plot" />}>
          <PathChart runs={visible} current={current} task={task} />
        </Suspense>
        <TaskPanel runs={visible} current={current} />
      </div>
      <LossParts run={current} />
      <Suspense fallback={null}>
        <FurtherRooms runs={visible} current={current} task={task} onChooseTask={setWanted} />
      </Suspense>
    </>
  );
}
