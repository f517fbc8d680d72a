/** What a claim is made of: plain data, from which the page, the presets and the scoreboard follow. */
import type { ClaimId } from './claimPresets';
import type { Condition } from './conditions';

/** How sure it is that the source says so. */
export type Sureness = 'stated' | 'figures' | 'second-hand';

export const surenessWords: Readonly<Record<Sureness, string>> = {
  stated: 'Stated by the authors.',
  figures: 'Numbers read off the paper’s figures and tables, ±0.15 points.',
  'second-hand': 'Second-hand: a hypothesis to test, not a quoted result.',
};

/** One accuracy of a judged run; the first task unless the others are asked for. */
export interface Reading {
  probe: 'logistic' | 'few' | 'mlp' | 'binarised' | 'projector';
  /** Of the probe with few labels: the share of them that it saw. */
  share?: 0.01 | 0.1;
  /** Of the projector. */
  layer?: 'first' | 'last';
  /** The mean over all tasks but the first. */
  tasks?: 'others';
}

/** One number of one run. */
export type Figure =
  /** An accuracy, or how far it stands above another one of the same network. */
  | { kind: 'accuracy'; of: Reading; minus?: Reading }
  | { kind: 'inside'; name: 'rankMe' | 'collapse' | 'sparsity' };

interface EffectBase {
  /** What is compared, e.g. "Accuracy, D = 2,048 minus D = 32". */
  name: string;
  unit: 'points' | 'dimensions' | 'correlation';
  /** `more`: above zero, as claimed. `same`: no difference that matters, which is within ±2 points. */
  expect: 'more' | 'same';
}

/** One number per seed. Both runs of a difference have the same seed. */
export type Effect = EffectBase &
  (
    | {
        kind: 'difference';
        figure: Figure;
        of: string;
        against?: string;
        /**
         * Whether it must hold as well for what training added: the figure less the same one of the untrained network. Needed where
         * widths or layers differ, since those of a random network have other figures already.
         */
        added?: true;
      }
    /** Spearman's, over the runs of one seed. */
    | { kind: 'rank correlation'; figures: readonly [Figure, Figure]; over: readonly string[] }
  );

export interface Claim {
  id: ClaimId;
  /** One sentence. */
  sentence: string;
  source: { text: string; address: string };
  sureness: Sureness;
  /** What the source reports, where numbers of it are known. */
  reported: string | null;
  look: string;
  refute: string;
  /** Where the test of this page falls short of what the source did. */
  limits: string;
  /** Measured for the scoreboard; each is a preset too. */
  conditions: readonly Condition[];
  /** To try beyond that: the same on images that need no download. */
  elsewhere: readonly Condition[];
  /** One to three. */
  effects: readonly Effect[];
}

/** Links of the runs that an effect reads. */
export function linksOf(effect: Effect): readonly string[] {
  return effect.kind === 'difference' ? [effect.of, ...(effect.against === undefined ? [] : [effect.against])] : effect.over;
}
