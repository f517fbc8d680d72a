/** The runs in the charts, newest first: which curve is which, what came out, and what to do with each. */
import { memo, useState } from 'react';
import { summaryOf } from '../../record/summary';
import { differingFields, nameAmong } from '../../runs/naming';
import { isActive, type Run, stepsDone } from '../../runs/run';
import { canResume, stageOf } from '../../runs/stage';
import { useLab } from '../../runs/useLab';
import { useLibrary, useLibraryState } from '../../runs/useLibrary';
import { noMarks } from '../../storage/archive';
import { sameMeasurements } from '../charts/curveRows';
import { Swatch } from '../charts/runStyle';
import { CloseIcon, EyeIcon } from '../run/icons';
import { formatPercent, formatWhole } from '../text/format';
import { IconButton } from './IconButton';
import { NoteIcon, PinIcon } from './icons';
import './library.css';
import { changeWords, originWord, stageWords } from './outcome';
import { RunDetails } from './RunDetails';
import { settingsOf } from './rows';

interface ShownRunsProps {
  runs: readonly Run[];
  task: string | null;
}

export const ShownRuns = memo(function ShownRuns({ runs, task }: ShownRunsProps) {
  const [detailed, setDetailed] = useState<string | null>(null);
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return (
    <ul className="run-list" aria-label="Runs">
      {[...runs].reverse().map((run, index) => (
        <ShownRun
          key={run.id}
          run={run}
          task={task}
          settings={nameAmong(run.experiment, differing)}
          isCurrent={index === 0}
          isDetailed={detailed === run.id}
          onDetails={() => setDetailed(detailed === run.id ? null : run.id)}
        />
      ))}
    </ul>
  );
}, (a, b) => sameMeasurements(a.runs, b.runs) && a.task === b.task);

interface ShownRunProps {
  run: Run;
  task: string | null;
  /** Those in which the shown runs differ. */
  settings: string;
  isCurrent: boolean;
  isDetailed: boolean;
  onDetails: () => void;
}

function ShownRun({ run, task, settings, isCurrent, isDetailed, onDetails }: ShownRunProps) {
  const lab = useLab();
  const library = useLibrary();
  const isKept = useLibraryState(({ summaries }) => summaries.some(({ id }) => id === run.id));
  const marks = useLibraryState((state) => state.marks[run.id]) ?? noMarks;
  const held = useLibraryState((state) => state.held);
  const name = marks.name || settings;
  const summary = summaryOf(run);
  const stage = stageOf(run, new Set(isActive(run) ? [run.id] : []), held);
  const origin = originWord(run.origin);
  return (
    <li className={`run-item${isCurrent ? ' current' : ''}${run.hidden ? ' hidden-run' : ''}`}>
      <Swatch slot={run.slot} />
      <span className="run-name">
        <span>{name}</span>
        {marks.name && <span className="run-settings">{settings}</span>}
        {isCurrent && <span className="run-tag">current</span>}
        {origin && <span className="run-tag badge">{origin}</span>}
        {marks.note && !isDetailed && <span className="run-note">{marks.note}</span>}
      </span>
      <span className="run-outcome">{outcome(run, task)}</span>
      <span className="run-actions">
        {isKept && (
          <>
            <IconButton className="pin-button" name={marks.pinned ? `Unpin ${name}` : `Pin ${name}`} pressed={marks.pinned} onClick={() => void library.mark(run.id, { pinned: !marks.pinned })}>
              <PinIcon filled={marks.pinned} />
            </IconButton>
            <IconButton name={`Name, note and more of ${name}`} expanded={isDetailed} onClick={onDetails}>
              <NoteIcon written={marks.note !== ''} />
            </IconButton>
          </>
        )}
        <IconButton name={`${run.hidden ? 'Show' : 'Hide'} ${name}`} pressed={run.hidden} onClick={() => lab.hide(run.id, !run.hidden)}>
          <EyeIcon closed={run.hidden} />
        </IconButton>
        <IconButton name={`Remove ${name} from the charts`} onClick={() => lab.remove(run.id)}>
          <CloseIcon />
        </IconButton>
      </span>
      {canResume(stage, summary) && !isDetailed && isKept && (
        <span className="run-resume">
          <button type="button" className="button" onClick={() => void library.resume(run.id)}>
            Continue from about step {formatWhole(summary.step)}
          </button>
        </span>
      )}
      {isDetailed && isKept && <RunDetails summary={summary} marks={marks} settings={settingsOf(run.experiment)} stage={stage} />}
    </li>
  );
}

function outcome(run: Run, task: string | null): string {
  const summary = summaryOf(run);
  if (run.state === 'failed') return `failed at step ${formatWhole(run.failure?.step ?? stepsDone(run))}`;
  const change = changeWords(summary, task);
  if (change) return run.state === 'idle' ? `${change}, stopped` : change;
  const untrained = task ? summary.untrained?.[task] : undefined;
  if (untrained !== undefined) return `untrained ${formatPercent(untrained)}`;
  if (run.state === 'preparing') return 'preparing';
  return stageWords(run.state === 'idle' ? 'stopped' : 'finished', summary) ?? 'untrained value to come';
}
