/** Asks before more runs are deleted than can be taken back. */
import { useEffect, useId, useRef } from 'react';
import { formatWhole } from '../text/format';

export function ConfirmDelete({ runs, onDelete, onKeep }: { runs: number; onDelete: () => void; onKeep: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const question = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={question} onClose={onKeep}>
      <h3 id={question}>Delete {formatWhole(runs)} runs?</h3>
      <p className="small">The browser forgets their curves, figures and networks. This cannot be undone; export what you want to keep first.</p>
      <form method="dialog" className="dialog-buttons">
        <button className="button">Keep</button>
        <button className="button danger" onClick={onDelete}>
          Delete
        </button>
      </form>
    </dialog>
  );
}
