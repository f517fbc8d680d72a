/** What the representation of the test images looks like, without asking any label: live, with every refit. */
import { memo, useId } from 'react';
import { latestInside, type Run } from '../../runs/run';
import { FigurePanel } from './FigurePanel';
import './inside.css';
import { sameInside, widthMarks } from './insideRows';
import { Spectrum } from './Spectrum';
import { WidthPanel } from './WidthPanel';

interface LookingInsideProps {
  runs: readonly Run[];
  current: Run;
}

export const LookingInside = memo(function LookingInside({ runs, current }: LookingInsideProps) {
  const title = useId();
  const looked = runs.filter((run) => latestInside(run));
  const marks = widthMarks(looked);
  return (
    <section className="room" aria-labelledby={title}>
      <div className="room-head">
        <h2 id={title}>Looking inside</h2>
        <p className="small soft">
          {looked.length > 0
            ? 'How the features of the test images are spread over the representation, without using labels. Measured at every evaluation.'
            : 'The spectrum, rank, collapse, uniformity and sparsity of the representation appear here after the first evaluation.'}
        </p>
      </div>
      {looked.length > 0 && (
        <>
          <div className="chart-pair">
            <Spectrum runs={looked} current={current} />
            {marks.length > 0 ? <WidthPanel marks={marks} currentId={current.id} /> : <WidthsToCome />}
          </div>
          <FigurePanel runs={looked} currentId={current.id} />
        </>
      )}
    </section>
  );
}, (a, b) => sameInside(a.runs, b.runs) && a.current.id === b.current.id);

function WidthsToCome() {
  return (
    <div className="to-come">
      <h3>Rank and sparsity by width</h3>
      <p className="small soft">Finish runs at two widths, and their rank and sparsity are compared here.</p>
    </div>
  );
}
