/** How a row is measured, and what it may use for it. */
import type { Browser } from '@playwright/test';
import type { Measure } from '../browserMeasurements';
import type { MeasureOnNullDevice } from '../nodeMeasurements';
import type { Row } from '../report';

export interface Bench {
  measure: Measure;
  measureOnNullDevice: MeasureOnNullDevice;
  /** Chromium, with whatever WebGPU adapter there is, the software one included. */
  browser(): Promise<Browser>;
  /** Address of the real page, built and served. */
  page(): Promise<string>;
}

export interface Finding {
  ours: number;
  baseline: number | null;
  note: string;
}

export interface RowPlan {
  name: string;
  unit: string;
  better: 'less' | 'more';
  measure(bench: Bench): Promise<Finding>;
}

const DIGITS = 4;

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** Never throws: what fails becomes the row's note. */
export async function measureRow({ name, unit, better, measure }: RowPlan, bench: Bench): Promise<Row> {
  try {
    const { ours, baseline, note } = await measure(bench);
    const ratio = baseline === null ? null : better === 'less' ? baseline / ours : ours / baseline;
    const isUsable = ratio !== null && Number.isFinite(ratio);
    return { name, unit, ours: rounded(ours), baseline: baseline === null ? null : rounded(baseline), ratio: isUsable ? rounded(ratio) : null, note };
  } catch (error) {
    return { name, unit, ours: null, baseline: null, ratio: null, note: (error as Error).message.replace(/\s*\n\s*/g, ' ').slice(0, 400) };
  }
}
