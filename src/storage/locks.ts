/**
 * What one tab works on and no other may meanwhile: a run, a sweep. Held by the training worker and given back by the browser with
 * the worker's end, however it ends. Where there are no locks (a page served without TLS) there is no storage to protect either.
 */

export type Release = () => void;

export function runLock(runId: string): string {
  return `run ${runId}`;
}

export function sweepLock(sweepId: string): string {
  return `sweep ${sweepId}`;
}

/** Null where somebody else holds it for longer than `patienceMs`: a tab that is being closed may still hold it for a moment. */
export async function claim(name: string, patienceMs = 0): Promise<Release | null> {
  if (!hasLocks()) return () => undefined;
  return new Promise((resolve) => {
    const options = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true };
    const held = navigator.locks.request(name, options, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    });
    held.catch(() => resolve(null)); // the patience ended
  });
}

/** Names of all that any tab holds now. */
export async function claimed(): Promise<ReadonlySet<string>> {
  if (!hasLocks()) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => name ?? []));
}

function hasLocks(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator;
}
