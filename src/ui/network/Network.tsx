/** Where the eye starts: views of an image, the network that sees them, and what the settings cost. */
import { useMemo } from 'react';
import { withChanges } from '../../experiment/fields';
import { describeNetwork } from '../../model/describe';
import { currentRun } from '../../runs/lab';
import { paceOf } from '../../runs/pace';
import { useLabState } from '../../runs/useLab';
import { Figures } from './Figures';
import './network.css';
import { NetworkDrawing } from './NetworkDrawing';
import { ViewsStrip } from './ViewsStrip';

export function Network() {
  const settled = useLabState(({ experiment }) => experiment);
  const dragged = useLabState(({ draggedWidth }) => draggedWidth);
  const views = useLabState((state) => currentRun(state)?.views ?? null);
  const runs = useLabState((state) => state.runs);
  const presumed = useLabState((state) => state.presumed);
  const experiment = useMemo(() => (dragged === null ? settled : withChanges(settled, { width: dragged })), [settled, dragged]);
  const network = useMemo(() => describeNetwork(experiment), [experiment]);
  return (
    <section className="network-room" aria-label="Network">
      <div className="network-row">
        <ViewsStrip views={views} />
        <NetworkDrawing network={network} experiment={experiment} />
      </div>
      <Figures network={network} pace={paceOf(experiment, runs, presumed)} />
    </section>
  );
}
