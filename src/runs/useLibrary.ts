/** The React binding of the library's store. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Library, LibraryState } from './library';

export const LibraryContext = createContext<Library | null>(null);

/** The library's actions; they never change. */
export function useLibrary(): Library {
  const library = use(LibraryContext);
  if (!library) throw new Error('No library above this component. Wrap the page in LibraryContext.');
  return library;
}

/** A part of the library's state; re-renders only when that part changes identity. */
export function useLibraryState<Part>(select: (state: LibraryState) => Part): Part {
  return useStore(useLibrary().store, select);
}
