/** Finished runs of a sweep, kept ones and those of this visit. The list keeps its identity until one is added. */
import { useMemo, useRef } from 'react';
import type { Sweep } from '../../experiment/sweep';
import type { RunRecord } from '../../record/record';
import { type RunSummary, summaryOf } from '../../record/summary';
import { useLabState } from '../../runs/useLab';
import { useLibraryState } from '../../runs/useLibrary';
import { runsByLink } from './queue';

export function useSweptRuns(sweep: Sweep): readonly RunSummary[] {
  const known = useMemo(() => runsByLink(sweep), [sweep]);
  const kept = useLibraryState(({ summaries }) => summaries);
  const finished = useFinished();
  return useMemo(() => {
    const here = finished.map(summaryOf);
    const ids = new Set(here.map(({ id }) => id));
    return [...here, ...kept.filter(({ id }) => !ids.has(id))].filter(({ link, state }) => state === 'finished' && known.has(link));
  }, [known, kept, finished]);
}

/** Finished runs of this visit; a point of the one that goes on changes nothing of it. */
export function useFinished(): readonly RunRecord[] {
  const last = useRef<readonly RunRecord[]>([]);
  return useLabState(({ runs }) => {
    const finished = runs.filter(({ state }) => state === 'finished');
    const isSame = finished.length === last.current.length && finished.every((run, index) => run === last.current[index]);
    return isSame ? last.current : (last.current = finished);
  });
}
