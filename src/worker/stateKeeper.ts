/** States of runs in storage: put there, found again, and cleared away before they take more room than they are worth. */
import { within } from '../engine/within';
import type { Archive } from '../storage/archive';
import type { Checkpoint, CheckpointStore, KeptCheckpoint } from '../storage/checkpointStore';
import { claimed, runLock } from '../storage/locks';
import type { Packed } from './packed';
import type { StorageVoice } from './storageVoice';

/** Together with `MOST_BYTES`: finished runs of the default network take 3 MB each. */
const MOST_STATES = 30;
const MOST_BYTES = 500e6;

/** A run waits for its state to be saved; a storage that stays silent must not hold it. */
const SILENT_MS = 30_000;

const NOTHING_STORED = 'This browser cannot store the state of a run, so a run that a reload interrupts starts over.';

export class StateKeeper {
  /** Runs whose first state has made others give way already. */
  private readonly cleared = new Set<string>();

  constructor(
    private readonly checkpoints: () => Promise<CheckpointStore>,
    private readonly archive: () => Promise<Archive>,
    private readonly voice: StorageVoice,
  ) {}

  /** Resolves to how long it will last: for later visits, for this worker, or not at all. Never rejects. */
  async save(runId: string, packed: Packed): Promise<CheckpointStore['keeps'] | 'not'> {
    try {
      const keeps = await within(SILENT_MS, 'the storage', this.write(runId, packed));
      this.voice.tell('states', keeps === 'visit' ? NOTHING_STORED : null);
      return keeps;
    } catch (error) {
      this.voice.failed('states', error);
      return 'not';
    }
  }

  /** In both of a run's slots, so that the room of a former, larger state is given back. */
  async saveForGood(runId: string, packed: Packed): Promise<void> {
    for (let slot = 0; slot < 2; slot++) if ((await this.save(runId, packed)) === 'not') return;
  }

  private async write(runId: string, { header, arrays }: Packed): Promise<CheckpointStore['keeps']> {
    const store = await this.checkpoints();
    if (!this.cleared.has(runId)) {
      this.cleared.add(runId);
      await this.clear(store, runId);
    }
    await store.save(runId, header, arrays);
    return store.keeps;
  }

  async load(runId: string): Promise<Checkpoint | null> {
    return (await this.checkpoints()).load(runId);
  }

  /** Makes room for the state of one more run. */
  private async clear(store: CheckpointStore, forRun: string): Promise<void> {
    const kept = await store.list();
    const archive = await this.archive();
    const [marks, held] = await Promise.all([archive.marks(), claimed()]);
    const recorded = archive.keeps === 'visit' ? null : new Set((await archive.summaries(kept.map(({ runId }) => runId))).map(({ id }) => id));
    const others = kept.filter(({ runId }) => runId !== forRun && !held.has(runLock(runId)));
    const orphans = others.filter(({ runId }) => recorded && !recorded.has(runId));
    const owned = others.filter((other) => !orphans.includes(other));
    for (const { runId } of [...orphans, ...tooMany(owned, (runId) => marks[runId]?.pinned ?? false)]) await store.remove(runId);
  }
}

/** Those that have to go: the oldest first, pinned ones last. */
export function tooMany(kept: readonly KeptCheckpoint[], isPinned: (runId: string) => boolean): KeptCheckpoint[] {
  const byWorth = [...kept].sort((a, b) => Number(isPinned(b.runId)) - Number(isPinned(a.runId)) || b.savedAt - a.savedAt);
  let bytes = 0;
  return byWorth.filter((state, place) => (bytes += state.bytes) > MOST_BYTES || place >= MOST_STATES - 1);
}
