/** One chart: of a received or linked sweep, of the runs of this visit, or of the recorded run nearest to the slider. Loaded after the controls. */
import { Suspense, useMemo, useState } from 'react';
import { readSweep, type Sweep } from '../../experiment/sweep';
import type { SweptRun } from '../../record/sweepTable';
import type { ReceivedResult } from '../../runs/received';
import { isRecordedFamily, nearestRecord } from '../../runs/recorded';
import { useLabState } from '../../runs/useLab';
import { useReceivedState } from '../../runs/useReceived';
import { StepChart } from '../charts/StepChart';
import { TaskMenu } from '../charts/TaskMenu';
import { useThrottledRuns } from '../charts/useThrottledRuns';
import { late } from '../late';
import { RecordedCurves } from '../recorded/RecordedCurves';
import '../recorded/recorded.css';
import { useRecorded } from '../recorded/useRecorded';
import { originOf } from '../received/wording';
import '../received/received.css';
import { useOwnRuns } from '../received/useOwnRuns';

const ReceivedTable = late(() => import('../received/ReceivedTable'), 'The charts of the sweep');

export default function EmbedCharts() {
  const received = useReceivedState((state) => state.result);
  const hasRuns = useLabState(({ runs }) => runs.length > 0);
  const isRecorded = useLabState(({ experiment }) => isRecordedFamily(experiment));
  const linked = useMemo(() => readSweep(location.search).sweep, []);
  return (
    <section className="embed-charts" aria-label="Charts">
      {received && <Origin result={received} />}
      {received?.kind === 'table' && <Table sweep={received.sweep} runs={received.runs} />}
      {received?.kind !== 'table' && linked && <LinkedSweep sweep={linked} />}
      {hasRuns ? <Curves /> : received?.kind !== 'table' && !linked && (isRecorded ? <Recorded /> : <p className="soft">Press start, and the curves of this experiment grow here.</p>)}
    </section>
  );
}

function Origin({ result }: { result: ReceivedResult }) {
  return (
    <p className="small">
      <span className="received-tag">received, not verified</span> <span className="soft">{originOf(result)}</span>
    </p>
  );
}

function Curves() {
  const runs = useThrottledRuns();
  const [wanted, setWanted] = useState<string | null>(null);
  const visible = useMemo(() => runs.filter((run) => !run.hidden), [runs]);
  const current = runs[runs.length - 1];
  if (!current) return null;
  const tasks = runs.findLast((run) => run.tasks.length > 0)?.tasks ?? [];
  const task = tasks.find(({ name }) => name === wanted) ?? tasks[0];
  const options = (
    <div className="chart-options">
      <TaskMenu label="Probe task" tasks={tasks} task={task} onChoose={setWanted} />
    </div>
  );
  return <StepChart runs={visible} current={current} task={task} options={options} />;
}

function Recorded() {
  const recorded = useRecorded();
  const [wanted, setWanted] = useState<string | null>(null);
  const width = useLabState(({ draggedWidth, experiment }) => draggedWidth ?? experiment.width);
  const seed = useLabState(({ experiment }) => experiment.seed);
  if (recorded === 'loading') return <p className="soft">Loading the recorded runs…</p>;
  const shown = recorded && nearestRecord(recorded.records, width, seed);
  if (!recorded || !shown) return <p className="soft">Press start, and the curves of this experiment grow here.</p>;
  const task = shown.tasks.find(({ name }) => name === wanted) ?? shown.tasks[0]!;
  return <RecordedCurves records={recorded.records} shown={shown} task={task} onChooseTask={setWanted} />;
}

/** Of the runs at hand: those made here, and the recorded ones. */
function LinkedSweep({ sweep }: { sweep: Sweep }) {
  const own = useOwnRuns();
  const recorded = useRecorded();
  const runs = useMemo(() => [...own, ...(recorded && recorded !== 'loading' ? recorded.summaries : [])], [own, recorded]);
  return <Table sweep={sweep} runs={runs} />;
}

function Table({ sweep, runs }: { sweep: Sweep; runs: readonly SweptRun[] }) {
  return (
    <Suspense fallback={<p className="soft">Loading the chart…</p>}>
      <ReceivedTable sweep={sweep} runs={runs} level={2} />
    </Suspense>
  );
}
