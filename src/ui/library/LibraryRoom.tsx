/** The way to all runs that are kept, and what there is to say about keeping them. */
import { Suspense, useId } from 'react';
import { useLibraryState } from '../../runs/useLibrary';
import { late } from '../late';
import { formatWhole } from '../text/format';
import './library.css';
import { LibraryNotices } from './LibraryNotices';
import { libraryView, useLibraryView } from './libraryView';

const load = () => import('./AllRuns');
const AllRuns = late(load, 'The list of all runs');

export function LibraryRoom() {
  const count = useLibraryState(({ summaries }) => summaries.length);
  const { isOpen } = useLibraryView();
  const room = useId();
  return (
    <section className="library-room" aria-label="Kept runs">
      <LibraryNotices />
      {count > 0 && (
        <button
          type="button"
          className="button"
          aria-expanded={isOpen}
          aria-controls={room}
          onPointerEnter={() => void load()}
          onFocus={() => void load()}
          onClick={() => libraryView.setState({ isOpen: !isOpen })}
        >
          All runs ({formatWhole(count)})
        </button>
      )}
      <div id={room} hidden={!isOpen || count === 0}>
        {isOpen && count > 0 && (
          <Suspense fallback={<p className="small soft">Loading the list…</p>}>
            <AllRuns />
          </Suspense>
        )}
      </div>
    </section>
  );
}
