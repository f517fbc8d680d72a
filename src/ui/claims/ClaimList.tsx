/** All claims with what this page measured of them. Loaded lazily: this is where their texts come in. */
import { isNeighbour } from '../../experiment/claims/claimPresets';
import { claims } from '../../experiment/claims/claims';
import type { Scoreboard } from '../../experiment/claims/scoreboard';
import { ClaimCard } from './ClaimCard';
import '../charts/tables.css';
import './claims.css';
import { useScoreboard } from './useScoreboard';

export default function ClaimList() {
  const { scoreboard, problem } = useScoreboard();
  const cards = (chosen: typeof claims) =>
    chosen.map((claim) => <ClaimCard key={claim.id} claim={claim} measured={scoreboard?.claims.find(({ id }) => id === claim.id)} />);
  return (
    <>
      <p className="claims-lead">
        Each claim has runs that test it: set one up, run it, and compare. Most need the images of CIFAR-10; those named Shapes need nothing. The verdicts come from runs made for this page, at its scale: a small network,
        300 steps, 10,000 images. The paper trains a ResNet-50 for much longer, so an effect that is absent here may well exist there, and one that is present
        here proves nothing about full scale.
      </p>
      {problem && <p className="claims-problem">{problem}</p>}
      {scoreboard && <Provenance {...scoreboard} />}
      <div className="claim-cards">{cards(claims.filter(({ id }) => !isNeighbour(id)))}</div>
      <h3 className="claims-group">From related papers</h3>
      <div className="claim-cards">{cards(claims.filter(({ id }) => isNeighbour(id)))}</div>
    </>
  );
}

function Provenance({ runs, seedsWanted, seedsMost, devices, from, to }: Scoreboard) {
  if (runs === 0) return <p className="small soft">No run has been made for the verdicts yet.</p>;
  const days = from === to ? from : `${from} to ${to}`;
  return (
    <p className="small soft">
      {runs} {runs === 1 ? 'run' : 'runs'}, {days}, on {devices.join(' and ')}; <a href="scoreboard/runs.json">all figures</a>. Brackets are 95 % intervals over at least{' '}
      {seedsWanted} seeds, and up to {seedsMost} where they do not decide (<em>open</em>). <em>Reproduced</em> means that every interval lies wholly on the claimed side. A wider network reads
      more even untrained, so an effect of width has to hold twice: for what the probe <em>reads</em>, and for what <em>training added</em> to the untrained network.
    </p>
  );
}
