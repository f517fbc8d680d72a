/** The queue of a sweep: how far it is, and which runs come next; each may be left out, taken back or moved. */
import { useEffect, useMemo, useRef } from 'react';
import { countRuns, type Sweep } from '../../experiment/sweep';
import { isDone, type SweepProgress } from '../../record/storedSweep';
import { stepsDone } from '../../record/record';
import { tasksOf } from '../../record/sweepTable';
import { useLab, useLabState } from '../../runs/useLab';
import { useSweepDesk } from '../../runs/useSweepDesk';
import { CloseIcon, PauseIcon, PlayIcon } from '../run/icons';
import { spellTask } from '../text/choices';
import { formatGain, formatPercent, formatWait, formatWhole } from '../text/format';
import { nameSweep, nameSweptRun } from './nameSweep';
import { moved, queueOf, runsByLink } from './queue';
import { QueueRow, type Move } from './QueueRow';
import { useSweptRuns } from './useSweptRuns';

export function SweepQueue({ sweep, kept }: { sweep: Sweep; kept: SweepProgress }) {
  const lab = useLab();
  const desk = useSweepDesk();
  const known = useMemo(() => runsByLink(sweep), [sweep]);
  const queue = useMemo(() => queueOf(known, kept), [known, kept]);
  const runs = useSweptRuns(sweep);
  const task = useMemo(() => tasksOf(sweep, runs)[0], [sweep, runs]);
  const list = useRef<HTMLDivElement>(null);
  const focusAfter = useRef<{ link: string; move: Move; place: number } | null>(null);

  useEffect(() => {
    // A row that is moved in the document loses the focus; it is moved once the worker has answered.
    const wanted = focusAfter.current;
    if (!wanted || queue.ahead[wanted.place]?.link !== wanted.link) return;
    focusAfter.current = null;
    const row = [...list.current!.querySelectorAll<HTMLElement>('[data-link]')].find(({ dataset }) => dataset.link === wanted.link);
    row?.querySelector<HTMLElement>(`[data-move=${wanted.move}]`)?.focus();
  }, [queue]);

  function move(link: string, direction: Move) {
    const index = queue.ahead.findIndex((item) => item.link === link);
    const links = moved(queue.ahead, link, direction === 'front' ? 0 : direction === 'up' ? index - 1 : index + 1);
    focusAfter.current = { link, move: direction, place: links.indexOf(link) };
    desk.reorder(links);
    lab.say(`${nameSweptRun(sweep, queue.ahead[index]!.experiment)} is now number ${links.indexOf(link) + 1} of ${links.length}.`);
  }

  function outcomeOf(link: string): string {
    const run = runs.find((other) => other.link === link);
    const [from, to] = task ? [run?.untrained?.[task], run?.refit?.[task]] : [];
    return to === undefined || from === undefined ? '' : `${spellTask(task!)} ${formatPercent(to)}, ${formatGain(to - from)} points`;
  }

  const first = queue.ahead[0]?.state === 'running' ? 1 : 0;
  return (
    <section className="sweep-queue" aria-label="Queue of the sweep">
      <h3>{nameSweep(sweep)}</h3>
      <QueueHead sweep={sweep} kept={kept} finished={queue.finished} />
      <div ref={list} className="queue-scroll" tabIndex={0} role="region" aria-label="Runs of the sweep">
        <ul className="queue">
          {queue.ahead.map((item, index) => (
            <QueueRow
              key={item.link}
              item={item}
              name={nameSweptRun(sweep, item.experiment)}
              outcome=""
              canMove={{ front: index > first, up: index > first, down: index >= first && index < queue.ahead.length - 1 }}
              onMove={move}
              onSkip={desk.skip}
            />
          ))}
          {queue.behind.map((item) => (
            <QueueRow key={item.link} item={item} name={nameSweptRun(sweep, item.experiment)} outcome={item.state === 'finished' ? outcomeOf(item.link) : ''} canMove={null} onMove={move} onSkip={desk.skip} />
          ))}
        </ul>
      </div>
    </section>
  );
}

interface QueueHeadProps {
  sweep: Sweep;
  kept: SweepProgress;
  finished: number;
}

function QueueHead({ sweep, kept, finished }: QueueHeadProps) {
  const lab = useLab();
  const desk = useSweepDesk();
  const runs = countRuns(sweep);
  const isWorking = useLabState(({ sweep: working }) => working?.id === kept.id && working.current !== null) && !kept.paused;
  const left = kept.skipped.length + Object.keys(kept.failed).length;
  return (
    <>
      <progress className="sweep-progress" aria-label="Progress of the sweep" max={Math.max(1, runs - left)} value={finished} />
      <p className="small" data-testid="sweep-state" data-state={isDone(kept) ? 'done' : isWorking ? 'working' : 'halted'}>
        <strong>
          {formatWhole(finished)} of {formatWhole(runs)} runs
        </strong>
        {isDone(kept) ? (
          ', finished'
        ) : isWorking ? (
          <>
            {kept.secondsLeft !== null && `, ${formatWait(kept.secondsLeft)} left`}
            <CurrentRun sweep={sweep} id={kept.current} />
          </>
        ) : (
          ', halted'
        )}
      </p>
      {kept.problem !== null && <p className="problem">{kept.problem}</p>}
      <div className="sweep-buttons">
        {!isDone(kept) && (
          <button type="button" className="button" onClick={() => (isWorking ? desk.pause() : desk.proceed(kept.id))}>
            {isWorking ? <PauseIcon /> : <PlayIcon />}
            {isWorking ? 'Pause the sweep' : 'Continue the sweep'}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            desk.discard(kept.id);
            desk.offer(null);
            lab.say('The sweep was discarded. Its runs are kept.');
          }}
        >
          <CloseIcon />
          Discard the sweep
        </button>
      </div>
    </>
  );
}

/** E.g. "; D = 64, seed 2 at step 120 of 400". */
function CurrentRun({ sweep, id }: { sweep: Sweep; id: string | null }) {
  const run = useLabState(({ runs }) => runs.find((other) => other.id === id));
  if (!run) return null;
  return (
    <>
      ; {nameSweptRun(sweep, run.experiment)} {run.state === 'preparing' ? 'is prepared' : `at step ${formatWhole(stepsDone(run))} of ${formatWhole(run.experiment.steps)}`}
    </>
  );
}
