/** The sentence about the run that ended last, beside the recorded ones; null while there is none. */
import { useMemo } from 'react';
import { useLabState } from '../../runs/useLab';
import { comparisonOf, familyOf, ownResults } from './ownRuns';
import type { TaskAnswer } from './verdict';

export function useComparison(task: string | null, answer: TaskAnswer | null, family: string): string | null {
  const runs = useLabState((state) => state.runs);
  return useMemo(() => {
    if (task === null || answer === null) return null;
    const results = ownResults(runs, task);
    const last = runs.findLast(({ origin }) => origin === 'here');
    const latest = last && results.find(({ width, seed, family: own }) => width === last.experiment.width && seed === last.experiment.seed && own === familyOf(last.experiment));
    return latest ? comparisonOf(results, latest, answer, family) : null;
  }, [runs, task, answer, family]);
}
