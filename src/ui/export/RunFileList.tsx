/** What a run can be saved as, and what came of it. */
import { useState } from 'react';
import type { RunRecord } from '../../record/record';
import { useLab } from '../../runs/useLab';
import { formatBytes } from '../text/format';
import { baseName, type FileKind, makeFile } from './runFiles';
import { saveFile } from './saveFile';

interface Choice {
  kind: FileKind;
  name: string;
  /** What it is good for, or why it cannot be had. */
  note: string;
  possible: boolean;
}

function choicesFor({ state, points, origin, experiment }: RunRecord): Choice[] {
  const isTraining = state === 'running' || state === 'preparing';
  // A file brings either curves or, without any, a network.
  const isBare = origin === 'imported' && points.length === 0;
  const isElsewhere = origin === 'received' || origin === 'recorded' || (origin === 'imported' && !isBare);
  const choice = (kind: FileKind, name: string, note: string, missing: string | false): Choice => ({ kind, name, note: missing || note, possible: !missing });
  const unmeasured = points.length === 0 && (isBare ? 'The weight file has no curves.' : 'Possible once the run has points.');
  return [
    choice('json', 'Whole run, JSON', 'Can be opened here again.', unmeasured || (state !== 'finished' && 'Possible once the run has finished.')),
    choice('points', 'Points, CSV', 'Loss and accuracies, for spreadsheets.', unmeasured),
    choice('losses', 'Losses, CSV', 'Of every step.', unmeasured),
    choice(
      'weights',
      'Weights, SafeTensors',
      'Can be opened here again, and in PyTorch.',
      (isElsewhere && 'Not here: the network was trained elsewhere.') || (isTraining && 'Possible once the run is paused or finished.'),
    ),
    choice('script', 'PyTorch script', 'This experiment, for as many GPUs as there are.', false),
    ...(experiment.data === 'shapes' ? [choice('images', 'Images for the script', 'The training images, in CIFAR’s layout.', false)] : []),
  ];
}

export function RunFileList({ run }: { run: RunRecord }) {
  const lab = useLab();
  const [working, setWorking] = useState<FileKind | null>(null);
  const [outcome, setOutcome] = useState<{ kind: FileKind; sentence: string } | null>(null);

  const save = async (kind: FileKind) => {
    setWorking(kind);
    const tell = (sentence: string) => {
      setOutcome({ kind, sentence });
      lab.say(sentence);
    };
    try {
      const file = await makeFile(kind, run, lab);
      saveFile(file);
      tell(`${file.name} saved, ${formatBytes(file.content.size)}.`);
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    } finally {
      setWorking(null);
    }
  };

  return (
    <ul className="export-list">
      {choicesFor(run).map(({ kind, name, note, possible }) => (
        <li key={kind}>
          <button type="button" className="button" disabled={!possible || working !== null} onClick={() => void save(kind)}>
            {working === kind ? 'Writing…' : name}
          </button>
          <span className="small soft">{note}</span>
          {outcome?.kind === kind && (
            <span className="small export-outcome">
              {outcome.sentence}
              {kind === 'script' && <HowToRun name={baseName(run.experiment)} />}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function HowToRun({ name }: { name: string }) {
  return (
    <>
      {' '}
      It needs PyTorch and nothing else, and says at its top how to run it:
      <code tabIndex={0} role="group" aria-label="Command">
        torchrun --nproc_per_node=8 {name}.py --data DIR
      </code>
    </>
  );
}
