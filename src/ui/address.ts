/** The address bar follows the settings, without a history entry per change. */
import type { Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import type { Lab } from '../runs/lab';

/** Browsers allow only so many address changes (Safari: 100 in 30 s); a pause of this length is never too many. */
const PAUSE_MS = 350;

/** What somebody else needs to have the same experiment. */
export function linkOf(experiment: Experiment): string {
  return withQuery(writeLink(experiment));
}

function withQuery(query: string): string {
  const { origin, pathname } = location;
  return `${origin}${pathname}${query ? `?${query}` : ''}`;
}

/** Keeps the address bar up to date; a wish for a backend stays in it, since it is about this machine. */
export function followSettings({ store }: Lab): () => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = store.subscribe(({ experiment, backend }, before) => {
    if (experiment === before.experiment) return;
    clearTimeout(pending);
    pending = setTimeout(() => {
      const wish = backend === 'auto' ? '' : `backend=${backend}`;
      history.replaceState(null, '', withQuery([writeLink(experiment), wish].filter(Boolean).join('&')));
    }, PAUSE_MS);
  });
  return () => {
    clearTimeout(pending);
    unsubscribe();
  };
}
