/** What the worker keeps of its runs, and what it makes of that later: as another worker, on the same stores. */
import { beforeEach, describe, expect, test } from 'vitest';
import { shapesDataset } from '../../src/data/shapes/generate';
import type { Device } from '../../src/engine/backend';
import type { Experiment } from '../../src/experiment/fields';
import { type Archive, StorageFull } from '../../src/storage/archive';
import type { CheckpointStore } from '../../src/storage/checkpointStore';
import { memoryArchive } from '../../src/storage/memoryArchive';
import { memoryCheckpoints } from '../../src/storage/memoryCheckpoints';
import { Looks } from '../../src/worker/looks';
import { Networks } from '../../src/worker/networks';
import { pack, unpack } from '../../src/worker/packed';
import { isRunEvent, type WorkerEvent } from '../../src/worker/protocol';
import { StateKeeper, tooMany } from '../../src/worker/stateKeeper';
import { storageVoice } from '../../src/worker/storageVoice';
import { Trainer } from '../../src/worker/trainer';
import type { TrainingWish } from '../../src/worker/training';
import { quick } from '../support/training';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const dataset = shapesDataset(quick.seed, quick.images, 100);
const images = { pretraining: dataset, probing: dataset };
const experiment: Experiment = { ...quick, steps: 10 };
const never = new Promise<string>(() => undefined);

interface Stores {
  archive: Archive;
  checkpoints: CheckpointStore;
}

/** As stores that outlive a worker; nothing is lost with the memory that they are. */
function stores(changes: Partial<Archive> = {}): Stores {
  return { archive: { ...memoryArchive(''), keeps: 'stored', remark: null, ...changes }, checkpoints: { ...memoryCheckpoints(), keeps: 'stored' } };
}

function worker({ archive, checkpoints }: Stores, { key = 'images', device = {} as Partial<Device> } = {}) {
  const events: WorkerEvent[] = [];
  let react: (event: WorkerEvent) => void = () => undefined;
  const tell = (event: WorkerEvent) => {
    events.push(event);
    react(event);
  };
  const shared = {
    tell,
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
    load: () => Promise.resolve(images),
    keyOf: () => Promise.resolve(key),
    startBackend: (): Promise<Device> => Promise.resolve({ backend: 'wasm', adapter: 'test', threads: 1, sentence: 'Runs in a test.', lost: never, ...device }),
    archive: () => Promise.resolve(archive),
    checkpoints: () => Promise.resolve(checkpoints),
  };
  const voice = storageVoice(tell);
  const keeper = new StateKeeper(shared.checkpoints, shared.archive, voice);
  const looks: Looks = new Looks({
    ...shared,
    isTraining: () => trainer.isTraining,
    networkOf: (runId) => networks.of(runId),
    emitFor: (runId) => (event) => tell({ ...event, runId }),
  });
  const trainer = new Trainer({ ...shared, keeper, voice }, () => looks.giveWay());
  const networks = new Networks(trainer, keeper);
  return {
    trainer,
    networks,
    looks,
    events,
    on: (listener: (event: WorkerEvent) => void) => (react = listener),
    storage: () => events.flatMap((event) => (event.kind === 'storage' ? [event.problem] : [])),
    failure: () => events.flatMap((event) => (isRunEvent(event) && event.kind === 'state' && event.failure ? [event.failure] : [])).at(-1),
    keptSteps: () => events.flatMap((event) => (event.kind === 'kept' ? [event.step] : [])),
  };
}

const wish = (changes: Partial<TrainingWish> = {}): TrainingWish => ({ runId: 'a', backend: 'wasm', experiment, keep: true, resume: 'no', ...changes });
const again = wish({ experiment: null, resume: 'must' });

async function curveOf(archive: Archive, id = 'a') {
  const { losses, points, final } = (await archive.record(id))!;
  return { losses: Array.from(losses.values.subarray(0, losses.length)), points: points.map((point) => ({ ...point, seconds: 0 })), final };
}

/** Halted after its first losses, so that its state and its record lie in the stores. */
async function halted(into: Stores): Promise<void> {
  const { trainer, on, keptSteps } = worker(into);
  on((event) => {
    if (event.kind === 'losses' && event.fromStep > 1) trainer.halt();
  });
  expect(await trainer.begin(wish())).toEqual({ end: 'stopped' });
  // After its first step, so that a death within the first seconds costs little, and where it was halted.
  const [first, last] = keptSteps();
  expect(first).toBe(1);
  expect(last).toBeGreaterThan(1);
}

