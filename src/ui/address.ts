/** Addresses of this page: what somebody else needs to see the same, and the address bar, which follows the settings and the view. */
import { payloadIn } from '../exchange/share/fragment';
import type { Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { queryOf } from '../experiment/queryOf';
import type { Lab } from '../runs/lab';
import { queryOfResult, type ReceivedDesk } from '../runs/received';
import { loadLab } from './parts';
import { pageStore, type View, viewOf } from './pageStore';

/** Browsers allow only so many address changes (Safari: 100 in 30 s); a pause of this length is never too many. */
const PAUSE_MS = 350;

/** What somebody else needs to have the same experiment on the same page; with its result, where `fragment` holds one. */
export function linkOf(experiment: Experiment, fragment = ''): string {
  const isLab = fragment === '' && pageStore.getState().view === 'lab';
  return addressOf(joined(writeLink(experiment), isLab && 'lab=1'), fragment);
}

/** This page with a query and a fragment, either of which may be empty. */
export function addressOf(query: string, fragment = ''): string {
  const { origin, pathname } = location;
  return `${origin}${pathname}${query ? `?${query}` : ''}${fragment}`;
}

/** The same within an article. */
export function embedAddressOf(query: string, fragment = ''): string {
  return addressOf(joined(query, 'embed=1'), fragment);
}

/** What is set, seen on one of the pages, with every wish about the page that the address held. */
export function pageAddressOf(lab: Lab, view: View, fragment = ''): string {
  const { experiment, backend } = lab.store.getState();
  const { walk, chart, theme, accent } = pageStore.getState();
  const query = joined(
    writeLink(experiment),
    view !== 'front' && `${view}=1`,
    backend !== 'auto' && `backend=${backend}`,
    walk !== null && `walk=${walk}`,
    chart !== null && `chart=${chart}`,
    theme !== null && `theme=${theme}`,
    accent !== null && `accent=${encodeURIComponent(accent)}`,
  );
  return addressOf(query, fragment);
}

function joined(...parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join('&');
}

/** Goes to a page, or to a place in it, without loading anything anew: what runs goes on, and Back comes back. */
export async function goTo(lab: Lab, view: View, place = ''): Promise<void> {
  await loaded(view);
  history.pushState(null, '', pageAddressOf(lab, view, place));
  pageStore.setState({ view });
  const target = place === '' ? null : document.querySelector(place);
  if (target) target.scrollIntoView();
  else window.scrollTo(0, 0);
}

/** Until the Lab is here, the page that is shown stays. */
async function loaded(view: View): Promise<void> {
  if (view === 'lab') await loadLab();
}

/**
 * Keeps the address bar up to date, without a history entry per change, and the page with Back and Forward. Wishes about this page
 * stay in it, and a received result as long as the settings are its own.
 */
export function followAddress(lab: Lab, received: ReceivedDesk): () => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  function write(): void {
    const { result } = received.store.getState();
    const query = writeLink(lab.store.getState().experiment);
    const isResult = result !== null && queryOfResult(result) === query && payloadIn(location.hash) !== null;
    history.replaceState(null, '', pageAddressOf(lab, pageStore.getState().view, isResult ? location.hash : ''));
  }
  function writeSoon(): void {
    clearTimeout(pending);
    pending = setTimeout(write, PAUSE_MS);
  }
  async function comeBack(): Promise<void> {
    const view = viewOf(location);
    if (view === pageStore.getState().view) return;
    await loaded(view);
    pageStore.setState({ view });
    // An entry of the history has the settings of its time; those of now stay. A sweep and a result are more than settings.
    if (payloadIn(location.hash) === null && !queryOf(location.search).has('sweep')) history.replaceState(null, '', pageAddressOf(lab, view, location.hash));
  }
  const listening = new AbortController();
  addEventListener('popstate', () => void comeBack(), { signal: listening.signal });
  const stops = [
    lab.store.subscribe(({ experiment }, before) => experiment !== before.experiment && writeSoon()),
    // Going to another page has written the address already.
    pageStore.subscribe((state, before) => state.view === before.view && writeSoon()),
  ];
  return () => {
    clearTimeout(pending);
    listening.abort();
    for (const stop of stops) stop();
  };
}
