/** Addresses of this page: what somebody else needs to see the same, and the address bar, which follows the settings. */
import { payloadIn } from '../exchange/share/fragment';
import type { Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import type { Lab } from '../runs/lab';
import { queryOfResult, type ReceivedDesk } from '../runs/received';

/** Browsers allow only so many address changes (Safari: 100 in 30 s); a pause of this length is never too many. */
const PAUSE_MS = 350;

/** What somebody else needs to have the same experiment; with its result, where `fragment` holds one. */
export function linkOf(experiment: Experiment, fragment = ''): string {
  return addressOf(writeLink(experiment), fragment);
}

/** This page with a query and a fragment, either of which may be empty. */
export function addressOf(query: string, fragment = ''): string {
  const { origin, pathname } = location;
  return `${origin}${pathname}${query ? `?${query}` : ''}${fragment}`;
}

/** The same within an article. */
export function embedAddressOf(query: string, fragment = ''): string {
  return addressOf([query, 'embed=1'].filter(Boolean).join('&'), fragment);
}

/**
 * Keeps the address bar up to date, without a history entry per change. Wishes about this page stay in it, and a received result as
 * long as the settings are its own.
 */
export function followSettings({ store }: Lab, received: ReceivedDesk, embed: boolean): () => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = store.subscribe(({ experiment, backend }, before) => {
    if (experiment === before.experiment) return;
    clearTimeout(pending);
    pending = setTimeout(() => {
      const { result } = received.store.getState();
      const query = writeLink(experiment);
      const isResult = result !== null && queryOfResult(result) === query && payloadIn(location.hash) !== null;
      const wishes = [backend === 'auto' ? '' : `backend=${backend}`, embed ? 'embed=1' : ''];
      history.replaceState(null, '', addressOf([query, ...wishes].filter(Boolean).join('&'), isResult ? location.hash : ''));
    }, PAUSE_MS);
  });
  return () => {
    clearTimeout(pending);
    unsubscribe();
  };
}
