/** The React binding of results that came by link. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { ReceivedDesk, ReceivedState } from './received';

export const ReceivedContext = createContext<ReceivedDesk | null>(null);

/** Its actions; they never change. */
export function useReceived(): ReceivedDesk {
  const desk = use(ReceivedContext);
  if (!desk) throw new Error('No desk for received results above this component. Wrap the page in ReceivedContext.');
  return desk;
}

export function useReceivedState<Part>(select: (state: ReceivedState) => Part): Part {
  return useStore(useReceived().store, select);
}
