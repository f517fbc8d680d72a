/** Runs that differ by seed alone, as one row that unfolds: mean and 95 % interval. */
import { groupOutcome } from '../../record/groups';
import { useLibrary } from '../../runs/useLibrary';
import { EyeIcon } from '../run/icons';
import { spellTask } from '../text/choices';
import { formatDate } from '../text/format';
import { IconButton } from './IconButton';
import { UnfoldIcon } from './icons';
import { choose, toggleGroup } from './libraryView';
import { groupWords } from './outcome';
import type { GroupRow } from './rows';

interface SeedGroupProps {
  row: GroupRow;
  visible: ReadonlySet<string>;
  chosen: ReadonlySet<string>;
}

export function SeedGroup({ row, visible, chosen }: SeedGroupProps) {
  const library = useLibrary();
  const { key, settings, members, task, isOpen } = row;
  const outcome = task === null ? null : groupOutcome(members.map(({ summary }) => summary), task);
  const ids = members.map(({ summary }) => summary.id);
  const newest = Math.max(...members.map(({ summary }) => summary.startedAt));
  const isVisible = ids.every((id) => visible.has(id));
  const name = `${settings}, ${members.length} runs`;
  return (
    <div className="kept-run seed-group">
      <input type="checkbox" aria-label={`Choose ${name}`} checked={ids.every((id) => chosen.has(id))} onChange={({ target }) => choose(ids, target.checked)} />
      <IconButton name={`${isOpen ? 'Fold' : 'Unfold'} ${name}`} expanded={isOpen} onClick={() => toggleGroup(key)}>
        <UnfoldIcon open={isOpen} />
      </IconButton>
      <span className="run-name">
        <span>{settings}</span>
        <span className="run-tag">{seedWords(members.length, outcome?.accuracy.seeds ?? 0)}</span>
      </span>
      <span className="run-outcome" title={outcome && task ? `Probe accuracy on ${spellTask(task)}: mean and 95 % interval over ${outcome.accuracy.seeds} seeds` : undefined}>
        {outcome && groupWords(outcome)}
      </span>
      <span className="run-date">{formatDate(newest)}</span>
      <span className="run-actions">
        <IconButton
          name={isVisible ? `Take ${name} out of the charts` : `Show ${name} in the charts`}
          pressed={isVisible}
          onClick={() => (isVisible ? library.hide(ids) : void library.show(ids))}
        >
          <EyeIcon closed={!isVisible} />
        </IconButton>
      </span>
    </div>
  );
}

/** E.g. "3 seeds", or "4 runs, 3 seeds finished". */
function seedWords(runs: number, finished: number): string {
  if (finished === runs) return `${finished} seeds`;
  return `${runs} runs, ${finished} ${finished === 1 ? 'seed' : 'seeds'} finished`;
}
