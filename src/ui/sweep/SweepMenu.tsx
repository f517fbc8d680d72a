/** Which sweep is looked at: those that are kept, and the one that comes with the page. */
import { countRuns, readSweep } from '../../experiment/sweep';
import type { SweepProgress } from '../../record/storedSweep';
import { useSweepDesk, useSweepDeskState } from '../../runs/useSweepDesk';
import { nameSweep } from './nameSweep';

export type Shown = 'open' | 'recorded' | 'none';

interface SweepMenuProps {
  shown: Shown;
  onShowRecorded: (wanted: boolean) => void;
}

export function SweepMenu({ shown, onShowRecorded }: SweepMenuProps) {
  const desk = useSweepDesk();
  const kept = useSweepDeskState((state) => state.kept);
  const openId = useSweepDeskState((state) => state.open?.kept?.id ?? '');
  const value = shown === 'recorded' ? 'recorded' : shown === 'open' ? openId : '';
  return (
    <label className="sweep-menu">
      Results of
      <select
        className="select"
        value={value}
        onChange={({ target }) => {
          onShowRecorded(target.value === 'recorded');
          const chosen = kept.find(({ id }) => id === target.value);
          const sweep = chosen && readSweep(chosen.link).sweep;
          if (sweep) desk.offer(sweep);
        }}
      >
        {value === '' && <option value="">{openId === '' && kept.length === 0 ? 'No sweep of your own yet' : 'Choose a sweep…'}</option>}
        {kept.map((sweep) => (
          <option key={sweep.id} value={sweep.id}>
            {nameKept(sweep)}
          </option>
        ))}
        <option value="recorded">The recorded sweep that comes with this page</option>
      </select>
    </label>
  );
}

const when = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** E.g. "Last-block width D 16, 32 … 2,048, 3 seeds: 24 of 24 runs, 24 Nov, 23:10". */
function nameKept({ link, waiting, skipped, failed, startedAt }: SweepProgress): string {
  const { sweep } = readSweep(link);
  if (!sweep) return link;
  const runs = countRuns(sweep);
  const finished = runs - waiting.length - skipped.length - Object.keys(failed).length;
  return `${nameSweep(sweep)}: ${finished} of ${runs} runs, ${when.format(startedAt)}`;
}
