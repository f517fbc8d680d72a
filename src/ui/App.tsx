/** The page as a whole. */
import { ChartsRoom } from './charts/ChartsRoom';
import { ClaimsRoom } from './claims/ClaimsRoom';
import { Controls } from './controls/Controls';
import { ImportNotice } from './export/ImportNotice';
import { Header } from './Header';
import { DropZone } from './images/DropZone';
import { ImagePanel } from './images/ImagePanel';
import { Network } from './network/Network';
import { ReceivedNotice } from './received/ReceivedNotice';
import { Remarks } from './Remarks';
import { RunBar } from './run/RunBar';
import { RunNotes } from './run/RunNotes';
import { Spoken } from './Spoken';
import { SweepOffer } from './sweep/SweepOffer';
import { SweepRoom } from './sweep/SweepRoom';

export function App() {
  return (
    <div className="page">
      <Header />
      <main>
        <Remarks />
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
      </main>
      <footer className="footer">
        <p>
          Trained with TensorFlow.js in your browser; nothing is sent anywhere. After Bordes, Lavoie, Balestriero, Ballas and Vincent,{' '}
          <cite>A surprisingly simple technique to control the pretraining bias for better transfer: Expand or Narrow your representation</cite>
          , 2023, <a href="https://arxiv.org/abs/2304.05369">arXiv 2304.05369</a>.
        </p>
      </footer>
      <DropZone />
      <Spoken />
    </div>
  );
}
