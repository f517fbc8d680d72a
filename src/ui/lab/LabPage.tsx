/** The Lab: every control, the network, the run bar, charts, sweeps, the library, images and claims. */
import { useLayoutEffect } from 'react';
import { ChartsRoom } from '../charts/ChartsRoom';
import { ClaimsRoom } from '../claims/ClaimsRoom';
import { Controls } from '../controls/Controls';
import { ImportNotice } from '../export/ImportNotice';
import { ImagePanel } from '../images/ImagePanel';
import { Network } from '../network/Network';
import { ReceivedNotice } from '../received/ReceivedNotice';
import { RunBar } from '../run/RunBar';
import { RunNotes } from '../run/RunNotes';
import { SweepOffer } from '../sweep/SweepOffer';
import { SweepRoom } from '../sweep/SweepRoom';

export default function LabPage() {
  useLayoutEffect(scrollToPlace, []);
  return (
    <div className="desk">
      <Network />
      <Controls />
      <div className="work">
        <RunBar />
        <RunNotes />
        <ReceivedNotice />
        <ImportNotice />
        <SweepOffer />
        <ChartsRoom />
        <SweepRoom />
        <ImagePanel />
        <ClaimsRoom />
      </div>
    </div>
  );
}

/** Where the address names a section: it was not there yet when the browser looked for it. */
function scrollToPlace(): void {
  if (/^#[a-z]+$/.test(location.hash)) document.querySelector(location.hash)?.scrollIntoView();
}
