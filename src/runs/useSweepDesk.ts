/** The React binding of the sweep desk. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { SweepDesk, SweepDeskState } from './sweepDesk';

export const SweepDeskContext = createContext<SweepDesk | null>(null);

/** Its actions; they never change. */
export function useSweepDesk(): SweepDesk {
  const desk = use(SweepDeskContext);
  if (!desk) throw new Error('No sweep desk above this component. Wrap the page in SweepDeskContext.');
  return desk;
}

/** A part of its state; re-renders only when that part changes identity. */
export function useSweepDeskState<Part>(select: (state: SweepDeskState) => Part): Part {
  return useStore(useSweepDesk().store, select);
}
