/** The walk: what each step says and what its button sets. Figures come from the recorded answer and the scoreboard; without them the words stand alone. Pure. */
import type { ClaimId } from '../../experiment/claims/claimPresets';
import type { Scoreboard } from '../../experiment/claims/scoreboard';
import { spellEffect, spellVerdict, seedsBehind } from '../../experiment/claims/wording';
import type { Experiment } from '../../experiment/fields';
import { formatWhole } from '../text/format';
import { endsOf, isLost, type TaskAnswer } from './verdict';
import { percent, seedsInWords } from './words';

export interface WalkStep {
  readonly title: string;
  /** Two sentences. */
  readonly text: string;
  /** What was measured of it elsewhere on the page; null where nothing was. */
  readonly measured: string | null;
  /** What the button sets; the last step's copies instead. */
  readonly set: readonly { readonly label: string; readonly changes: Partial<Experiment> }[];
}

export function walkSteps(colour: TaskAnswer | null, scoreboard: Scoreboard | null): readonly WalkStep[] {
  const ends = colour && endsOf(colour);
  const narrow = ends?.narrow.width ?? 16;
  const wide = ends?.wide.width ?? 2048;
  const lost = colour !== null && isLost(colour);
  return [
    {
      title: 'Narrow',
      text: `With D = ${formatWhole(narrow)}, the network has ${formatWhole(narrow)} numbers to describe an image with. ${
        ends ? `Colour is then read off them at ${percent(ends.narrow.trained.mean)}, where guessing gives ${percent(colour!.chance)} and the untrained network gave ${percent(ends.narrow.untrained.mean)}.` : 'See how much of colour is left in them after training.'
      }`,
      measured: null,
      set: [{ label: `Set D to ${formatWhole(narrow)}`, changes: { width: narrow } }],
    },
    {
      title: 'Wide',
      text: `With D = ${formatWhole(wide)}, only the very last block is wider; everything below it is the same. ${
        ends && lost
          ? `The same training now leaves ${percent(ends.wide.kept!.mean)} of the colour instead of ${percent(ends.narrow.kept!.mean)} (${seedsInWords(ends.wide.seeds)}).`
          : ends
            ? `Colour is now read at ${percent(ends.wide.trained.mean)}, before training at ${percent(ends.wide.untrained.mean)}.`
            : 'See how much more of colour is left.'
      }`,
      measured: null,
      set: [{ label: `Set D to ${formatWhole(wide)}`, changes: { width: wide } }],
    },
    {
      title: 'What colour says',
      text: 'The two views of an image differ in colour, so a description without colour solves the task, and training presses towards one. Leave the colours alone, train again, and nothing asks the network to forget them.',
      measured: null,
      set: [{ label: 'Leave the colours alone', changes: { hue: 0, jitter: 0, gray: 0 } }],
    },
    {
      title: 'The projector',
      text: 'Between the last block and the task sits a projector with K outputs, thrown away afterwards; a linear one lets training push at most K of the D directions, so what it does not need may stay in the others. Without a projector, or with K above D, training reaches every direction; a second layer shields more.',
      measured: evidence(scoreboard, 'c'),
      set: [
        { label: 'None', changes: { layers: 0 } },
        { label: 'One layer, K = 64', changes: { layers: 1, out: 64 } },
        { label: 'Two layers', changes: { layers: 2, out: 64 } },
        { label: 'K above D', changes: { layers: 1, out: 4096 } },
      ],
    },
    {
      title: 'Two classes in a batch',
      text: 'Fill each mini-batch from two classes only, and few features are enough to tell its images apart: the task asks for less, and training keeps less. The paper finds that width matters most here.',
      measured: evidence(scoreboard, 'a'),
      set: [{ label: 'Draw two classes per batch', changes: { sampling: 'two-class' } }],
    },
    {
      title: 'Send what you found',
      text: 'Train one of these to its end, and its curve and figures travel in a link. Whoever opens it sees them at once, marked as yours, and can repeat the run.',
      measured: null,
      set: [],
    },
  ];
}

/** E.g. "Measured on CIFAR-10: K = 64 minus no projector, +2.1 points [1.8, 2.4]; open, 3 seeds." */
function evidence(scoreboard: Scoreboard | null, id: ClaimId): string | null {
  const claim = scoreboard?.claims.find((other) => other.id === id);
  const effects = claim?.effects.filter(({ interval }) => interval !== null) ?? [];
  if (!claim || effects.length === 0) return null;
  const [first] = effects;
  return `Measured for claim ${id}: ${first!.name}, ${spellEffect(first!)}. Verdict: ${spellVerdict(claim.verdict, seedsBehind(effects))}.`;
}
