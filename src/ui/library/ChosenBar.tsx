/** What can be done with the runs that were chosen in the list. */
import { useState } from 'react';
import { MOST_UNDOABLE } from '../../runs/library';
import { useLibrary } from '../../runs/useLibrary';
import { SaveChosen } from '../export/SaveChosen';
import { formatWhole } from '../text/format';
import { ConfirmDelete } from './ConfirmDelete';

interface ChosenBarProps {
  /** In the list's order. */
  ids: readonly string[];
  onClear: () => void;
}

export function ChosenBar({ ids, onClear }: ChosenBarProps) {
  const library = useLibrary();
  const [isAsking, setAsking] = useState(false);
  const remove = () => {
    void library.remove(ids);
    onClear();
  };
  return (
    <p className="chosen-bar">
      <strong>{formatWhole(ids.length)} chosen</strong>
      <button type="button" className="button" onClick={() => void library.show(ids)}>
        Show in the charts
      </button>
      <SaveChosen ids={ids} />
      <button type="button" className="button danger" onClick={() => (ids.length > MOST_UNDOABLE ? setAsking(true) : remove())}>
        Delete
      </button>
      <button type="button" className="button quiet" onClick={onClear}>
        Choose none
      </button>
      {isAsking && <ConfirmDelete runs={ids.length} onDelete={remove} onKeep={() => setAsking(false)} />}
    </p>
  );
}
