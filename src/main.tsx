/** Opens the page: reads the link, makes the lab, draws it. */
// Styles first: what components say about themselves comes after what holds for every element.
import './ui/style/tokens.css';
import './ui/style/base.css';
import './ui/style/layout.css';
import './ui/style/button.css';
import './ui/style/notices.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { payloadIn } from './exchange/share/fragment';
import { readLink } from './experiment/link';
import { readPageOptions } from './experiment/pageOptions';
import { readSweep } from './experiment/sweep';
import { createLab } from './runs/lab';
import { createLibrary } from './runs/library';
import { createReceivedDesk } from './runs/received';
import { scripting } from './runs/scripting';
import { createSweepDesk } from './runs/sweepDesk';
import { LabContext } from './runs/useLab';
import { LibraryContext } from './runs/useLibrary';
import { ReceivedContext } from './runs/useReceived';
import { SweepDeskContext } from './runs/useSweepDesk';
import { followSettings } from './ui/address';
import { App } from './ui/App';
import { loadCharts } from './ui/charts/ChartsRoom';
import { loadReceived } from './ui/received/ReceivedNotice';
import { createRunClient } from './worker/client';

const { experiment, remarks } = readLink(location.search);
const options = readPageOptions(location.search);
const lab = createLab(createRunClient, { experiment, backend: options.backend, remarks: [...remarks, ...options.remarks, ...readSweep(location.search).remarks] });
const archive = import('./storage/openArchive').then(({ openArchive }) => openArchive());
const library = createLibrary(lab, archive);
const sweepDesk = createSweepDesk(lab, archive, location.search);
const received = createReceivedDesk(lab, sweepDesk);
followSettings(lab, received, options.embed);
addEventListener('hashchange', () => void received.open(location.hash));
window.expandOrNarrow = scripting;

// A result that comes along is read before the first drawing, and what draws it is fetched meanwhile, so that nothing else is shown in
// its place for a moment. What cannot be fetched says so where it would be.
if (payloadIn(location.hash) !== null) {
  const parts = options.embed ? [] : [loadCharts(), loadReceived()];
  await Promise.allSettled([received.open(location.hash), ...parts]);
}
const Whole = options.embed ? (await import('./ui/embed/Embed')).Embed : App;

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <LabContext value={lab}>
      <LibraryContext value={library}>
        <ReceivedContext value={received}>
          <SweepDeskContext value={sweepDesk}>
            <Whole />
          </SweepDeskContext>
        </ReceivedContext>
      </LibraryContext>
    </LabContext>
  </StrictMode>,
);
