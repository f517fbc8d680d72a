/** The queue with an archive of its own; runs are ended by the test, as the training around the queue would. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Experiment } from '../../src/experiment/fields';
import { readLink, writeLink } from '../../src/experiment/link';
import { readSweep } from '../../src/experiment/sweep';
import { newRecord, type RunRecord } from '../../src/record/record';
import { newStoredSweep, type StoredSweep, type SweepProgress } from '../../src/record/storedSweep';
import { type Archive, StorageFull } from '../../src/storage/archive';
import { memoryArchive } from '../../src/storage/memoryArchive';
import type { WorkerEvent } from '../../src/worker/protocol';
import { type RunEnd, type RunWish, SweepQueue } from '../../src/worker/sweepQueue';

const [narrow, wide, narrow2, wide2] = ['v=2&width=8&steps=8', 'v=2&width=16&steps=8', 'v=2&width=8&steps=8&seed=2', 'v=2&width=16&steps=8&seed=2'] as [string, string, string, string];
const finished = { end: 'finished' } as const;

function madeRecord(id: string, experiment: Experiment, changes: Partial<RunRecord> = {}): RunRecord {
  return {
    ...newRecord({ id, experiment, madeBy: 'test' }),
    state: 'finished',
    device: { backend: 'wasm', adapter: 'WebAssembly SIMD, 2 threads', threads: 2, sentence: '' },
    timing: { firstPointSeconds: 1, stepMilliseconds: 1000, totalSeconds: 10, probeShare: 0 },
    ...changes,
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

/** A worker around a queue, whose only run ends when the test says so. */
function openWorker(archive: Archive, locks: Set<string>) {
  const told: WorkerEvent[] = [];
  const wishes: RunWish[] = [];
  let end: ((end: RunEnd) => void) | null = null;
  const queue = new SweepQueue({
    archive,
    emit: (event) => told.push(event),
    run(wish) {
      wishes.push(wish);
      return new Promise((resolve) => {
        end = (how) => {
          end = null;
          resolve(how);
        };
      });
    },
    stop: () => end?.({ end: 'stopped' }),
    lock(name) {
      if (locks.has(name)) return Promise.resolve(null);
      locks.add(name);
      return Promise.resolve(() => void locks.delete(name));
    },
  });
  return {
    queue,
    wishes,
    ids: () => told.flatMap((event) => (event.kind === 'began' ? [event.runId] : [])),
    links: () => told.flatMap((event) => (event.kind === 'began' ? [writeLink(event.experiment)] : [])),
    progress: (): SweepProgress => told.flatMap((event) => (event.kind === 'sweep' ? [event.sweep] : [])).at(-1)!,
    storage: () => told.flatMap((event) => (event.kind === 'storage' ? [event.problem] : [])),
    isRunning: () => end !== null,
    async ends(how: RunEnd) {
      const { runId, experiment } = wishes.at(-1)!;
      if (how.end === 'finished') await archive.put(madeRecord(runId, experiment));
      end!(how);
      await settle();
    },
  };
}

let archive: Archive;
let locks: Set<string>;
let fresh: StoredSweep;
let worker: ReturnType<typeof openWorker>;

beforeEach(() => {
  vi.useFakeTimers();
  archive = memoryArchive('');
  locks = new Set();
  fresh = newStoredSweep(readSweep('v=2&steps=8&sweep=width:8,16&seeds=2').sweep!, 'wasm', Date.now());
  worker = openWorker(archive, locks);
  return () => void vi.useRealTimers();
});

const stored = async () => (await archive.sweeps())[0]!;
const begin = async () => {
  worker.queue.handle({ kind: 'sweep', sweepId: fresh.id, fresh });
  await settle();
};
const proceed = async (on = worker) => {
  on.queue.handle({ kind: 'sweep', sweepId: fresh.id });
  await settle();
};
const pause = async () => {
  worker.queue.handle({ kind: 'sweep-pause' });
  await settle();
};
const skip = async (links: string[], skipped: boolean, on = worker) => {
  on.queue.handle({ kind: 'sweep-skip', sweepId: fresh.id, links, skipped });
  await settle();
};

