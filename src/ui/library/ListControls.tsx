/** Above the list of all runs: what to look for, in which order, judged on what. */
import { useId, useMemo } from 'react';
import type { RunSummary } from '../../record/summary';
import { spellTask } from '../text/choices';
import { formatWhole } from '../text/format';
import { libraryView, useLibraryView } from './libraryView';
import { type Sort, tasksAmong } from './rows';

interface ListControlsProps {
  summaries: readonly RunSummary[];
  /** How many the filter finds. */
  found: number;
  allChosen: boolean;
  onChooseAll: (chosen: boolean) => void;
}

const sorts: Readonly<Record<Sort, string>> = { newest: 'Newest first', accuracy: 'Most accurate first', width: 'Narrowest first' };

export function ListControls({ summaries, found, allChosen, onChooseAll }: ListControlsProps) {
  const { filter, sort, task } = useLibraryView();
  const tasks = useMemo(() => tasksAmong(summaries), [summaries]);
  const hint = useId();
  return (
    <div className="list-controls">
      <input
        type="search"
        className="text-box"
        aria-label="Find runs"
        aria-describedby={hint}
        placeholder="Find by name, note or setting"
        value={filter}
        onChange={({ target }) => libraryView.setState({ filter: target.value })}
      />
      <select className="select" aria-label="Order of the list" value={sort} onChange={({ target }) => libraryView.setState({ sort: target.value as Sort })}>
        {Object.entries(sorts).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      {tasks.length > 1 && (
        <select className="select" aria-label="Task of the list" value={task ?? ''} onChange={({ target }) => libraryView.setState({ task: target.value || null })}>
          <option value="">First task of each</option>
          {tasks.map((name) => (
            <option key={name} value={name}>
              {spellTask(name)}
            </option>
          ))}
        </select>
      )}
      <label className="check">
        <input type="checkbox" checked={allChosen} onChange={({ target }) => onChooseAll(target.checked)} />
        Choose {filter.trim() === '' ? 'all' : `these ${formatWhole(found)}`}
      </label>
      <p id={hint} className="small soft">
        {filter.trim() === '' ? 'All words must match; write width=64 for exactly that width.' : `${formatWhole(found)} of ${formatWhole(summaries.length)}`}
      </p>
    </div>
  );
}
