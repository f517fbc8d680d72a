/**
 * Writes down what a run leaves behind while it goes, so that a crash costs seconds of its curve. Writing waits for nobody and nobody
 * waits for it: a storage that is full or broken is told, and the run goes on.
 */
import type { RunRecord } from '../record/record';
import { recordEvent } from '../record/recordEvent';
import type { Archive } from '../storage/archive';
import type { TrainEvent } from '../train/events';
import type { StorageVoice } from './storageVoice';

/** Points that come sooner wait for the next one, or for the end. */
const INTERVAL_MS = 2_000;

export class Recorder {
  private writtenAt = -Infinity;
  private isWaiting = false;
  /** Writes come one after the other; this is the end of the last. */
  private written: Promise<void> = Promise.resolve();

  constructor(
    private current: RunRecord,
    private readonly archive: () => Promise<Archive>,
    private readonly voice: StorageVoice,
  ) {}

  get record(): RunRecord {
    return this.current;
  }

  hear(event: TrainEvent): void {
    const before = this.current;
    this.current = recordEvent(before, event);
    if (this.current === before || event.kind === 'losses') return;
    if (event.kind !== 'point' || performance.now() - this.writtenAt >= INTERVAL_MS) this.write();
  }

  /** Soon, as it is then. */
  write(): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.written = this.written.then(async () => {
      this.isWaiting = false;
      this.writtenAt = performance.now();
      try {
        const archive = await this.archive();
        await archive.put(this.current);
        this.voice.tell('runs', archive.remark);
      } catch (error) {
        this.voice.failed('runs', error);
      }
    });
  }

  /** Resolves once everything heard so far is stored, or could not be. */
  settled(): Promise<void> {
    return this.written;
  }
}
