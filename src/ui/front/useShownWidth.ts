/** The width that everything speaks of: the one under a held thumb, else the one that is set. */
import { useLab, useLabState } from '../../runs/useLab';
import { currentRun } from '../../runs/lab';
import { isActive } from '../../runs/run';

export function useShownWidth(): number {
  return useLabState(({ draggedWidth, experiment }) => draggedWidth ?? experiment.width);
}

/** Lets go of the handle. While a run is going on that queues the next one; else it starts nothing: here a width is looked at first. */
export function useReleaseWidth(): (width: number) => void {
  const lab = useLab();
  return (width) => {
    const run = currentRun(lab.store.getState());
    if (run && isActive(run)) return lab.releaseWidth(width);
    lab.dragWidth(null);
    lab.change({ width });
  };
}
