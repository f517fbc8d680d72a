/** What a panel shows: the task, and what training has to do with it. */
import type { ReactNode } from 'react';
import { guesses } from './guess';
import { type Direction, directionOf, endsOf, type TaskAnswer } from './verdict';
import { capital } from './words';

interface PanelHeadProps {
  answer: TaskAnswer;
  /** Whether the pretext tells the network to ignore it. */
  isLost?: boolean;
  /** In place of the name, where there is a choice. */
  menu?: ReactNode;
  guess?: Direction | null;
  /** What the guess is measured against. */
  direction?: Direction | null;
}

export function PanelHead({ answer, isLost = false, menu, guess, direction }: PanelHeadProps) {
  return (
    <>
      <h3 className="panel-name">
        {isLost && <ColourMark />}
        {menu ?? capital(answer.word)}
      </h3>
      <p className="panel-note">
        {isLost ? 'training says: ignore it' : wordsOfGain(answer)}
        {guess && direction && (
          <span className="guessed">
            {' '}
            · your guess: {guesses.find(({ value }) => value === guess)!.label.toLowerCase()}, {guess === direction ? 'right' : 'wrong'}
          </span>
        )}
      </p>
    </>
  );
}

/** Of the widest network, whose interval has to be clear of zero. */
function wordsOfGain(answer: TaskAnswer): string {
  const { low, high } = endsOf(answer).wide.gain;
  const side = directionOf({ seeds: 2, mean: 0, low, high });
  return side === 'wide' ? 'training helps it' : side === 'narrow' ? 'training hurts it' : 'training hardly changes it';
}

function ColourMark() {
  return <span className="colour-mark" aria-hidden="true" />;
}
