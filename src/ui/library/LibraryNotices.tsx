/** Sentences about keeping runs: what was deleted and can be taken back, what did not work, how long runs last here. */
import { useLabState } from '../../runs/useLab';
import { useLibrary, useLibraryState } from '../../runs/useLibrary';
import { formatWhole } from '../text/format';

export function LibraryNotices() {
  const library = useLibrary();
  const undoable = useLibraryState((state) => state.undoable);
  const problem = useLibraryState((state) => state.problem);
  const remark = useLibraryState((state) => state.remark);
  /** The worker says the same once it has something to keep. */
  const isSaid = useLabState((state) => state.storageProblem === remark);
  const unreadable = useLibraryState((state) => state.unreadable);
  const runs = (count: number) => (count === 1 ? 'run' : `${formatWhole(count)} runs`);
  return (
    <>
      {undoable > 0 && (
        <p className="library-notice">
          <span>Deleted {undoable === 1 ? 'the run' : runs(undoable)}.</span>
          <button type="button" className="button" onClick={() => void library.undo()}>
            Undo
          </button>
        </p>
      )}
      {problem && (
        <p className="library-notice problem">
          <span>{problem}</span>
          <button type="button" className="button quiet" onClick={library.dismissProblem}>
            Dismiss
          </button>
        </p>
      )}
      {remark && !isSaid && <p className="small soft">{remark}</p>}
      {unreadable > 0 && (
        <p className="small soft">
          {unreadable === 1 ? 'One stored run is' : `${runs(unreadable)} of those stored are`} damaged or from another version of this page, and cannot be listed.
        </p>
      )}
    </>
  );
}
