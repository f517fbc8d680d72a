/** Where the curves will be. The charts themselves are loaded after the first paint; until a run exists, recorded ones are shown. */
import { lazy, Suspense, useEffect } from 'react';
import { isRecordedFamily } from '../../runs/recorded';
import { useLabState } from '../../runs/useLab';
import { Charts, loadCharts } from '../parts';
import './charts.css';

const LibraryRoom = lazy(() => import('../library/LibraryRoom').then((room) => ({ default: room.LibraryRoom })));
const MeasuredPreset = lazy(() => import('../claims/MeasuredPreset').catch(() => ({ default: () => null })));
const RecordedRoom = lazy(() => import('../recorded/RecordedRoom').catch(() => ({ default: EmptyCharts })));

export function ChartsRoom() {
  const empty = useLabState(({ runs }) => runs.length === 0);
  useEffect(() => {
    // Fetched while the visitor looks around, so that the first run does not wait for it.
    const timer = setTimeout(() => void loadCharts(), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section className="charts" aria-label="Charts">
      {empty ? (
        <>
          <BeforeRuns />
          <Suspense fallback={null}>
            <LibraryRoom />
          </Suspense>
        </>
      ) : (
        <Suspense fallback={<p className="soft">Loading the charts…</p>}>
          <Charts />
        </Suspense>
      )}
    </section>
  );
}

function BeforeRuns() {
  const isRecorded = useLabState(({ experiment }) => isRecordedFamily(experiment));
  if (!isRecorded) return <EmptyCharts />;
  return (
    <Suspense fallback={<p className="soft waiting-charts">Loading the recorded runs…</p>}>
      <RecordedRoom without={<EmptyCharts />} />
    </Suspense>
  );
}

function EmptyCharts() {
  const experiment = useLabState((state) => state.experiment);
  const isRecorded = isRecordedFamily(experiment);
  return (
    <div className="empty-charts">
      <p className="empty-title">Nothing has been trained yet</p>
      <p>
        Press Start, and two curves grow here. One is the loss of the pretext task, the exercise that trains the network without labels; it falls. The
        other is probe accuracy: how well a linear classifier reads the labels from the frozen representation. It may rise or not. A dashed line marks
        what the untrained network reaches. Then drag the width and compare.
      </p>
      {!isRecorded && <Suspense fallback={null}><MeasuredPreset experiment={experiment} otherwise={<NothingRecorded />} /></Suspense>}
    </div>
  );
}

function NothingRecorded() {
  return <p className="small soft">The recorded runs have the default settings or those of a claim; with other settings there is nothing recorded to show.</p>;
}
