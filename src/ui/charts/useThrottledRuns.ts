/** The runs as the charts see them: at most a few times a second and as a transition, so that controls come first. */
import { startTransition, useEffect, useState } from 'react';
import type { Run } from '../../runs/run';
import { useLab } from '../../runs/useLab';

const INTERVAL_MS = 250;

export function useThrottledRuns(): readonly Run[] {
  const { store } = useLab();
  const [runs, setRuns] = useState(() => store.getState().runs);
  useEffect(() => {
    let shownAt = 0;
    let pending: ReturnType<typeof setTimeout> | undefined;
    function show() {
      pending = undefined;
      shownAt = performance.now();
      startTransition(() => setRuns(store.getState().runs));
    }
    function schedule() {
      pending ??= setTimeout(show, Math.max(0, shownAt + INTERVAL_MS - performance.now()));
    }
    schedule();
    const unsubscribe = store.subscribe((state, before) => {
      if (state.runs !== before.runs) schedule();
    });
    return () => {
      clearTimeout(pending);
      unsubscribe();
    };
  }, [store]);
  return runs;
}
