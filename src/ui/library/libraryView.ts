/** How the list of all runs is looked at: choices of this visit, which outlive the list's being folded or moved. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ListView } from './rows';

export interface LibraryView extends ListView {
  readonly isOpen: boolean;
  readonly filter: string;
  /** Ids of runs that are ticked; some may be gone. */
  readonly chosen: ReadonlySet<string>;
}

export const libraryView = createStore<LibraryView>(() => ({ isOpen: false, filter: '', chosen: new Set(), sort: 'newest', task: null, open: new Set() }));

export function useLibraryView(): LibraryView {
  return useStore(libraryView);
}

export function toggleGroup(key: string): void {
  libraryView.setState(({ open }) => {
    const after = new Set(open);
    if (!after.delete(key)) after.add(key);
    return { open: after };
  });
}

export function choose(ids: readonly string[], isChosen: boolean): void {
  libraryView.setState(({ chosen }) => {
    const after = new Set(chosen);
    for (const id of ids) {
      if (isChosen) after.add(id);
      else after.delete(id);
    }
    return { chosen: after };
  });
}

export function chooseNone(): void {
  libraryView.setState({ chosen: new Set() });
}
