/** Guess first: asked once, on a first visit that nobody sent; kept, so that it stays beside the curve. */
import { useEffect, useState } from 'react';
import { isShared } from './options';
import type { Direction } from './verdict';

const KEY = 'guess';
/** Whoever does not touch the page sees the answer after this long. */
const BY_ITSELF_MS = 6_000;

export const guesses: readonly { value: Direction; label: string }[] = [
  { value: 'narrow', label: 'Narrow' },
  { value: 'same', label: 'Same' },
  { value: 'wide', label: 'Wide' },
];

interface Stored {
  asked: boolean;
  guess: Direction | null;
}

function read(): Stored {
  try {
    const text = localStorage.getItem(KEY);
    return { asked: text !== null, guess: guesses.find(({ value }) => value === text)?.value ?? null };
  } catch {
    // Storage may be refused: then every visit is a first one.
    return { asked: false, guess: null };
  }
}

function write(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // The guess then lasts for this visit.
  }
}

export interface Guess {
  /** Whether the question stands and the curve is veiled. */
  readonly asking: boolean;
  readonly guess: Direction | null;
  choose(guess: Direction): void;
  skip(): void;
  /** While a pointer or the focus is on the question, it waits. */
  hold(held: boolean): void;
}

/** `ready`: whether there is a curve to reveal. */
export function useGuess(ready: boolean): Guess {
  const [{ asked, guess }, setStored] = useState(() => ({ ...read(), ...(isShared(location.search) && { asked: true }) }));
  const [held, setHeld] = useState(false);
  const asking = !asked;
  useEffect(() => {
    if (!ready || !asking || held) return;
    const timer = setTimeout(skip, BY_ITSELF_MS);
    return () => clearTimeout(timer);
  }, [ready, asking, held]);
  useEffect(() => {
    if (!asking) return;
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && skip();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [asking]);

  function skip() {
    write('skipped');
    setStored({ asked: true, guess: null });
  }
  return {
    asking,
    guess,
    choose(chosen) {
      write(chosen);
      setStored({ asked: true, guess: chosen });
    },
    skip,
    hold: setHeld,
  };
}
