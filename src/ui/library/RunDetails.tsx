/** What can be said of a kept run and done with it: its name and note, how it was made, going on, deleting. */
import { useId, useState } from 'react';
import type { RunSummary } from '../../record/summary';
import { canResume, type Stage } from '../../runs/stage';
import { useLibrary } from '../../runs/useLibrary';
import type { RunMarks } from '../../storage/archive';
import { NAME_CHARACTERS, NOTE_CHARACTERS } from '../../storage/marks';
import { RunFileMenu } from '../export/RunFileMenu';
import { formatDate, formatMilliseconds, formatWhole } from '../text/format';
import { originWord } from './outcome';

interface RunDetailsProps {
  summary: RunSummary;
  marks: RunMarks;
  /** Its settings, for where no name was given. */
  settings: string;
  stage: Stage;
}

export function RunDetails({ summary, marks, settings, stage }: RunDetailsProps) {
  const library = useLibrary();
  const { id, step } = summary;
  return (
    <div className="run-details">
      <Written id={id} marks={marks} settings={settings} />
      <p className="small soft">{madeWords(summary)}</p>
      <div className="run-details-buttons">
        {canResume(stage, summary) && (
          <button type="button" className="button" onClick={() => void library.resume(id)}>
            Continue from about step {formatWhole(step)}
          </button>
        )}
        <RunFileMenu id={id} />
        <button type="button" className="button" onClick={() => void library.mark(id, { pinned: !marks.pinned })}>
          {marks.pinned ? 'Unpin' : 'Pin to the top'}
        </button>
        <button type="button" className="button danger" onClick={() => void library.remove([id])}>
          Delete this run
        </button>
      </div>
    </div>
  );
}

/** Kept with every key, so that nothing is lost however the panel goes. */
function Written({ id, marks, settings }: { id: string; marks: RunMarks; settings: string }) {
  const library = useLibrary();
  const [name, setName] = useState(marks.name);
  const [note, setNote] = useState(marks.note);
  const [nameId, noteId] = [useId(), useId()];
  return (
    <>
      <label htmlFor={nameId}>Name</label>
      <input
        id={nameId}
        className="text-box"
        maxLength={NAME_CHARACTERS}
        placeholder={settings}
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          void library.mark(id, { name: target.value });
        }}
      />
      <label htmlFor={noteId}>Note</label>
      <textarea
        id={noteId}
        className="text-box"
        rows={2}
        maxLength={NOTE_CHARACTERS}
        value={note}
        onChange={({ target }) => {
          setNote(target.value);
          void library.mark(id, { note: target.value });
        }}
      />
    </>
  );
}

/** E.g. "6 May 2026, 14:03, on WebAssembly SIMD, 2 threads, 31 ms per step, page version 0.1.0." */
function madeWords({ startedAt, device, stepMilliseconds, madeBy, origin, link }: RunSummary): string {
  const parts = [
    formatDate(startedAt),
    device && `on ${device.adapter}`,
    stepMilliseconds !== null && `${formatMilliseconds(stepMilliseconds)} per step`,
    `page version ${madeBy}`,
    originWord(origin),
  ];
  return `${parts.filter(Boolean).join(', ')}. Settings: ${link || 'the defaults'}.`;
}
