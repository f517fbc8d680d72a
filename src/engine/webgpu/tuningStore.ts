/** Remembers which kernel variants won on which adapter, so that only the first visit measures. Forgetting is always safe. */
import { del, get, set } from 'idb-keyval';
import type { Tuning } from './tuning';

/** Counts up when variants are added or change, so that old winners are measured against them. */
const VERSION = 1;

const keyOf = (adapter: string) => `kernel tuning ${VERSION} of ${adapter}`;

/** What was remembered, as it comes; undefined where nothing is known, or where the browser keeps nothing (private windows). */
export function rememberedTuning(adapter: string): Promise<unknown> {
  return get<unknown>(keyOf(adapter)).catch(() => undefined);
}

export async function rememberTuning(adapter: string, tuning: Tuning): Promise<void> {
  await set(keyOf(adapter), tuning).catch(() => undefined);
}

export async function forgetTuning(adapter: string): Promise<void> {
  await del(keyOf(adapter)).catch(() => undefined);
}
