/** The walk under the chart: one step at a time, or on narrow screens all of them, to be read by scrolling. Left at any time; the address says where. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { WALK_STEPS } from '../../experiment/pageOptions';
import { writeLink } from '../../experiment/link';
import { currentRun } from '../../runs/lab';
import { useLab, useLabState } from '../../runs/useLab';
import { addressOf } from '../address';
import { useScoreboard } from '../claims/useScoreboard';
import { pageStore } from '../pageStore';
import { resultLinkOf, spellCopied } from '../received/copies';
import { useCopyText } from '../received/useCopyText';
import { CloseIcon } from '../run/icons';
import type { TaskAnswer } from './verdict';
import { type WalkStep, walkSteps } from './walk';

const NARROW = '(max-width: 700px)';

function goTo(walk: number | null) {
  pageStore.setState({ walk });
}

export function WalkStrip({ step, answer }: { step: number; answer: TaskAnswer | null }) {
  const { scoreboard } = useScoreboard();
  const steps = useMemo(() => walkSteps(answer, scoreboard), [answer, scoreboard]);
  const isNarrow = useMedia(NARROW);
  return (
    <section className="walk" aria-label="Walk">
      {isNarrow ? <WholeWalk steps={steps} step={step} /> : <OneStep steps={steps} step={step} />}
    </section>
  );
}

function OneStep({ steps, step }: { steps: readonly WalkStep[]; step: number }) {
  const title = useRef<HTMLHeadingElement>(null);
  const shown = steps[step - 1]!;
  const [first] = useState(step);
  useEffect(() => {
    // Whoever goes to another step reads on there; a link to a step takes no focus.
    if (step !== first) title.current?.focus({ preventScroll: true });
  }, [step, first]);
  return (
    <>
      <div className="walk-text">
        <h3 ref={title} tabIndex={-1}>
          <span className="walk-place">
            {step} of {WALK_STEPS}
          </span>{' '}
          {shown.title}
        </h3>
        <p>
          {shown.text} {shown.measured && <span className="soft">{shown.measured}</span>}
        </p>
      </div>
      <div className="walk-buttons">
        <StepButtons step={shown} />
        <span className="walk-ways">
          <button type="button" className="button quiet" disabled={step === 1} onClick={() => goTo(step - 1)}>
            Back
          </button>
          <button type="button" className="button quiet" disabled={step === WALK_STEPS} onClick={() => goTo(step + 1)}>
            Next
          </button>
          <button type="button" className="icon-button" aria-label="Leave the walk" onClick={() => goTo(null)}>
            <CloseIcon />
          </button>
        </span>
      </div>
    </>
  );
}

function WholeWalk({ steps, step }: { steps: readonly WalkStep[]; step: number }) {
  const list = useRef<HTMLOListElement>(null);
  const [first] = useState(step);
  useEffect(() => {
    if (first > 1) list.current?.children[first - 1]?.scrollIntoView();
  }, [first]);
  return (
    <>
      <button type="button" className="icon-button walk-leave" aria-label="Leave the walk" onClick={() => goTo(null)}>
        <CloseIcon />
      </button>
      <ol ref={list} className="walk-list">
        {steps.map((one, index) => (
          <li key={one.title}>
            <h3>
              <span className="walk-place">{index + 1}</span> {one.title}
            </h3>
            <p>{one.text}</p>
            {one.measured && <p className="small soft">{one.measured}</p>}
            <div className="walk-buttons">
              <StepButtons step={one} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function StepButtons({ step }: { step: WalkStep }) {
  const lab = useLab();
  const experiment = useLabState((state) => state.experiment);
  if (step.set.length === 0) return <SendButton />;
  return step.set.map(({ label, changes }) => {
    const isSet = Object.entries(changes).every(([name, value]) => experiment[name as keyof typeof changes] === value);
    return (
      <button key={label} type="button" className="button" aria-pressed={isSet} onClick={() => lab.change(changes)}>
        {label}
      </button>
    );
  });
}

/** With the result of the last run where there is one, else of what is set. */
function SendButton() {
  const lab = useLab();
  const { copied, refused, copy } = useCopyText();
  function send() {
    const state = lab.store.getState();
    const run = currentRun(state);
    const link = run && run.points.length > 1 ? resultLinkOf(run) : addressOf(writeLink(state.experiment));
    void copy('link', link, (text) => spellCopied('Link', text), 'This run has too much to tell for a link.');
  }
  return (
    <>
      <button type="button" className="button" onClick={send}>
        {copied ? 'Link copied' : 'Copy the link'}
      </button>
      {refused && <input className="refused" readOnly value={refused} aria-label="The link" onFocus={({ target }) => target.select()} />}
    </>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMatches(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
