/** The page within an article (`embed=1`): the charts, the sliders and the run's one button, and no more. Tells its height to the page around it. */
import { lazy, Suspense, useRef } from 'react';
import { writeLink } from '../../experiment/link';
import { useLabState } from '../../runs/useLab';
import { useReceivedState } from '../../runs/useReceived';
import { addressOf } from '../address';
import '../charts/charts.css';
import '../controls/controls.css';
import { Remarks } from '../Remarks';
import { Spoken } from '../Spoken';
import './embed.css';
import { EmbedControls } from './EmbedControls';
import { useToldHeight } from './useToldHeight';

const EmbedCharts = lazy(() => import('./EmbedCharts'));

export function Embed() {
  const frame = useRef<HTMLDivElement>(null);
  useToldHeight(frame);
  return (
    <div ref={frame} className="embed">
      <main>
        <h1 className="visually-hidden">Expand or narrow: an experiment</h1>
        <Remarks />
        <EmbedControls />
        <Suspense fallback={<p className="soft">Loading the chart…</p>}>
          <EmbedCharts />
        </Suspense>
      </main>
      <footer className="embed-foot small">
        <span className="soft">Expand or narrow</span>
        <FullPageLink />
      </footer>
      <Spoken />
    </div>
  );
}

/** With what is set here, and with the result as long as the settings are its own. */
function FullPageLink() {
  const query = useLabState(({ experiment }) => writeLink(experiment));
  const result = useReceivedState((state) => state.result);
  const isTable = result?.kind === 'table';
  const isResult = isTable || result?.record.link === query;
  const whole = isTable || new URLSearchParams(location.search).has('sweep') ? withoutEmbed() : query;
  return (
    <a href={addressOf(whole, isResult ? location.hash : '')} target="_blank" rel="noopener">
      Open the full page
    </a>
  );
}

/** What this was opened with, a sweep among it. */
function withoutEmbed(): string {
  const query = new URLSearchParams(location.search);
  query.delete('embed');
  return query.toString();
}
