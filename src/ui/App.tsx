/** What both pages share: the header, the live region, the place to drop files, the footer. Chooses which of them is shown. */
import { Suspense, useEffect } from 'react';
import { FrontPage } from './front/FrontPage';
import { Header } from './Header';
import { DropZone } from './images/DropZone';
import { LabPage } from './parts';
import { usePage } from './pageStore';
import { Remarks } from './Remarks';
import { Spoken } from './Spoken';

const TITLE = document.title;

export function App() {
  const isLab = usePage(({ view }) => view === 'lab');
  useEffect(() => {
    document.title = isLab ? 'Lab · Expand or narrow' : TITLE;
  }, [isLab]);
  return (
    <div className="page">
      <Header />
      <main>
        <Remarks />
        {isLab ? (
          <Suspense fallback={<p className="soft waiting-lab">Loading the Lab…</p>}>
            <LabPage />
          </Suspense>
        ) : (
          <FrontPage />
        )}
      </main>
      <footer className="footer">
        <p>
          Everything is computed in your browser, and nothing leaves it. After Bordes, Lavoie, Balestriero, Ballas and Vincent,{' '}
          <cite>A surprisingly simple technique to control the pretraining bias for better transfer: Expand or Narrow your representation</cite>
          , 2023, <a href="https://arxiv.org/abs/2304.05369">arXiv 2304.05369</a>.
        </p>
      </footer>
      <DropZone />
      <Spoken />
    </div>
  );
}
