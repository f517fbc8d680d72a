/** A picture of the test features in two dimensions, on demand. The picture itself is loaded once there is one. */
import { lazy, memo, Suspense, useId } from 'react';
import type { Task } from '../../data/dataset';
import type { Run } from '../../runs/run';
import { useLab } from '../../runs/useLab';
import type { MapLayout } from '../../worker/protocol';
import { InspectionNotice } from '../judgement/InspectionNotice';
import { whyNot } from '../judgement/inspecting';
import { sameAsked } from '../judgement/sameAsked';

const FeatureMapView = lazy(() => import('./FeatureMapView'));

interface FeatureMapRoomProps {
  run: Run;
  task: Task | undefined;
}

const layouts: readonly { layout: MapLayout; name: string }[] = [
  { layout: 'pca', name: 'PCA' },
  { layout: 'umap', name: 'UMAP' },
];

export const FeatureMapRoom = memo(function FeatureMapRoom({ run, task }: FeatureMapRoomProps) {
  const lab = useLab();
  const title = useId();
  const reason = useId();
  const { map } = run;
  return (
    <section className="room" aria-labelledby={title}>
      <div className="room-head">
        <h2 id={title}>Map of the test features</h2>
        <p className="small soft">
          Several hundred test images; those that the network finds similar lie close together. PCA shows the two directions of most
          variance and is the same every time. UMAP keeps neighbourhoods; its axes mean nothing, and distances between groups mean little.
        </p>
      </div>
      <div className="inspect-row">
        {layouts.map(({ layout, name }) => (
          <button
            key={layout}
            type="button"
            className="button"
            aria-disabled={whyNot(run) !== null}
            aria-describedby={reason}
            onClick={() => {
              if (whyNot(run) === null) lab.mapFeatures(run.id, layout);
            }}
          >
            {map?.layout === layout ? `Draw with ${name} again` : `Draw with ${name}`}
          </button>
        ))}
        <InspectionNotice run={run} of="map" id={reason} />
      </div>
      {map && (
        <Suspense fallback={<p className="soft">Loading the map…</p>}>
          {/* Another layout shows the same images, so that what is selected stays; another network starts afresh. */}
          <FeatureMapView key={`${run.id} at ${map.step}`} map={map} tasks={run.tasks} task={task} />
        </Suspense>
      )}
    </section>
  );
}, (a, b) => sameAsked(a.run, b.run) && a.run.map === b.run.map && a.task === b.task);