describe('a run that is kept', () => {
  test('goes on in another worker to the digits of one that was never halted', async () => {
    const [straight, interrupted] = [stores(), stores()];
    const whole = worker(straight);
    expect(await whole.trainer.begin(wish())).toEqual({ end: 'finished' });
    await halted(interrupted);
    const later = worker(interrupted);
    expect(await later.trainer.begin(again)).toEqual({ end: 'finished' });
    expect(await curveOf(interrupted.archive)).toEqual(await curveOf(straight.archive));
    // The page is brought to where the state stands before anything new is told.
    const told = later.events.filter((event) => event.kind === 'losses' || (event.kind === 'state' && event.state === 'preparing'));
    expect(told.map(({ kind }) => kind).slice(0, 2)).toEqual(['losses', 'state']);
    expect(later.events.find((event) => event.kind === 'device')!.device.sentence).toBe('Runs in a test.');
  }, 120_000);

  test('leaves its network, which a later worker finds, gives away and looks into', async () => {
    const kept = stores();
    const first = worker(kept);
    await first.trainer.begin(wish({ experiment: { ...experiment, steps: 2 } }));
    const network = await first.networks.of('a');
    expect(network).toMatchObject({ step: 2, classes: 8, mean: dataset.mean, deviation: dataset.deviation });
    const later = worker(kept);
    expect(await later.networks.of('a')).toEqual(network);
    await expect(later.networks.of('b')).rejects.toThrow(/no longer kept\. Run it again/);
    later.networks.adopt('b', network, 'wasm');
    expect(await later.networks.of('b')).toBe(network);
    // Weights of a file outlast a reload.
    await expect.poll(() => worker(kept).networks.of('b').then(({ step }) => step, () => null)).toBe(2);
    for (const [runId, step] of [['a', 2], ['b', 7]] as const) {
      later.networks.adopt('b', { ...network, step: 7 }, 'wasm');
      const mapped = new Promise<WorkerEvent>((resolve) => later.on((event) => event.kind === 'mapped' && resolve(event)));
      later.looks.ask(runId, { of: 'map', layout: 'pca' }, 'wasm');
      expect(await mapped).toMatchObject({ runId, map: { step, count: 100 } });
    }
    expect(await later.trainer.begin(again)).toMatchObject({ end: 'failed', problem: expect.stringContaining('has finished') as string });
  }, 60_000);

  test('is refused with what to do where nothing, something else or nothing usable was kept', async () => {
    const kept = stores();
    const nothing = worker(kept);
    expect((await nothing.trainer.begin(again)).problem).toMatch(/No saved state.*Run it again/);
    await halted(kept);
    const others = worker(kept, { key: 'other images' });
    expect((await others.trainer.begin(again)).problem).toMatch(/images .* not the ones .* Add the same files again/);
    const { step } = others.failure()!;
    expect(step).toBeGreaterThan(0);
    expect(others.failure()!.continueFromStep).toBe(step);
    expect((await kept.archive.record('a'))!.failure, 'the record is left as it was').toBeNull();

    const { header } = (await kept.checkpoints.load('a'))!;
    await kept.checkpoints.save('a', { ...(header as object), format: 99 }, []);
    const damaged = worker(kept);
    expect((await damaged.trainer.begin(again)).problem).toMatch(/is damaged, or was written by another version .* Run it again/);
    expect(damaged.failure()!.continueFromStep).toBeUndefined();
    // A sweep makes such a run anew.
    expect(await worker(kept).trainer.begin(wish({ resume: 'may', experiment: { ...experiment, steps: 1 } }))).toEqual({ end: 'finished' });
  }, 120_000);

  test('says where its digits can no longer be those of an uninterrupted run', async () => {
    const kept = stores();
    await halted(kept);
    const later = worker(kept, { device: { backend: 'webgpu', adapter: 'Another adapter' } });
    later.on((event) => {
      if (event.kind === 'device') later.trainer.stop();
    });
    await later.trainer.begin(again);
    expect((await kept.archive.record('a'))!.device!.sentence).toMatch(/Up to step \d+ .* on the CPU \(test\).* but not identical/);
  }, 60_000);

  test('goes on where storage is full, which is said once, and once more when it is over', async () => {
    const full = () => Promise.reject(new StorageFull('Storage is full. Delete runs.'));
    let isFull = true;
    const memory = memoryArchive('');
    const kept = stores({ put: (record) => (isFull ? full() : memory.put(record)), record: memory.record });
    const { trainer, on, storage } = worker(kept);
    on((event) => {
      if (event.kind === 'losses' && event.fromStep > 1) isFull = false;
    });
    expect(await trainer.begin(wish())).toEqual({ end: 'finished' });
    expect(storage()).toEqual(['Storage is full. Delete runs.', null]);
    expect((await memory.record('a'))!.state).toBe('finished');
  }, 60_000);
});

test('a scripted run leaves nothing behind and opens no storage', async () => {
  const unopened = () => Promise.reject(new Error('Nothing of this run is to be stored.'));
  const kept = stores();
  const { trainer, events, storage } = worker({ archive: { ...kept.archive, put: unopened }, checkpoints: { ...kept.checkpoints, save: unopened, list: unopened } });
  expect(await trainer.begin(wish({ keep: false, experiment: { ...experiment, steps: 2 } }))).toEqual({ end: 'finished' });
  expect(storage()).toEqual([]);
  expect(events.some(({ kind }) => kind === 'kept')).toBe(false);
}, 60_000);

describe('states of runs', () => {
  test('come back from JSON and arrays as they were', () => {
    const value = { a: [1, null, { b: Float32Array.of(1, 2) }], c: 'text', d: { e: new Float32Array(0) } };
    const { header, arrays } = pack(value);
    expect(unpack({ header: JSON.parse(JSON.stringify(header)), arrays })).toEqual(value);
  });

  test('give way by number and by size, the oldest first and pinned ones last', () => {
    const states = Array.from({ length: 40 }, (_, place) => ({ runId: String(place), bytes: 1e6, savedAt: place }));
    const byNumber = tooMany(states, (runId) => runId === '0').map(({ runId }) => Number(runId));
    expect(byNumber.sort((a, b) => a - b)).toEqual(Array.from({ length: 11 }, (_, place) => place + 1));
    const large = states.slice(0, 3).map((state) => ({ ...state, bytes: 200e6 }));
    expect(tooMany(large, () => false).map(({ runId }) => runId)).toEqual(['0']);
  });

  test('of deleted runs are cleared away when the next one is kept', async () => {
    const kept = stores();
    await kept.checkpoints.save('deleted', {}, []);
    await halted(kept);
    expect((await kept.checkpoints.list()).map(({ runId }) => runId)).toEqual(['a']);
  }, 60_000);
});
