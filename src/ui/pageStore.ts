/** Which page is shown, and what the link says about showing it. The address bar follows (address.ts); a run does not notice. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { payloadIn } from '../exchange/share/fragment';
import { type PageOptions, readPageOptions } from '../experiment/pageOptions';
import { queryOf } from '../experiment/queryOf';

export type View = 'front' | 'lab' | 'embed';

export interface PageState extends Pick<PageOptions, 'walk' | 'chart' | 'theme' | 'accent'> {
  readonly view: View;
}

/** Sections of the Lab that links name. */
const labPlaces = ['#claims', '#sweep', '#images'];

export const pageStore = createStore<PageState>(() => ({ view: 'front', walk: null, chart: null, theme: null, accent: null }));

export function usePage<Slice>(select: (state: PageState) => Slice): Slice {
  return useStore(pageStore, select);
}

/** A sweep and a result have all that shows them in the Lab. */
export function viewOf({ search, hash }: { search: string; hash: string }): View {
  const { embed, lab } = readPageOptions(search);
  if (embed) return 'embed';
  return lab || queryOf(search).has('sweep') || payloadIn(hash) !== null || labPlaces.includes(hash) ? 'lab' : 'front';
}
