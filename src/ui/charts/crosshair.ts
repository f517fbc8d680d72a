/** Where the crosshair stands: one for all charts over steps. A store of its own, so that only overlays follow the pointer. */
import { createStore } from 'zustand/vanilla';

export interface CrosshairPlace {
  /** Steps or seconds, as the axis has them. */
  readonly at: number;
  /** From the top of the plot, 0…1: what lies near is read. */
  readonly height: number;
  /** The plot that is pointed at. */
  readonly plot: string;
}

export const crosshair = createStore<{ readonly place: CrosshairPlace | null }>(() => ({ place: null }));

export function pointAt(place: CrosshairPlace | null): void {
  const before = crosshair.getState().place;
  if (before?.at === place?.at && before?.height === place?.height && before?.plot === place?.plot) return;
  crosshair.setState({ place });
}
