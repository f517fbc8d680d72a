/** The React binding of the lab's store. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Lab, LabState } from './lab';

export const LabContext = createContext<Lab | null>(null);

/** The lab's actions; they never change. */
export function useLab(): Lab {
  const lab = use(LabContext);
  if (!lab) throw new Error('No lab above this component. Wrap the page in LabContext.');
  return lab;
}

/** A part of the lab's state; re-renders only when that part changes identity. */
export function useLabState<Part>(select: (state: LabState) => Part): Part {
  return useStore(useLab().store, select);
}
