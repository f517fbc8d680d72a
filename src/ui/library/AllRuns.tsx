/** Every run that is kept: found by words, sorted, in groups of seeds. Only the rows in view are drawn. Loaded when it is opened. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { stageOf } from '../../runs/stage';
import { useLibraryState } from '../../runs/useLibrary';
import { ChosenBar } from './ChosenBar';
import { KeptRun } from './KeptRun';
import { choose, chooseNone, libraryView, useLibraryView } from './libraryView';
import { ListControls } from './ListControls';
import { entriesOf, found, listRows, type ListRow } from './rows';
import { SeedGroup } from './SeedGroup';
import { useShown } from './useShown';

/** Of most rows; others are measured when they are drawn. */
const ROW_PIXELS = 44;

/** After the list has opened. */
const WARM_MS = 300;

const keyOf = (row: ListRow) => (row.kind === 'group' ? `group ${row.key}` : `run ${row.entry.summary.id}`);

export default function AllRuns() {
  const summaries = useLibraryState((state) => state.summaries);
  const marks = useLibraryState((state) => state.marks);
  const view = useLibraryView();
  const { chosen } = view;
  const entries = useMemo(() => entriesOf(summaries, marks), [summaries, marks]);
  const hits = useMemo(() => found(entries, view.filter), [entries, view.filter]);
  const rows = useMemo(() => listRows(hits, view), [hits, view]);

  useEffect(() => {
    // The filter's words are put together before anybody types.
    const timer = setTimeout(() => found(entries, 'any'), WARM_MS);
    return () => clearTimeout(timer);
  }, [entries]);

  // One that was deleted meanwhile, here or in another tab, is no longer chosen.
  const chosenIds = entries.map(({ summary }) => summary.id).filter((id) => chosen.has(id));
  return (
    <div className="all-runs">
      <ListControls
        summaries={summaries}
        found={hits.length}
        allChosen={hits.length > 0 && hits.every(({ summary }) => chosen.has(summary.id))}
        onChooseAll={(isChosen) => choose(hits.map(({ summary }) => summary.id), isChosen)}
      />
      {chosenIds.length > 0 && <ChosenBar ids={chosenIds} onClear={chooseNone} />}
      {rows.length === 0 ? (
        <p className="small soft">
          No stored run matches.{' '}
          <button type="button" className="button quiet" onClick={() => libraryView.setState({ filter: '' })}>
            Show all
          </button>
        </p>
      ) : (
        <Rows rows={rows} task={view.task} chosen={chosen} />
      )}
    </div>
  );
}

interface RowsProps {
  rows: readonly ListRow[];
  task: string | null;
  chosen: ReadonlySet<string>;
}

function Rows({ rows, task, chosen }: RowsProps) {
  const held = useLibraryState((state) => state.held);
  const { slots, visible, active } = useShown();
  const [detailed, setDetailed] = useState<string | null>(null);
  const scroll = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing below is memoised
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 6,
  });
  return (
    <div ref={scroll} className="kept-scroll">
      <ul aria-label="All kept ones" style={{ height: window.getTotalSize() }}>
        {window.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]!;
          return (
            <li key={key} ref={window.measureElement} data-index={index} aria-setsize={rows.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
              {row.kind === 'group' ? (
                <SeedGroup row={row} visible={visible} chosen={chosen} />
              ) : (
                <KeptRun
                  row={row}
                  task={task}
                  stage={stageOf(row.entry.summary, active, held)}
                  slot={slots.get(row.entry.summary.id)}
                  isVisible={visible.has(row.entry.summary.id)}
                  isChosen={chosen.has(row.entry.summary.id)}
                  onChoose={(isChosen) => choose([row.entry.summary.id], isChosen)}
                  isDetailed={detailed === row.entry.summary.id}
                  onDetails={() => setDetailed(detailed === row.entry.summary.id ? null : row.entry.summary.id)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
