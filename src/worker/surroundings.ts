/** What the training worker works with, given to its parts by `host.ts`. */
import type { imagesKey, loadImages } from '../data/load';
import type { chooseBackend } from '../engine/backend';
import type { Archive } from '../storage/archive';
import type { CheckpointStore } from '../storage/checkpointStore';
import type { WorkerEvent } from './protocol';

export interface WorkerSurroundings {
  tell(event: WorkerEvent): void;
  breathe(): Promise<void>;
  load: typeof loadImages;
  keyOf: typeof imagesKey;
  startBackend: typeof chooseBackend;
  /** Opened on first use: a run that is not kept needs neither. */
  archive(): Promise<Archive>;
  checkpoints(): Promise<CheckpointStore>;
}
