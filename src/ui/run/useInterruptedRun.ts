/** The newest run that was cut off in the last days, from which training can go on and which no tab holds. */
import { useEffect, useState } from 'react';
import { isActive } from '../../record/record';
import type { RunSummary } from '../../record/summary';
import { useLabState } from '../../runs/useLab';
import { useLibraryState } from '../../runs/useLibrary';
import { claim, runLock } from '../../storage/locks';

const NEWER_THAN_MS = 7 * 24 * 3_600_000;
/** A page that was reloaded holds its run until its worker is gone. */
const PATIENCE_MS = 5_000;
const DISMISSED = 'interrupted-run-dismissed';

export interface Interruption {
  interrupted: RunSummary | null;
  /** For good, with everything older. */
  dismiss: () => void;
}

export function useInterruptedRun(): Interruption {
  const isOpen = useLibraryState(({ status }) => status === 'open');
  const summaries = useLibraryState((library) => library.summaries);
  const runs = useLabState((state) => state.runs);
  const [offered, setOffered] = useState<string | null>(null);
  const [dismissed, setDismissed] = useState(dismissedUntil);
  const candidates = summaries.filter((summary) => isCutOff(summary) && summary.startedAt > dismissed && !runs.some(({ id }) => id === summary.id));
  const ids = isOpen ? candidates.map(({ id }) => id).join(' ') : '';

  useEffect(() => {
    if (ids === '') return;
    let isCurrent = true;
    void firstToGoOn(ids.split(' ')).then((found) => {
      if (isCurrent) setOffered(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [ids]);

  const interrupted = candidates.find(({ id }) => id === offered) ?? null;
  return {
    interrupted,
    dismiss() {
      if (!interrupted) return;
      setDismissed(interrupted.startedAt);
      try {
        localStorage.setItem(DISMISSED, String(interrupted.startedAt));
      } catch {
        // It is dismissed for this visit.
      }
    },
  };
}

/** Sweeps go on by themselves, with the run that they were making. */
function isCutOff(summary: RunSummary): boolean {
  const { origin, sweepId, startedAt } = summary;
  return origin === 'here' && sweepId === null && isActive(summary) && Date.now() - startedAt < NEWER_THAN_MS;
}

async function firstToGoOn(runIds: readonly string[]): Promise<string | null> {
  try {
    const { openCheckpoints } = await import('../../storage/checkpoints');
    const kept = new Set((await (await openCheckpoints()).list()).map(({ runId }) => runId));
    for (const runId of runIds) if (kept.has(runId) && (await isFree(runId))) return runId;
  } catch {
    // What cannot be read cannot go on.
  }
  return null;
}

async function isFree(runId: string): Promise<boolean> {
  const release = await claim(runLock(runId), PATIENCE_MS);
  release?.();
  return release !== null;
}

function dismissedUntil(): number {
  try {
    return Number(localStorage.getItem(DISMISSED) ?? 0);
  } catch {
    return 0;
  }
}
