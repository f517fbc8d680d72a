/** What the training worker keeps of a run so that it can go on: a JSON header and arrays of numbers (checkpoints.ts). */
export interface Checkpoint {
  readonly header: unknown;
  readonly arrays: Float32Array[];
}

export interface KeptCheckpoint {
  readonly runId: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface CheckpointStore {
  /** `visit`: there is no such file system here, so a state lives as long as this worker. */
  readonly keeps: 'stored' | 'visit';
  /** `header` is JSON. The arrays may change as soon as the promise is settled. Throws `StorageFull`, `CheckpointBusy`; the state before stays. */
  save(runId: string, header: unknown, arrays: readonly Float32Array[]): Promise<void>;
  /** The newest whole state; null where there is none. */
  load(runId: string): Promise<Checkpoint | null>;
  remove(runId: string): Promise<void>;
  list(): Promise<KeptCheckpoint[]>;
}

/** Another tab writes the same run at this moment. */
export class CheckpointBusy extends Error {
  override name = 'CheckpointBusy';
  constructor() {
    super('Another tab is training this run. Look for it there, or close that tab and try again.');
  }
}
