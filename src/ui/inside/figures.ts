/** The numbers of a look inside: what each is called, what it says, how it is written. Definitions: evaluate/. */
import { formatFigure, formatPercent, formatRound } from '../text/format';
import type { InsideFigure } from './insideRows';

export interface FigureText {
  name: string;
  /** One short sentence. */
  meaning: string;
  format: (value: number) => string;
}

export interface InsideFigureText extends FigureText {
  figure: InsideFigure;
  /** How its axis writes round numbers. */
  tick: (value: number) => string;
  /** The value below which a representation counts as collapsed. */
  mark?: number;
}

export const insideFigures: readonly InsideFigureText[] = [
  { figure: 'rankMe', name: 'RankMe', meaning: 'Effective rank: how many directions the features really use. At most D, and at most the number of test images.', format: formatFigure, tick: formatRound },
  {
    figure: 'collapse',
    name: 'Collapse level',
    meaning: 'Spread of the unit-length features: 1 is equal in all directions, 0 all images alike. The line is at one half.',
    format: formatFigure,
    tick: formatRound,
    mark: 0.5,
  },
  {
    figure: 'uniformity',
    name: 'Uniformity',
    meaning: 'How evenly unit-length features cover the sphere: 0 is all in one place, −4 most evenly. Lower is more even.',
    format: formatFigure,
    tick: formatRound,
  },
  { figure: 'sparsity', name: 'Sparsity', meaning: 'Share of the features’ numbers that are exactly zero.', format: formatPercent, tick: (share) => `${formatRound(Number((100 * share).toFixed(6)))} %` },
];

/** Those that only the end of a run tells, since they need views. */
export const finalFigures: readonly (FigureText & { figure: 'lidar' | 'alignment' })[] = [
  {
    figure: 'lidar',
    name: 'LiDAR',
    meaning: 'Effective rank of what tells images apart, measured against what tells the views of one image apart.',
    format: formatFigure,
  },
  {
    figure: 'alignment',
    name: 'Alignment',
    meaning: 'Mean squared distance of two views of an image, at unit length: 0 is complete invariance.',
    format: formatFigure,
  },
];
