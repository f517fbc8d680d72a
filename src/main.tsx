/** Opens the page: reads the link, makes the lab, draws the page that the link asks for. */
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
import { followAddress } from './ui/address';
import { App } from './ui/App';
import { loadLab, loadReceivedLab } from './ui/parts';
import { pageStore, viewOf } from './ui/pageStore';
import { applyLook } from './ui/theme';
import { createRunClient } from './worker/client';

const { experiment, remarks } = readLink(location.search);
const { backend, walk, chart, theme, accent, embed, remarks: remarksOnPage } = readPageOptions(location.search, (colour) => CSS.supports('color', colour));
const view = viewOf(location);
pageStore.setState({ view, walk, chart, theme, accent });
applyLook({ theme, accent, embed });
const lab = createLab(createRunClient, { experiment, backend, remarks: [...remarks, ...remarksOnPage, ...readSweep(location.search).remarks] });
const archive = import('./storage/openArchive').then(({ openArchive }) => openArchive());
const library = createLibrary(lab, archive);
const sweepDesk = createSweepDesk(lab, archive, location.search);
const received = createReceivedDesk(lab, sweepDesk);
followAddress(lab, received);
addEventListener('hashchange', () => void received.open(location.hash));
window.expandOrNarrow = scripting;

// Whatever is shown first is here before the first drawing, a result that comes along too, so that nothing else is shown in its
// place for a moment. What cannot be fetched says so where it would be.
const comesWithResult = payloadIn(location.hash) !== null;
await Promise.allSettled([
  view === 'lab' && (comesWithResult ? loadReceivedLab() : loadLab()),
  comesWithResult && received.open(location.hash),
]);
const Whole = embed ? (await import('./ui/embed/Embed')).Embed : App;

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
