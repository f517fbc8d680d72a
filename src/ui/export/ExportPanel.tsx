/** Files of the current run, and files of runs and weights back in. */
import { useRef } from 'react';
import { currentRun } from '../../runs/lab';
import { useLab, useLabState } from '../../runs/useLab';
import { useLibrary } from '../../runs/useLibrary';
import { importFiles } from './importFiles';
import { RunFileList } from './RunFileList';

export default function ExportPanel({ onClose }: { onClose: () => void }) {
  const run = useLabState(currentRun);
  return (
    <>
      {run ? (
        <>
          <p className="export-title">Save the current run</p>
          <RunFileList key={run.id} run={run} />
        </>
      ) : (
        <p className="small soft">Once there is a run, it can be saved here.</p>
      )}
      <p className="export-title">Open files</p>
      <OpenFiles onClose={onClose} />
    </>
  );
}

function OpenFiles({ onClose }: { onClose: () => void }) {
  const lab = useLab();
  const library = useLibrary();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="export-open">
      <button type="button" className="button" onClick={() => input.current!.click()}>
        Choose files…
      </button>
      <span className="small soft">Runs (.json) and weights (.safetensors). Dropping them anywhere on the page does the same.</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".json,.safetensors"
        aria-label="Files of runs and weights"
        onChange={({ target }) => {
          void importFiles([...(target.files ?? [])], lab, library);
          onClose();
        }}
      />
    </div>
  );
}
