/** What every checkpoint store keeps to; runs in Node and in a worker of Chromium. Each rule throws where it is broken. */
import type { CheckpointStore } from '../../src/storage/checkpoints';

function same(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (got !== wanted) throw new Error(`${what}: ${got}, expected ${wanted}`);
}

const plain = async (store: CheckpointStore, runId: string) => {
  const state = await store.load(runId);
  return state && [state.header, state.arrays.map((array) => [...array])];
};

/** Stores are empty at first. */
export const checkpointRules: Readonly<Record<string, (store: CheckpointStore) => Promise<void>>> = {
  async 'gives back the newest state, whatever its shape'(store) {
    same(await store.load('run'), null, 'before anything was saved');
    for (const step of [1, 2, 3]) {
      const arrays = Array.from({ length: step }, (_, index) => Float32Array.from({ length: 5 * index }, (_, place) => step + place / 8));
      await store.save('run', { step, note: 'é'.repeat(step) }, arrays);
      same(await plain(store, 'run'), [{ step, note: 'é'.repeat(step) }, arrays.map((array) => [...array])], `state ${step}`);
    }
  },
  async 'keeps bits as they are'(store) {
    const bits = Uint32Array.of(0x7fc00001, 0xffc12345, 0x80000000, 0x00000001, 0x7f800000);
    await store.save('run', null, [new Float32Array(bits.buffer)]);
    const [array] = (await store.load('run'))!.arrays;
    same([...new Uint32Array(array!.buffer, array!.byteOffset, array!.length)], [...bits], 'bits');
  },
  async 'takes views and memory that threads share, and copies them'(store) {
    const shared = typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(16) : new SharedArrayBuffer(16);
    const view = new Float32Array(shared, 4, 2);
    view.set([1, 2]);
    const other = Float32Array.of(0, 3, 4, 0).subarray(1, 3);
    await store.save('run', {}, [view, other]);
    view.fill(9);
    other.fill(9);
    same(await plain(store, 'run'), [{}, [[1, 2], [3, 4]]], 'arrays');
  },
  async 'lists and removes runs apart from each other, whatever their ids are'(store) {
    const ids = ['a', '../a', 'a.0.state', 'ü/?*'];
    for (const [index, id] of ids.entries()) await store.save(id, index, [new Float32Array(index)]);
    same((await store.list()).map(({ runId }) => runId).sort(), [...ids].sort(), 'ids');
    await store.remove('../a');
    await store.remove('unknown');
    same(await Promise.all(ids.map(async (id) => (await store.load(id))?.header ?? null)), [0, null, 2, 3], 'headers');
    same((await store.list()).every(({ bytes, savedAt }) => bytes >= 0 && Math.abs(Date.now() - savedAt) < 60_000), true, 'sizes and dates');
  },
};
