/** The recorded answer and the recorded curves, once they are here. */
import { useEffect, useState } from 'react';
import { effectsByWidth } from '../../record/effects';
import type { RunRecord } from '../../record/record';
import { type Answer, type AnswerChart, loadAnswer, resultsOf } from '../../runs/answer';
import { loadCurves } from '../../runs/recordedCurves';
import type { TaskAnswer } from './verdict';
import { taskWord } from './words';

// Asked for as soon as this module is here, not only when React has drawn for the first time.
void loadAnswer();

/** Undefined until it is here; null where it cannot be had. */
export function useAnswer(): Answer | null | undefined {
  const [answer, setAnswer] = useState<Answer | null>();
  useEffect(() => {
    let isWanted = true;
    void loadAnswer().then((found) => isWanted && setAnswer(found));
    return () => {
      isWanted = false;
    };
  }, []);
  return answer;
}

/** Fetched once they are wanted. */
export function useCurves(wanted: boolean): readonly RunRecord[] {
  const [curves, setCurves] = useState<readonly RunRecord[]>([]);
  useEffect(() => {
    if (!wanted) return;
    let isThere = true;
    void loadCurves().then((found) => isThere && setCurves(found));
    return () => {
      isThere = false;
    };
  }, [wanted]);
  return curves;
}

/** Null where the chart does not have the task. */
export function answerTo(chart: AnswerChart, task: string): TaskAnswer | null {
  const results = resultsOf(chart, task);
  const classes = chart.tasks.find(({ name }) => name === task)?.classes;
  if (results.length === 0 || classes === undefined) return null;
  const chance = 1 / classes;
  return { word: taskWord(task), chance, results, effects: effectsByWidth(results, chance) };
}
