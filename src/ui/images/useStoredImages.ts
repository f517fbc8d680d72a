/** The React binding of the image store. */
import { useStore } from 'zustand';
import type { Experiment } from '../../experiment/fields';
import { imageStore, type ImageState } from './imageStore';

export interface StoredImages extends ImageState {
  /** Whether these images are here; drawn ones always are. True while nobody knows yet. */
  has(data: Experiment['data']): boolean;
}

export function useStoredImages(): StoredImages {
  const state = useStore(imageStore);
  return {
    ...state,
    has: (data) =>
      data === 'shapes' ||
      state.holdings === null ||
      state.holdings.some((holding) => holding.dataset === data && holding.missing === null),
  };
}
