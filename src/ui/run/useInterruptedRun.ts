/** The newest run that was cut off in the last days and that no tab holds, with whether training can go on from what was kept. */
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
  /** False where it was cut off before its first step was done, or this browser keeps no states. */
  canResume: boolean;
  /** For good, with everything older. */
  dismiss: () => void;
}

export function useInterruptedRun(): Interruption {
  const isOpen = useLibraryState(({ status }) => status === 'open');
  const summaries = useLibraryState((library) => library.summaries);
  const runs = useLabState((state) => state.runs);
  const [offered, setOffered] = useState<{ id: string; canResume: boolean } | null>(null);
  const [dismissed, setDismissed] = useState(dismissedUntil);
  const candidates = summaries.filter((summary) => isCutOff(summary) && summary.startedAt > dismissed && !runs.some(({ id }) => id === summary.id));
  const ids = isOpen ? candidates.map(({ id }) => id).join(' ') : '';

  useEffect(() => {
    if (ids === '') return;
    let isCurrent = true;
    void firstFree(ids.split(' ')).then((found) => {
      if (isCurrent) setOffered(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [ids]);

  const interrupted = candidates.find(({ id }) => id === offered?.id) ?? null;
  return {
    interrupted,
    canResume: offered?.canResume ?? false,
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

async function firstFree(runIds: readonly string[]): Promise<{ id: string; canResume: boolean } | null> {
  const kept = await keptRuns();
  for (const id of runIds) if (await isFree(id)) return { id, canResume: kept.has(id) };
  return null;
}

async function keptRuns(): Promise<ReadonlySet<string>> {
  try {
    const { openCheckpoints } = await import('../../storage/checkpoints');
    return new Set((await (await openCheckpoints()).list()).map(({ runId }) => runId));
  } catch {
    return new Set(); // what cannot be read cannot go on
  }
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
