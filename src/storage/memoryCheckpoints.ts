/** Checkpoints where there is no file system: they outlive a lost device, but not the worker. */
import type { Checkpoint, CheckpointStore } from './checkpointStore';

export function memoryCheckpoints(): CheckpointStore {
  const kept = new Map<string, { state: Checkpoint; savedAt: number }>();
  const copy = ({ header, arrays }: { header: unknown; arrays: readonly Float32Array[] }): Checkpoint => ({
    header: structuredClone(header),
    arrays: arrays.map((array) => new Float32Array(array)),
  });
  return {
    keeps: 'visit',
    save: (runId, header, arrays) => {
      kept.set(runId, { state: copy({ header, arrays }), savedAt: Date.now() });
      return Promise.resolve();
    },
    load: (runId) => {
      const found = kept.get(runId);
      return Promise.resolve(found ? copy(found.state) : null);
    },
    remove: (runId) => {
      kept.delete(runId);
      return Promise.resolve();
    },
    list: () =>
      Promise.resolve(
        [...kept].map(([runId, { state, savedAt }]) => ({ runId, savedAt, bytes: state.arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) })),
      ),
  };
}
