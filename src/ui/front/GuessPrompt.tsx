/** The question over the veiled panel. */
import { type Guess, guesses } from './guess';

export function GuessPrompt({ guess: { choose, skip, hold } }: { guess: Guess }) {
  return (
    <div
      className="guess"
      role="group"
      aria-label="Guess first"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <p>
        <strong>Guess first:</strong> after training, which network still knows the colour?
      </p>
      <div className="guess-choices">
        {guesses.map(({ value, label }) => (
          <button key={value} type="button" className="button" onClick={() => choose(value)}>
            {label}
          </button>
        ))}
        <button type="button" className="button quiet" onClick={skip}>
          Show me
        </button>
      </div>
    </div>
  );
}
