/** The axis over steps or seconds that charts share: the same object as long as it is the same axis. */
import { useMemo } from 'react';
import type { Run } from '../../runs/run';
import { type Course, courseOf, firstPlaceOf, reachOf } from './course';
import { useChartView } from './view';

export function useCourse(runs: readonly Run[]): Course {
  const { unit, logCourse } = useChartView();
  const reach = reachOf(runs, unit);
  const first = logCourse ? firstPlaceOf(runs, unit) : 0;
  return useMemo(() => courseOf(unit, reach, first, logCourse), [unit, reach, first, logCourse]);
}
