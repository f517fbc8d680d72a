/** The verdict in numbers. Eyes get it at once; ears when the handle has rested. */
import { useEffect, useState } from 'react';
import { nearestWidth } from '../../runs/answer';
import { formatWhole } from '../text/format';
import { useShownWidth } from './useShownWidth';
import { doubtOf, type TaskAnswer, verdictOf } from './verdict';

/** A resting hand: no new width for so long. */
const REST_MS = 700;

export function Verdict({ answer, veiled }: { answer: TaskAnswer; veiled: boolean }) {
  const width = useShownWidth();
  const recorded = nearestWidth(answer.effects.map((effect) => effect.width), width);
  const here = answer.effects.find((effect) => effect.width === recorded)!;
  const sentence = verdictOf(answer, here);
  const note = recorded === width ? '' : ` D = ${formatWhole(width)} was not recorded; these are the figures of ${formatWhole(recorded)}.`;
  return (
    <div className="verdict">
      {veiled ? (
        <p className="verdict-main soft">What training did to it shows as soon as you have guessed, or in a moment by itself.</p>
      ) : (
        <>
          <p className="verdict-main" data-testid="verdict">
            <Emphasised text={sentence} />
          </p>
          <p className="verdict-doubt">
            {doubtOf(answer)}
            {note}
          </p>
          <Heard sentence={sentence + note} />
        </>
      )}
    </div>
  );
}

/** Not on the first drawing: what is already on the page is read in its place. */
function Heard({ sentence }: { sentence: string }) {
  const [first] = useState(sentence);
  const [heard, setHeard] = useState('');
  useEffect(() => {
    if (sentence === first && heard === '') return;
    const timer = setTimeout(() => setHeard(sentence), REST_MS);
    return () => clearTimeout(timer);
  }, [sentence, first, heard]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {heard}
    </p>
  );
}

/** Shares stand out. */
function Emphasised({ text }: { text: string }) {
  return text.split(/(−?\d+\u202f%)/).map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part));
}