describe('a sweep', () => {
  test('makes its runs one after the other, tells of each, and stores every change', async () => {
    await begin();
    expect(worker.progress()).toMatchObject({ waiting: [narrow, wide, narrow2, wide2], current: worker.ids()[0], secondsLeft: null, paused: false });
    expect(worker.wishes).toEqual([{ runId: worker.ids()[0], experiment: readLink(narrow).experiment, sweepId: fresh.id, backend: 'wasm', resume: false }]);
    for (const left of [3, 2, 1, 0]) {
      await worker.ends(finished);
      expect((await stored()).waiting).toHaveLength(left);
    }
    expect(worker.links()).toEqual([narrow, wide, narrow2, wide2]);
    expect(worker.progress()).toMatchObject({ waiting: [], current: null, secondsLeft: 0, problem: null });
    expect(Object.values((await stored()).runs)).toEqual(worker.ids());
    expect(locks.size).toBe(0);
  });

  test('notes a run that fails and goes on; taken back, it waits behind the others', async () => {
    await begin();
    await worker.ends({ end: 'failed', problem: 'The loss was not a number.' });
    expect(worker.progress()).toMatchObject({ waiting: [wide, narrow2, wide2], failed: { [narrow]: 'The loss was not a number.' } });
    expect(worker.progress().runs).toEqual({ [wide]: worker.ids()[1] });
    await skip([narrow], false);
    expect(worker.progress()).toMatchObject({ waiting: [wide, narrow2, wide2, narrow], failed: {} });
  });

  test('takes over what was finished here under the same link, and nothing that came from elsewhere', async () => {
    await archive.putAll([
      madeRecord('mine', readLink(wide).experiment),
      madeRecord('received', readLink(narrow).experiment, { origin: 'received' }),
      madeRecord('broken', readLink(narrow2).experiment, { state: 'failed' }),
    ]);
    await begin();
    expect(worker.progress()).toMatchObject({ waiting: [narrow, narrow2, wide2], runs: { [wide]: 'mine' } });
  });

  test('tells the seconds left by the pace of finished runs and the cost of the others, less what the present one took', async () => {
    await begin();
    expect(worker.progress().secondsLeft).toBeNull();
    await worker.ends(finished); // 8 steps of a second each and 2 seconds beside them
    const left = worker.progress().secondsLeft!;
    expect(left).toBeGreaterThan(30); // the wide ones take a little longer
    expect(left).toBeLessThan(32);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(worker.progress().secondsLeft).toBeCloseTo(left - 4, 6);
  });
});

describe('halting', () => {
  test('keeps the run that is going on, which goes on under the same id', async () => {
    await begin();
    await worker.ends(finished);
    await pause();
    expect(worker.isRunning()).toBe(false);
    expect(worker.progress()).toMatchObject({ paused: true, current: null, waiting: [wide, narrow2, wide2] });
    expect(locks.size).toBe(0);
    await archive.put(madeRecord(worker.ids()[1]!, readLink(wide).experiment, { state: 'paused' }));
    await proceed();
    expect(worker.wishes.at(-1)).toMatchObject({ runId: worker.ids()[1], resume: true });
    expect(worker.progress()).toMatchObject({ paused: false, current: worker.ids()[1] });
  });

  test('and going on in one breath loses nothing', async () => {
    await begin();
    await archive.put(madeRecord(worker.ids()[0]!, readLink(narrow).experiment, { state: 'running' }));
    worker.queue.handle({ kind: 'sweep-pause' });
    await proceed();
    expect(worker.wishes.map(({ runId, resume }) => [runId, resume])).toEqual([[worker.ids()[0], false], [worker.ids()[0], true]]);
    expect(await stored()).toMatchObject({ paused: false });
  });

  test('before it has begun leaves a sweep to go on with', async () => {
    worker.queue.handle({ kind: 'sweep', sweepId: fresh.id, fresh });
    await pause();
    expect(worker.wishes).toEqual([]);
    expect(await stored()).toMatchObject({ paused: true, waiting: fresh.waiting });
  });

  test('happens when somebody else ends its run or starts another sweep', async () => {
    await begin();
    await worker.ends({ end: 'stopped' });
    expect(await stored()).toMatchObject({ paused: true });
    await proceed();
    const other = newStoredSweep(readSweep('v=2&steps=8&sweep=batch:8,16').sweep!, 'wasm', Date.now());
    worker.queue.handle({ kind: 'sweep', sweepId: other.id, fresh: other });
    await settle();
    expect(worker.wishes.at(-1)).toMatchObject({ sweepId: other.id });
    expect((await archive.sweeps()).map(({ paused }) => paused)).toEqual([true, false]);
    await worker.queue.halt();
    expect((await archive.sweeps()).map(({ paused }) => paused)).toEqual([true, true]);
    expect(worker.isRunning()).toBe(false);
  });
});

