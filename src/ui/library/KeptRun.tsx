/** One run in the list of all. */
import { useLibrary } from '../../runs/useLibrary';
import { canResume, type Stage } from '../../runs/stage';
import { Swatch } from '../charts/runStyle';
import { EyeIcon } from '../run/icons';
import { formatDate, formatWhole } from '../text/format';
import { IconButton } from './IconButton';
import { NoteIcon, PinIcon } from './icons';
import { changeWords, originWord, stageWords } from './outcome';
import { RunDetails } from './RunDetails';
import { titleOf, type RunRow } from './rows';

interface KeptRunProps {
  row: RunRow;
  /** Null: the run's first task. */
  task: string | null;
  stage: Stage;
  /** Curve style where it is in the charts. */
  slot: number | undefined;
  isVisible: boolean;
  isChosen: boolean;
  onChoose: (chosen: boolean) => void;
  isDetailed: boolean;
  onDetails: () => void;
}

export function KeptRun({ row, task, stage, slot, isVisible, isChosen, onChoose, isDetailed, onDetails }: KeptRunProps) {
  const library = useLibrary();
  const { entry, inGroup } = row;
  const { summary, marks, settings } = entry;
  const { id, startedAt, tasks, step } = summary;
  const title = titleOf(entry, inGroup);
  const whole = inGroup && !marks.name ? `${settings}, ${title}` : title;
  const origin = originWord(summary.origin);
  const stands = stageWords(stage, summary);
  return (
    <div className={`kept-run${inGroup ? ' in-group' : ''}`}>
      <input type="checkbox" aria-label={`Choose ${whole}`} checked={isChosen} onChange={({ target }) => onChoose(target.checked)} />
      {slot === undefined ? <span className="no-swatch" /> : <Swatch slot={slot} />}
      <span className="run-name">
        <span>{title}</span>
        {marks.name && <span className="run-settings">{inGroup ? `seed ${summary.experiment.seed}` : `${settings}, seed ${summary.experiment.seed}`}</span>}
        {origin && <span className="run-tag badge">{origin}</span>}
        {stands && <span className="run-tag">{stands}</span>}
        {marks.note && !isDetailed && <span className="run-note">{marks.note}</span>}
      </span>
      <span className="run-outcome">{changeWords(summary, task ?? tasks[0] ?? null)}</span>
      <span className="run-date">{formatDate(startedAt)}</span>
      <span className="run-actions">
        {canResume(stage, summary) && !isDetailed && (
          <button type="button" className="button quiet" aria-label={`Continue ${whole} from about step ${formatWhole(step)}`} onClick={() => void library.resume(id)}>
            Continue
          </button>
        )}
        <IconButton className="pin-button" name={marks.pinned ? `Unpin ${whole}` : `Pin ${whole}`} pressed={marks.pinned} onClick={() => void library.mark(id, { pinned: !marks.pinned })}>
          <PinIcon filled={marks.pinned} />
        </IconButton>
        <IconButton name={`Name, note and more of ${whole}`} expanded={isDetailed} onClick={onDetails}>
          <NoteIcon written={marks.note !== ''} />
        </IconButton>
        <IconButton
          name={isVisible ? `Take ${whole} out of the charts` : `Show ${whole} in the charts`}
          pressed={isVisible}
          onClick={() => (isVisible ? library.hide([id]) : void library.show([id]))}
        >
          <EyeIcon closed={!isVisible} />
        </IconButton>
      </span>
      {isDetailed && <RunDetails summary={summary} marks={marks} settings={settings} stage={stage} />}
    </div>
  );
}
