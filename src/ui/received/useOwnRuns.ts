/** Finished runs at hand in a few numbers: those of this visit, and kept ones; received ones left out. */
import { useMemo } from 'react';
import { type RunSummary, summaryOf } from '../../record/summary';
import { useLibraryState } from '../../runs/useLibrary';
import { useFinished } from '../sweep/useSweptRuns';

export function useOwnRuns(): readonly RunSummary[] {
  const finished = useFinished();
  const kept = useLibraryState(({ summaries }) => summaries);
  return useMemo(() => {
    const visit = [...finished].reverse().map(summaryOf);
    return [...visit, ...kept.filter(({ id, state }) => state === 'finished' && !visit.some((run) => run.id === id))].filter(({ origin }) => origin !== 'received');
  }, [finished, kept]);
}
