/** A sweep that came with the page's link: said at the top, since its room lies further down. */
import { countRuns } from '../../experiment/sweep';
import { useSweepDesk, useSweepDeskState } from '../../runs/useSweepDesk';
import { formatWhole } from '../text/format';
import { nameSweep } from './nameSweep';
import './sweepRoom.css';

export function SweepOffer() {
  const desk = useSweepDesk();
  const open = useSweepDeskState((state) => state.open);
  if (!open || open.kept) return null;
  return (
    <section className="changed" aria-label="Sweep of this link">
      <span>
        This link holds a sweep: {nameSweep(open.sweep)}, {formatWhole(countRuns(open.sweep))} runs. Nothing has been started.
      </span>
      <span className="sweep-buttons">
        <a className="button" href="#sweep">
          Look at it
        </a>
        <button type="button" className="button" onClick={() => desk.start(open.sweep)}>
          Start this sweep
        </button>
        <button type="button" className="button quiet" onClick={() => desk.offer(null)}>
          Dismiss
        </button>
      </span>
    </section>
  );
}
