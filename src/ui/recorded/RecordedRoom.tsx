/** Before anything was trained here: the finished default sweep that comes with the page, at the width where the slider stands. */
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { refitPair, type RunRecord, stepsDone } from '../../record/record';
import { nearestRecord, type RecordedSweep } from '../../runs/recorded';
import { useLab, useLabState } from '../../runs/useLab';
import { late } from '../late';
import { spellTask } from '../text/choices';
import { formatGain, formatPercent, formatWhole } from '../text/format';
import { Provenance } from './Provenance';
import './recorded.css';
import { RecordedCurves } from './RecordedCurves';
import { useRecorded } from './useRecorded';

const RecordedSweepChart = late(() => import('./RecordedSweepChart'), 'The accuracy by width');

/** `without` stands in where the recorded runs cannot be had. */
export default function RecordedRoom({ without }: { without: ReactNode }) {
  const recorded = useRecorded();
  if (recorded === null) return without;
  return recorded === 'loading' ? <p className="soft recorded-room">Loading the recorded runs…</p> : <Recorded recorded={recorded} />;
}

function Recorded({ recorded }: { recorded: RecordedSweep }) {
  const { records } = recorded;
  const [wanted, setWanted] = useState<string | null>(null);
  // Few of the slider's steps change the nearest record, and only those draw anything here.
  const shown = useLabState(({ draggedWidth, experiment }) => nearestRecord(records, draggedWidth ?? experiment.width, experiment.seed))!;
  useSaid(shown);
  const task = shown.tasks.find(({ name }) => name === wanted) ?? shown.tasks[0]!;
  return (
    <div className="recorded-room">
      <div className="recorded-head">
        <div>
          <p className="recorded-tag">Recorded, not trained here</p>
          <h2 className="recorded-title" data-testid="recorded">
            Recorded: D = {formatWhole(shown.experiment.width)}, seed {shown.experiment.seed}
          </h2>
          <p className="recorded-outcome">
            {outcomeOf(shown, task.name)} <Nearest to={shown.experiment.width} />
          </p>
        </div>
        <p className="small soft">Drag the width to move through the recorded runs. Start trains one here.</p>
      </div>
      <RecordedCurves records={records} shown={shown} task={task} onChooseTask={setWanted} />
      <div className="recorded-sweep">
        <Suspense fallback={<p className="soft">Loading the accuracy by width…</p>}>
          <RecordedSweepChart recorded={recorded} task={task.name} />
        </Suspense>
      </div>
      <Provenance records={records} link={recorded.link} />
    </div>
  );
}

/** Where the slider stands between recorded widths, it says so. */
function Nearest({ to }: { to: number }) {
  const width = useLabState(({ draggedWidth, experiment }) => draggedWidth ?? experiment.width);
  return width === to ? null : <span className="soft">The recorded width nearest to D = {formatWhole(width)}.</span>;
}

/** E.g. "Probe accuracy on shape: 14.7 % untrained, 16.4 % after 400 steps, +1.7 points." */
function outcomeOf(record: RunRecord, task: string): string {
  const { untrained, refit } = refitPair(record);
  const [from, to] = [untrained?.[task], refit?.[task]];
  if (from === undefined || to === undefined) return '';
  return `Probe accuracy on ${spellTask(task)}: ${formatPercent(from)} untrained, ${formatPercent(to)} after ${formatWhole(stepsDone(record))} steps, ${formatGain(to - from)} points.`;
}

/** Tells ears which run is shown, once the thumb rests. */
function useSaid(shown: RunRecord): void {
  const lab = useLab();
  const said = useRef(shown);
  const dragging = useLabState(({ draggedWidth }) => draggedWidth !== null);
  useEffect(() => {
    if (dragging || said.current === shown) return;
    said.current = shown;
    const { width, seed } = shown.experiment;
    lab.say(`Showing the recorded run at D = ${formatWhole(width)}, seed ${seed}.`);
  }, [dragging, shown, lab]);
}
