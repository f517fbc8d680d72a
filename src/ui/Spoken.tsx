/** The one polite live region. */
import { useLabState } from '../runs/useLab';

export function Spoken() {
  const sentence = useLabState(({ spoken }) => spoken);
  return (
    <div role="status" aria-live="polite" className="visually-hidden" data-testid="spoken">
      {sentence}
    </div>
  );
}