describe('a worker that comes after a lost one', () => {
  test('goes on with the same run', async () => {
    await begin();
    await worker.ends(finished);
    await archive.put(madeRecord(worker.ids()[1]!, readLink(wide).experiment, { state: 'running' }));
    locks.clear(); // the browser gives back what a worker held
    const next = openWorker(archive, locks);
    await proceed(next);
    expect(next.wishes).toMatchObject([{ runId: worker.ids()[1], resume: true }]);
    expect(next.progress().waiting).toEqual([wide, narrow2, wide2]);
    await next.ends(finished);
    expect(next.progress().waiting).toEqual([narrow2, wide2]);
  });

  test('makes runs again that were deleted meanwhile', async () => {
    await begin();
    await worker.ends(finished);
    await pause();
    await archive.remove(worker.ids());
    await proceed();
    expect(worker.wishes.at(-1)).toMatchObject({ resume: false });
    expect(worker.progress().waiting).toEqual([wide, narrow2, wide2, narrow]);
  });
});

describe('the order', () => {
  test('of those that wait may change; the run that is going on stays in front', async () => {
    await begin();
    worker.queue.handle({ kind: 'sweep-order', sweepId: fresh.id, links: [wide2, narrow, 'v=2&width=999', wide2] });
    expect(worker.progress().waiting).toEqual([narrow, wide2, wide, narrow2]);
    await worker.ends(finished);
    expect(worker.links()).toEqual([narrow, wide2]);
  });

  test('skips some, the one that is going on too, and takes them back', async () => {
    await begin();
    await skip([narrow, wide2], true);
    expect(worker.links()).toEqual([narrow, wide]);
    expect(worker.progress()).toMatchObject({ waiting: [wide, narrow2], skipped: [narrow, wide2], paused: false });
    await skip([narrow], false);
    expect(worker.progress()).toMatchObject({ waiting: [wide, narrow2, narrow], skipped: [wide2] });
    for (let run = 0; run < 3; run++) await worker.ends(finished);
    expect(worker.progress()).toMatchObject({ waiting: [], skipped: [wide2], current: null });
  });

  test('of a sweep that nobody works on changes too', async () => {
    await archive.putSweep({ ...fresh, paused: true });
    worker.queue.handle({ kind: 'sweep-order', sweepId: fresh.id, links: [wide2] });
    worker.queue.handle({ kind: 'sweep-skip', sweepId: fresh.id, links: [narrow], skipped: true });
    await proceed();
    expect(worker.links()).toEqual([wide2]);
    expect(worker.progress()).toMatchObject({ waiting: [wide2, wide, narrow2], skipped: [narrow] });
  });
});

test('a second tab neither works on it nor changes it, and says so', async () => {
  await begin();
  const other = openWorker(archive, locks);
  await proceed(other);
  expect(other.wishes).toEqual([]);
  expect(other.progress().problem).toMatch(/^Another tab of this browser is running this sweep/);
  await skip([narrow], true, other);
  expect(other.progress().problem).toMatch(/Change it there/);
  expect((await stored()).skipped).toEqual([]);
  await worker.queue.halt();
  await proceed(other);
  expect(other.wishes).toHaveLength(1);
});

test('a discarded sweep is forgotten with its end, not its runs', async () => {
  await begin();
  await worker.ends(finished);
  worker.queue.handle({ kind: 'sweep-discard', sweepId: fresh.id });
  await settle();
  expect(worker.isRunning()).toBe(false);
  expect(await archive.sweeps()).toEqual([]);
  expect(await archive.summaries()).toHaveLength(1);
});

test('a sweep that is worked on for long is touched now and then', async () => {
  await begin();
  const before = (await stored()).touchedAt;
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await stored()).touchedAt - before).toBeGreaterThan(30_000);
});

test('a full storage is told, and the sweep goes on', async () => {
  const { putSweep } = archive;
  archive.putSweep = () => Promise.reject(new StorageFull('Storage is full.'));
  await begin();
  expect(worker.storage().at(-1)).toBe('Storage is full.');
  await worker.ends(finished);
  expect(worker.links()).toEqual([narrow, wide]);
  archive.putSweep = putSweep;
  await worker.ends(finished);
  expect(worker.storage().at(-1)).toBeNull();
});

test('a sweep that this version cannot read is left as it is, with a sentence', async () => {
  await archive.putSweep({ ...fresh, link: 'v=2&sweep=colour:1' });
  await proceed();
  expect(worker.wishes).toEqual([]);
  expect(worker.progress()).toMatchObject({ waiting: fresh.waiting, current: null });
  expect(worker.progress().problem).toMatch(/discard the sweep and set up a new one/);
});
