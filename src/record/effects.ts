/**
 * What training did to an accuracy, and how sure that is: gain, share kept, sampling error, paired error, and their intervals over
 * seeds. Pure arithmetic on fractions and counts.
 */
import type { Interval } from '../experiment/claims/scoreboard';
import { intervalOf } from './statistics';

/** One run, one task. */
export interface SeedResult {
  readonly width: number;
  readonly seed: number;
  /** Fractions of the same test images. */
  readonly untrained: number;
  readonly trained: number;
}

/** Over the seeds of one width. */
export interface WidthEffect {
  readonly width: number;
  readonly seeds: number;
  readonly untrained: Interval;
  readonly trained: Interval;
  readonly gain: Interval;
  /** Null where the untrained network reads too little above chance for a share of it to mean anything. */
  readonly kept: Interval | null;
}

/** A share of less than this above chance would be a share of noise. */
const LEAST_ABOVE_CHANCE = 0.02;

/** How much of what was read above chance before training is left after it; above 1 where training added. Null where there was too little. */
export function shareKept(untrained: number, trained: number, chance: number): number | null {
  const above = untrained - chance;
  return above < LEAST_ABOVE_CHANCE ? null : (trained - chance) / above;
}

/** Standard error of a share of so many images. */
export function samplingError(share: number, images: number): number {
  return Math.sqrt((share * (1 - share)) / images);
}

/** Standard error of the share kept, to first order, as if the two accuracies were independent; they are positively related, so it errs on the large side. */
export function keptError(untrained: number, trained: number, chance: number, images: number): number | null {
  const kept = shareKept(untrained, trained, chance);
  if (kept === null) return null;
  return Math.hypot(samplingError(trained, images), kept * samplingError(untrained, images)) / (untrained - chance);
}

/** Images that only the first of two runs classified right, and those that only the second did. */
export interface Discordant {
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** From one bit per image, base64, least significant bit first. Both over the same images. */
export function discordant(first: string, second: string): Discordant {
  const [a, b] = [bytesOf(first), bytesOf(second)];
  let onlyFirst = 0;
  let onlySecond = 0;
  a.forEach((byte, index) => {
    onlyFirst += ones(byte & ~b[index]!);
    onlySecond += ones(b[index]! & ~byte);
  });
  return { onlyFirst, onlySecond };
}

/** Standard error of the difference of two accuracies on the same images (McNemar): √(b + c − (b − c)²/n)/n. */
export function pairedError({ onlyFirst, onlySecond }: Discordant, images: number): number {
  return Math.sqrt(onlyFirst + onlySecond - (onlyFirst - onlySecond) ** 2 / images) / images;
}

interface EndAccuracy {
  readonly testImages: number;
  readonly correct: Readonly<Record<string, number>>;
  readonly right: Readonly<Record<string, string>>;
}

/** Standard error of what training added to a task's accuracy: paired where both ends tell which images were right, which links do not. */
export function gainError(untrained: EndAccuracy, trained: EndAccuracy, task: string): number | null {
  const images = trained.testImages;
  if (images !== untrained.testImages || !(images > 0)) return null;
  const [before, after] = [untrained.right[task], trained.right[task]];
  if (before && after) return pairedError(discordant(before, after), images);
  const error = ({ correct }: EndAccuracy) => samplingError((correct[task] ?? 0) / images, images);
  return Math.hypot(error(untrained), error(trained));
}

function bytesOf(base64: string): number[] {
  return [...atob(base64)].map((character) => character.charCodeAt(0));
}

function ones(byte: number): number {
  let count = 0;
  for (let rest = byte & 255; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/** Narrowest first. */
export function effectsByWidth(results: readonly SeedResult[], chance: number): WidthEffect[] {
  const widths = [...new Set(results.map(({ width }) => width))].sort((a, b) => a - b);
  return widths.map((width) => {
    const members = results.filter((result) => result.width === width);
    const kept = members.map(({ untrained, trained }) => shareKept(untrained, trained, chance));
    return {
      width,
      seeds: members.length,
      untrained: intervalOf(members.map(({ untrained }) => untrained)),
      trained: intervalOf(members.map(({ trained }) => trained)),
      gain: intervalOf(members.map(gainOf)),
      kept: kept.every((share) => share !== null) ? intervalOf(kept) : null,
    };
  });
}

export function gainOf({ untrained, trained }: SeedResult): number {
  return trained - untrained;
}

/** Of a measure, one width minus another, seed by seed. Null where no seed has both. */
export function pairedDifference(
  results: readonly SeedResult[],
  { wide, narrow }: { wide: number; narrow: number },
  measure: (result: SeedResult) => number | null,
): Interval | null {
  const differences = results
    .filter(({ width }) => width === wide)
    .flatMap((one) => {
      const other = results.find(({ width, seed }) => width === narrow && seed === one.seed);
      const [more, less] = [measure(one), other ? measure(other) : null];
      return more === null || less === null ? [] : [more - less];
    });
  return differences.length === 0 ? null : intervalOf(differences);
}

/** Half the width of an interval; null where one seed gives none. */
export function halfWidth({ low, high }: Interval): number | null {
  return low === null || high === null ? null : (high - low) / 2;
}
