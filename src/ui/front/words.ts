/** How the front page names tasks and spells shares: plain words, whole per cents, since a tenth of a point is beyond what the seeds tell. */
import { formatWhole } from '../text/format';

/** The task that the pretext throws away, and the one that it helps. */
export const LOST_TASK = 'hue';
export const HELPED_TASK = 'shape';

const words: Readonly<Record<string, string>> = {
  hue: 'colour',
  cifar10: 'object',
  'dominant-hue': 'main colour',
  'quarter-turn': 'rotation',
};

export function taskWord(task: string): string {
  return words[task] ?? task;
}

/** 0.174 → "17 %", with a narrow space that does not break. */
export function percent(share: number): string {
  return `${minus(Math.round(100 * share))}\u202f%`;
}

/** A difference of shares in points, without its sign: "8.3", or "10" from ten on. */
export function points(difference: number): string {
  const size = Math.abs(100 * difference);
  return size < 9.95 ? size.toFixed(1) : String(Math.round(size));
}

function minus(value: number): string {
  return String(value).replace('-', '−');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function seedsInWords(seeds: number): string {
  return `${small[seeds] ?? formatWhole(seeds)} ${seeds === 1 ? 'seed' : 'seeds'}`;
}
