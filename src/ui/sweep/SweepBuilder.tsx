/** Puts a sweep together: fields, values, seeds; says how many runs that is and how long they take. */
import { useId, useMemo, useState } from 'react';
import { countRuns, experimentsOf, MOST_SEEDS, type Sweep, writeSweep } from '../../experiment/sweep';
import { isActive } from '../../record/record';
import { paceOf } from '../../runs/pace';
import { useLab, useLabState } from '../../runs/useLab';
import { useSweepDesk } from '../../runs/useSweepDesk';
import { addressOf } from '../address';
import { useCopyText } from '../received/useCopyText';
import { LinkIcon, PlayIcon } from '../run/icons';
import { formatWait, formatWhole } from '../text/format';
import { AxisEditor } from './AxisEditor';
import { type Draft, type DraftAxis, draftOf, draftPresets, firstText, readDraft, sweptFields } from './draft';

export function SweepBuilder({ onStart }: { onStart: () => void }) {
  const seedsId = useId();
  const desk = useSweepDesk();
  const base = useLabState((state) => state.experiment);
  // A sweep that came with the link is filled in.
  const [draft, setDraft] = useState<Draft>(() => {
    const { open } = desk.store.getState();
    return open ? draftOf(open.sweep) : draftPresets[0]!.draft;
  });
  const { sweep, remarks } = useMemo(() => readDraft(base, draft), [base, draft]);
  const { copied, refused, copy } = useCopyText();
  const isBusy = useLabState(({ runs }) => runs.some(isActive));

  const setAxis = (index: number, axis: DraftAxis) => setDraft({ ...draft, axes: draft.axes.with(index, axis) });
  const taken = draft.axes.map(({ field }) => field);
  const addAxis = () => {
    const field = sweptFields.find((name) => !taken.includes(name))!;
    setDraft({ ...draft, axes: [...draft.axes, { field, text: firstText(field) }] });
  };
  const link = sweep && addressOf(writeSweep(sweep));

  return (
    <form
      className="sweep-builder"
      aria-label="New sweep"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sweep) return;
        desk.start(sweep);
        onStart();
      }}
    >
      <div className="sweep-buttons" role="group" aria-label="Begin with">
        {draftPresets.map(({ name, draft: preset }) => (
          <button key={name} type="button" className="button" onClick={() => setDraft(preset)}>
            {name}
          </button>
        ))}
      </div>
      {draft.axes.map((axis, index) => (
        <AxisEditor
          key={index}
          name={index === 0 ? 'Setting' : 'Second setting'}
          axis={axis}
          taken={taken.filter((field) => field !== axis.field)}
          onChange={(next) => setAxis(index, next)}
          {...(draft.axes.length > 1 && { onRemove: () => setDraft({ ...draft, axes: draft.axes.filter((_, other) => other !== index) }) })}
        />
      ))}
      <div className="sweep-row">
        {draft.axes.length === 1 && (
          <button type="button" className="button" onClick={addAxis}>
            Add a second setting
          </button>
        )}
        <label className="sweep-seeds" htmlFor={seedsId}>
          Seeds
          <input
            id={seedsId}
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST_SEEDS}
            value={draft.seeds || ''}
            onChange={({ target }) => setDraft({ ...draft, seeds: Number(target.value) })}
          />
        </label>
        <span className="small soft">{sweep && sweep.seeds > 1 ? `${sweep.base.seed} to ${sweep.base.seed + sweep.seeds - 1}` : 'One seed gives no interval.'}</span>
      </div>
      <ul className="sweep-remarks" aria-label="Remarks" aria-live="polite">
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
      {sweep && <HowLong sweep={sweep} isBusy={isBusy} />}
      <div className="sweep-buttons">
        <button type="submit" className="button primary" disabled={!sweep}>
          <PlayIcon />
          Start sweep
        </button>
        <button type="button" className="button" disabled={link === null} onClick={() => link !== null && void copy('sweep', link, () => 'Sweep link copied.')}>
          <LinkIcon />
          {copied === 'sweep' ? 'Link copied' : 'Copy sweep link'}
        </button>
      </div>
      {refused !== null && (
        <label className="small">
          The browser did not allow copying. Copy this:
          <input className="select" readOnly value={refused} onFocus={({ target }) => target.select()} />
        </label>
      )}
    </form>
  );
}

/** E.g. "24 runs of 400 steps, 40 min expected." Probes take a share of it on top. */
function HowLong({ sweep, isBusy }: { sweep: Sweep; isBusy: boolean }) {
  const { store } = useLab();
  const presumed = useLabState((state) => state.presumed);
  const timed = useLabState(({ runs }) => runs.findLast(({ stepMilliseconds }) => stepMilliseconds !== null)?.id);
  const seconds = useMemo(() => {
    const { runs } = store.getState();
    return experimentsOf(sweep).reduce((sum, experiment) => sum + (experiment.steps * paceOf(experiment, runs, presumed).milliseconds) / 1000, 0);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a run that tells its pace changes the estimate, each of its points does not
  }, [sweep, presumed, timed, store]);
  const steps = new Set(experimentsOf(sweep).map((experiment) => experiment.steps));
  return (
    <p className="small" data-testid="sweep-length">
      <strong>{formatWhole(countRuns(sweep))} runs</strong>
      {steps.size === 1 && ` of ${formatWhole([...steps][0]!)} steps`}, {formatWait(seconds * PROBES)} expected in all.
      {isBusy && ' Starting ends the current run.'}
    </p>
  );
}

/** Probes and preparation on top of the steps, as measured on the default run. */
const PROBES = 1.15;
