/** How the charts are drawn: choices of this visit, kept in memory alone and shared by all charts over steps. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CourseUnit } from './course';

export type Smoothing = 'off' | 'light' | 'strong';

export interface ChartView {
  readonly unit: CourseUnit;
  readonly logCourse: boolean;
  readonly logLoss: boolean;
  readonly smoothing: Smoothing;
  /** Whether runs that differ by seed alone are drawn as their mean. */
  readonly seedMeans: boolean;
}

export const chartView = createStore<ChartView>(() => ({ unit: 'steps', logCourse: false, logLoss: false, smoothing: 'off', seedMeans: false }));

export function useChartView(): ChartView {
  return useStore(chartView);
}

const SHARE: Readonly<Record<Smoothing, number>> = { off: 0, light: 0.01, strong: 0.05 };

/** Steps in which the smoothing forgets half: a share of the longest run, so that the same choice suits short and long ones. */
export function halfLifeOf(smoothing: Smoothing, steps: number): number {
  return smoothing === 'off' ? 0 : Math.max(1, Math.round(SHARE[smoothing] * steps));
}
