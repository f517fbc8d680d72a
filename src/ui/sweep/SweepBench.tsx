/** Putting a sweep together, its queue, and what came out. Loaded late; the charts later still. */
import { Suspense, useState } from 'react';
import { useSweepDeskState } from '../../runs/useSweepDesk';
import { late } from '../late';
import './sweep.css';
import { SweepBuilder } from './SweepBuilder';
import { SweepMenu, type Shown } from './SweepMenu';
import { SweepQueue } from './SweepQueue';

const KeptResults = late(() => import('./KeptResults'), 'The results');
const RecordedResults = late(() => import('./RecordedResults'), 'The recorded sweep');

export default function SweepBench() {
  const open = useSweepDeskState((state) => state.open);
  const [wantsRecorded, setWantsRecorded] = useState(false);
  const shown: Shown = wantsRecorded ? 'recorded' : open ? 'open' : 'none';
  return (
    <>
      <p className="sweeps-lead">
        One or two settings take several values each. Every combination runs with several seeds, one after the other; everything else is as set
        above. The sweep continues in a hidden tab and resumes after a reload.
      </p>
      <div className="sweep-columns">
        <SweepBuilder onStart={() => setWantsRecorded(false)} />
        {open?.kept && <SweepQueue sweep={open.sweep} kept={open.kept} />}
      </div>
      <SweepMenu shown={shown} onShowRecorded={setWantsRecorded} />
      <div className="sweep-results">
        <Suspense fallback={<p className="soft">Loading the results…</p>}>
          {shown === 'recorded' && <RecordedResults />}
          {shown === 'open' && open!.kept && <KeptResults sweep={open!.sweep} />}
        </Suspense>
      </div>
    </>
  );
}
