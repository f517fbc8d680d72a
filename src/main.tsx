/** Opens the page: reads the link, makes the lab, draws it. */
// Styles first: what components say about themselves comes after what holds for every element.
import './ui/style/tokens.css';
import './ui/style/base.css';
import './ui/style/layout.css';
import './ui/style/button.css';
import './ui/style/notices.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readLink } from './experiment/link';
import { readPageOptions } from './experiment/pageOptions';
import { createLab } from './runs/lab';
import { scripting } from './runs/scripting';
import { LabContext } from './runs/useLab';
import { followSettings } from './ui/address';
import { App } from './ui/App';
import { createRunClient } from './worker/client';

const { experiment, remarks } = readLink(location.search);
const options = readPageOptions(location.search);
const lab = createLab(createRunClient, { experiment, backend: options.backend, remarks: [...remarks, ...options.remarks] });
followSettings(lab);
window.expandOrNarrow = scripting;

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <LabContext value={lab}>
      <App />
    </LabContext>
  </StrictMode>,
);
