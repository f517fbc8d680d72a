/** What the charts of "Looking inside" draw of the runs: pure; thins for the eye, never the data. */
import { latestInside, type Run } from '../../runs/run';
import type { Inside } from '../../worker/protocol';
import { extentOf, type Extent } from '../charts/scales';

/** A spectrum of one chart line. */
export interface SpectrumLine {
  key: string;
  /** Eigenvalues, largest first. */
  spectrum: readonly number[];
}

/** Other keys are those of the lines. */
export interface SpectrumRow {
  /** From 1, as spectra are counted. */
  index: number;
  [key: string]: number;
}

/** On a logarithmic axis more places than this cannot be told apart. */
const MOST_PLACES = 150;

/** Below this share of the largest eigenvalue there is only the rounding of single precision. */
const DUST = 1e-8;

/** The eigenvalues that can be drawn: positive, and more than rounding. */
export function spectrumExtent(lines: readonly SpectrumLine[]): Extent | null {
  const highest = extentOf(lines.flatMap(({ spectrum }) => spectrum.slice(0, 1)))?.high ?? 0;
  if (highest <= 0) return null;
  return extentOf(lines.flatMap(({ spectrum }) => spectrum.filter((value) => value > highest * DUST)));
}

/** One row per place of the logarithmic index axis; values below the extent are left out. */
export function spectrumRows(lines: readonly SpectrumLine[], { low }: Extent): SpectrumRow[] {
  const longest = Math.max(...lines.map(({ spectrum }) => spectrum.length));
  const places = new Set(lines.map(({ spectrum }) => spectrum.length));
  for (let place = 0; place < MOST_PLACES; place++) places.add(Math.round(longest ** (place / (MOST_PLACES - 1))));
  return [...places]
    .sort((a, b) => a - b)
    .map((index) => {
      const row: SpectrumRow = { index };
      for (const { key, spectrum } of lines) {
        const value = spectrum[index - 1];
        if (value !== undefined && value >= low) row[key] = value;
      }
      return row;
    });
}

/** Figures that every look inside tells as one number. */
export type InsideFigure = Exclude<keyof Inside, 'spectrum'>;

/** A figure at every step at which the run was looked into. */
export function figureMarks({ points }: Run, figure: InsideFigure): { step: number; value: number }[] {
  return points.flatMap(({ step, inside }) => (inside ? [{ step, value: inside[figure] }] : []));
}

/** A finished network at its width; the look at step 0 is that of the untrained one. */
export interface WidthMark {
  run: Run;
  width: number;
  untrained: Inside | null;
  trained: Inside;
}

/** Narrowest first; empty unless there are two widths to compare. */
export function widthMarks(runs: readonly Run[]): WidthMark[] {
  const marks = runs.flatMap((run): WidthMark[] => {
    const trained = latestInside(run);
    if (run.state !== 'finished' || !trained) return [];
    return [{ run, width: run.experiment.width, untrained: untrainedInside(run), trained }];
  });
  return new Set(marks.map(({ width }) => width)).size < 2 ? [] : marks.sort((a, b) => a.width - b.width);
}

/** The look inside at step 0. */
export function untrainedInside({ points: [first] }: Run): Inside | null {
  return first?.step === 0 ? (first.inside ?? null) : null;
}

/** Whether these charts would look the same: they follow the few looks inside, not every loss. */
export function sameInside(runs: readonly Run[], others: readonly Run[]): boolean {
  return (
    runs.length === others.length &&
    runs.every((run, index) => {
      const other = others[index]!;
      return run.id === other.id && latestInside(run) === latestInside(other) && run.state === other.state && run.final === other.final;
    })
  );
}
