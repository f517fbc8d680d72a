/** The way to all runs that are kept, and what there is to say about keeping them. */
import { Suspense, useDeferredValue, useEffect, useId } from 'react';
import { useLibraryState } from '../../runs/useLibrary';
import { late } from '../late';
import { formatWhole } from '../text/format';
import './library.css';
import { LibraryNotices } from './LibraryNotices';
import { libraryView, useLibraryView } from './libraryView';

const FETCH_AFTER_MS = 2_000;

const load = () => import('./AllRuns');
const AllRuns = late(load, 'The list of all runs');

export function LibraryRoom() {
  const count = useLibraryState(({ summaries }) => summaries.length);
  const { isOpen } = useLibraryView();
  const room = useId();
  const isEmpty = count === 0;
  // Drawn as soon as it is there: React holds what comes after a fallback back for 300 ms.
  const isDrawn = useDeferredValue(isOpen && !isEmpty);
  useEffect(() => {
    if (isEmpty) return;
    // Fetched while the visitor looks around, so that the list opens at once.
    const timer = setTimeout(() => void load().catch(() => undefined), FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isEmpty]);
  return (
    <section className="library-room" aria-label="Kept runs">
      <LibraryNotices />
      {!isEmpty && (
        <button
          type="button"
          className="button"
          aria-expanded={isOpen}
          aria-controls={room}
          onClick={() => libraryView.setState({ isOpen: !isOpen })}
        >
          All runs ({formatWhole(count)})
        </button>
      )}
      <div id={room} hidden={!isOpen || isEmpty}>
        {!isDrawn && <p className="small soft">Loading the list…</p>}
        <Suspense>{isDrawn && <AllRuns />}</Suspense>
      </div>
    </section>
  );
}
