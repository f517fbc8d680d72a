/** Says once what can no longer be kept, and when it can be again. */
import { StorageFull } from '../storage/archive';
import type { WorkerEvent } from './protocol';

/** Runs with their curves, and states to go on from, lie in storages of their own. */
export type Kept = 'runs' | 'states';

const nouns: Record<Kept, string> = { runs: 'This run', states: 'The state of this run' };

export interface StorageVoice {
  /** Null where it could be kept. */
  tell(kept: Kept, problem: string | null): void;
  failed(kept: Kept, error: unknown): void;
}

export function storageVoice(emit: (event: WorkerEvent) => void): StorageVoice {
  const problems: Partial<Record<Kept, string | null>> = {};
  let told: string | null = null;
  function tell(kept: Kept, problem: string | null): void {
    problems[kept] = problem;
    const now = problems.runs ?? problems.states ?? null;
    if (now === told) return;
    told = now;
    emit({ kind: 'storage', problem: now });
  }
  return {
    tell,
    failed: (kept, error) => tell(kept, error instanceof StorageFull ? error.message : `${nouns[kept]} could not be saved (${errorWords(error)}). Training continues; export what you want to keep.`),
  };
}

function errorWords(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
