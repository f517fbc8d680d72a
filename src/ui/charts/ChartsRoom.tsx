/** Where the curves will be. The charts themselves are loaded after the first paint; until a run exists nothing is drawn. */
import { lazy, Suspense, useEffect } from 'react';
import { writeLink } from '../../experiment/link';
import { useLab, useLabState } from '../../runs/useLab';
import './charts.css';

const load = () => import('./Charts');
const Charts = lazy(load);

export function ChartsRoom() {
  const empty = useLabState(({ runs }) => runs.length === 0);
  useEffect(() => {
    // Fetched while the visitor looks around, so that the first run does not wait for it.
    const timer = setTimeout(() => void load(), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section className="charts" aria-label="Charts">
      {empty ? (
        <EmptyCharts />
      ) : (
        <Suspense fallback={<p className="soft">Loading the charts…</p>}>
          <Charts />
        </Suspense>
      )}
    </section>
  );
}

function EmptyCharts() {
  const lab = useLab();
  const isDefault = useLabState(({ experiment }) => writeLink(experiment) === '');
  return (
    <div className="empty-charts">
      <p className="empty-title">Nothing has been trained yet</p>
      <p>
        Start, and two curves grow here: the pretext loss, which falls, and the accuracy of a linear probe, which may or may not rise with
        it. A line marks what the untrained network already reaches. Then drag the width and compare.
      </p>
      <button type="button" className="button primary" onClick={lab.start}>
        {isDefault ? 'Start the default experiment' : 'Start this experiment'}
      </button>
    </div>
  );
}
