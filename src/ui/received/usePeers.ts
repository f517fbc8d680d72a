/** Runs that tell how much seeds differ: those made here, and the recorded ones where a result is of their settings. */
import { useEffect, useMemo, useState } from 'react';
import type { Experiment } from '../../experiment/fields';
import type { RunSummary } from '../../record/summary';
import { isRecordedFamily, loadRecorded } from '../../runs/recorded';
import { useOwnRuns } from './useOwnRuns';

const none: readonly RunSummary[] = [];

export function usePeers(experiment: Experiment): { own: readonly RunSummary[]; peers: readonly RunSummary[] } {
  const own = useOwnRuns();
  const [recorded, setRecorded] = useState(none);
  const isFamily = isRecordedFamily(experiment);
  // Fetched once there is something to compare.
  const wants = isFamily && own.length > 0;
  useEffect(() => {
    if (!wants) return;
    let isWanted = true;
    void loadRecorded().then((found) => isWanted && setRecorded(found?.summaries ?? none));
    return () => {
      isWanted = false;
    };
  }, [wants]);
  return { own, peers: useMemo(() => [...recorded, ...own], [recorded, own]) };
}
