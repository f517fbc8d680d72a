/** How the list of all runs is looked at: choices of this visit, which outlive the list's being folded. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ListView } from './rows';

export interface LibraryView extends ListView {
  readonly isOpen: boolean;
  readonly filter: string;
}

export const libraryView = createStore<LibraryView>(() => ({ isOpen: false, filter: '', sort: 'newest', task: null, open: new Set() }));

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
