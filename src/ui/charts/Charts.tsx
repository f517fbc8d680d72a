/** All charts of the runs so far, for one chosen downstream task. Loaded lazily: this is where Recharts comes in. */
import { lazy, Suspense, useState } from 'react';
import { LossParts } from './LossParts';
import { PathChart } from './PathChart';
import { RunList } from './RunList';
import { StepChart } from './StepChart';
import { TaskMenu } from './TaskMenu';
import { TaskPanel } from './TaskPanel';
import { useThrottledRuns } from './useThrottledRuns';

const FurtherRooms = lazy(() => import('./FurtherRooms'));

/** Memory of the smoothing when it is asked for; off by default. */
const SMOOTHING = 0.9;

export default function Charts() {
  const runs = useThrottledRuns();
  const [wanted, setWanted] = useState<string | null>(null);
  const [smoothed, setSmoothed] = useState(false);
  const current = runs[runs.length - 1];
  if (!current) return null;

  const known = runs.findLast(({ tasks }) => tasks.length > 0)?.tasks ?? [];
  const tasks = current.tasks.length > 0 ? current.tasks : known;
  const task = tasks.find(({ name }) => name === wanted) ?? tasks[0];
  const visible = runs.filter((run) => !run.hidden);
  const options = (
    <div className="chart-options">
      <TaskMenu label="Probe task" tasks={tasks} task={task} onChoose={setWanted} />
      <label className="check">
        <input type="checkbox" checked={smoothed} onChange={(event) => setSmoothed(event.target.checked)} />
        Smooth the loss
      </label>
    </div>
  );
  return (
    <>
      <StepChart runs={visible} current={current} task={task} smoothing={smoothed ? SMOOTHING : 0} options={options} />
      <RunList runs={runs} task={task?.name ?? null} />
      <div className="chart-pair">
        <PathChart runs={visible} current={current} task={task} />
        <TaskPanel runs={visible} current={current} />
      </div>
      <LossParts run={current} />
      <Suspense fallback={null}>
        <FurtherRooms runs={visible} current={current} task={task} onChooseTask={setWanted} />
      </Suspense>
    </>
  );
}
