/** The desk over a real lab and an archive in memory; the worker's end of the wire is written down and spoken by the test. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readSweep } from '../../src/experiment/sweep';
import { newStoredSweep, type StoredSweep, type SweepProgress } from '../../src/record/storedSweep';
import { createLab, type Lab } from '../../src/runs/lab';
import { createSweepDesk, type SweepDesk } from '../../src/runs/sweepDesk';
import type { Archive } from '../../src/storage/archive';
import { memoryArchive } from '../../src/storage/memoryArchive';
import type { RunCommand, WorkerEvent } from '../../src/worker/protocol';

const LINK = 'v=2&steps=8&sweep=width:8,16&seeds=2';
const sweep = readSweep(LINK).sweep!;
const MINUTE = 60_000;

let archive: Archive;
let lab: Lab;
let sent: RunCommand[];
let tell: (event: WorkerEvent) => void;
let crash: (message: string) => void;

beforeEach(() => {
  vi.useFakeTimers();
  // Node has no frames; the queue's timer, which serves hidden tabs, delivers instead.
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  archive = { ...memoryArchive(''), keeps: 'stored' };
  sent = [];
  lab = createLab((onEvent, onCrash) => {
    [tell, crash] = [onEvent, onCrash];
    return { send: (command) => sent.push(command), dispose: () => undefined };
  });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

async function openDesk(link = ''): Promise<SweepDesk> {
  const desk = createSweepDesk(lab, Promise.resolve(archive), link);
  await vi.advanceTimersByTimeAsync(0);
  return desk;
}

function progressOf(stored: StoredSweep, changes: Partial<SweepProgress> = {}): SweepProgress {
  return { ...stored, current: null, secondsLeft: null, problem: null, ...changes };
}

const open = (desk: SweepDesk) => desk.store.getState().open;

describe('a sweep', () => {
  test('in the address is offered and starts nothing', async () => {
    const desk = await openDesk(`?${LINK}`);
    expect(open(desk)).toEqual({ sweep, link: LINK, kept: null });
    expect(sent).toEqual([]);
  });

  test('that is started is there at once, goes to the worker whole, and is followed', async () => {
    const desk = await openDesk();
    desk.start(sweep);
    const [command] = sent;
    expect(command).toMatchObject({ kind: 'sweep', fresh: { link: LINK, backend: 'auto', paused: false, waiting: { length: 4 } } });
    const { fresh } = command as Extract<RunCommand, { kind: 'sweep' }>;
    expect(open(desk)!.kept).toMatchObject({ id: fresh!.id, current: null });
    tell({ kind: 'sweep', sweep: progressOf(fresh!, { current: 'run', secondsLeft: 9, touchedAt: fresh!.touchedAt + 1 }) });
    expect(open(desk)!.kept).toMatchObject({ current: 'run', secondsLeft: 9 });
    desk.pause();
    desk.skip(['v=2&width=8&steps=8'], true);
    desk.reorder(['v=2&width=16&steps=8']);
    desk.start(sweep);
    expect(sent.slice(1)).toEqual([
      { kind: 'sweep-pause' },
      { kind: 'sweep-skip', sweepId: fresh!.id, links: ['v=2&width=8&steps=8'], skipped: true },
      { kind: 'sweep-order', sweepId: fresh!.id, links: ['v=2&width=16&steps=8'] },
      { kind: 'sweep', sweepId: fresh!.id },
    ]);
  });

  test('that is discarded is gone at once, and stays gone while the worker ends it', async () => {
    const desk = await openDesk();
    desk.start(sweep);
    const { id } = open(desk)!.kept!;
    desk.discard(id);
    expect(sent.at(-1)).toEqual({ kind: 'sweep-discard', sweepId: id });
    tell({ kind: 'sweep', sweep: progressOf({ ...newStoredSweep(sweep, 'auto', 0), id }) });
    expect(desk.store.getState()).toMatchObject({ kept: [], open: { link: LINK, kept: null } });
  });

  test('of another tab is followed through the archive', async () => {
    const stored = { ...newStoredSweep(sweep, 'auto', Date.now()), paused: true };
    const desk = await openDesk(LINK);
    await archive.putSweep(stored);
    await vi.advanceTimersByTimeAsync(0);
    expect(open(desk)!.kept).toEqual(progressOf(stored));
    await archive.putSweep({ ...stored, touchedAt: stored.touchedAt + 1, waiting: stored.waiting.slice(1) });
    await vi.advanceTimersByTimeAsync(0);
    expect(open(desk)!.kept!.waiting).toHaveLength(3);
    desk.discard(stored.id);
    await vi.advanceTimersByTimeAsync(0);
    expect(await archive.sweeps()).toEqual([]);
    expect(sent).toEqual([]);
  });
});

describe('when the page opens again', () => {
  const left = (minutes: number, changes: Partial<StoredSweep> = {}): StoredSweep => ({ ...newStoredSweep(sweep, 'auto', Date.now() - minutes * MINUTE), ...changes });

  test('what was being worked on goes on by itself', async () => {
    const stored = left(9);
    await archive.putSweep(stored);
    const desk = await openDesk();
    expect(sent).toEqual([{ kind: 'sweep', sweepId: stored.id }]);
    expect(open(desk)).toMatchObject({ link: LINK, kept: { id: stored.id } });
  });

  test.each([
    ['was left long ago', left(11)],
    ['was halted', left(1, { paused: true })],
    ['is done', left(1, { waiting: [] })],
  ])('one that %s waits for a word', async (_, stored) => {
    await archive.putSweep({ ...stored, touchedAt: stored.startedAt });
    const desk = await openDesk();
    expect(sent).toEqual([]);
    expect(desk.store.getState()).toMatchObject({ isRead: true, kept: [{ id: stored.id }], open: null });
    desk.proceed(stored.id);
    expect(sent).toEqual([{ kind: 'sweep', sweepId: stored.id }]);
    expect(open(desk)!.kept!.id).toBe(stored.id);
  });

  test('what another tab works on is left to it', async () => {
    const stored = left(1);
    vi.stubGlobal('navigator', { locks: { query: () => Promise.resolve({ held: [{ name: `sweep ${stored.id}` }] }) } });
    await archive.putSweep(stored);
    const desk = await openDesk();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(sent).toEqual([]);
    expect(desk.store.getState().kept).toMatchObject([{ id: stored.id, problem: expect.stringMatching(/^Another tab/) as string }]);
  });
});

test('a run that takes its worker with it is tried once more, then left out', async () => {
  const desk = await openDesk();
  desk.start(sweep);
  const stored = open(desk)!.kept!;
  const [link] = stored.waiting;
  const die = async () => {
    tell({ kind: 'began', runId: 'run', experiment: { ...sweep.base, width: 8 }, sweepId: stored.id, startedAt: 0 });
    tell({ kind: 'sweep', sweep: progressOf(stored, { current: 'run' }) });
    crash('Memory ran out.');
    await vi.advanceTimersByTimeAsync(1_000);
  };
  sent = [];
  await die();
  expect(sent).toEqual([{ kind: 'sweep', sweepId: stored.id }]);
  await die();
  expect(sent.slice(1)).toEqual([
    { kind: 'sweep-skip', sweepId: stored.id, links: [link], skipped: true },
    { kind: 'sweep', sweepId: stored.id },
  ]);
  expect(lab.store.getState().spoken).toMatch(/is left out, and the sweep continues\./);
});

test('where nothing can be stored, a worker that was started anew is told what there was', async () => {
  archive = memoryArchive('');
  const desk = await openDesk();
  desk.start(sweep);
  const { id } = open(desk)!.kept!;
  desk.proceed();
  expect(sent.at(-1)).toMatchObject({ kind: 'sweep', sweepId: id, fresh: { id, link: LINK } });
});
