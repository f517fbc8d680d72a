/**
 * What one tab works on and no other may meanwhile: a run, a sweep. Held by the training worker and given back by the browser with
 * the worker's end, however it ends.
 *
 * A lock that somebody holds is told apart from locks that the browser denies: a page without TLS has none, and a frame on
 * another site or a browser with site data blocked refuses them (SecurityError). There is no storage to protect then either.
 */
import { within } from '../engine/within';

export type Release = () => void;

/** A browser that neither grants nor refuses a lock that nobody holds is broken; nobody should wait for it for ever. */
const LONGEST_WAIT_MS = 10_000;

export function runLock(runId: string): string {
  return `run ${runId}`;
}

export function sweepLock(sweepId: string): string {
  return `sweep ${sweepId}`;
}

const unlocked: Release = () => undefined;

/** Null where somebody else holds it for longer than `patienceMs`: a tab that is being closed may still hold it for a moment. */
export async function claim(name: string, patienceMs = 0): Promise<Release | null> {
  const locks = lockManager();
  if (!locks) return unlocked;
  return new Promise((resolve) => {
    const silence = setTimeout(() => resolve(unlocked), Math.max(LONGEST_WAIT_MS, 2 * patienceMs));
    const settle = (release: Release | null) => {
      clearTimeout(silence);
      resolve(release);
    };
    const options: LockOptions = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true };
    try {
      const held = locks.request(name, options, (lock) => {
        if (!lock) return settle(null);
        return new Promise<void>((release) => settle(release));
      });
      held.catch((error: unknown) => settle(isOutOfPatience(error) ? null : unlocked));
    } catch {
      settle(unlocked);
    }
  });
}

/** Names of all that any tab holds now; none where the browser does not say. */
export async function claimed(): Promise<ReadonlySet<string>> {
  try {
    const { held = [] } = (await within(LONGEST_WAIT_MS, 'the locks', Promise.resolve(lockManager()?.query()))) ?? {};
    return new Set(held.flatMap(({ name }) => name ?? []));
  } catch {
    return new Set();
  }
}

function isOutOfPatience(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** Reading the property may throw too. */
function lockManager(): LockManager | null {
  try {
    return globalThis.navigator?.locks ?? null;
  } catch {
    return null;
  }
}
