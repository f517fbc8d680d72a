import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLab, type Lab } from '../../src/runs/lab';
import { createLibrary, type Library, MOST_UNDOABLE } from '../../src/runs/library';
import { MOST_RUNS } from '../../src/runs/roster';
import { type Archive, StorageFull } from '../../src/storage/archive';
import { memoryArchive } from '../../src/storage/memoryArchive';
import type { RunCommand, WorkerEvent } from '../../src/worker/protocol';
import { finishedRecord } from '../storage/archiveContract';

let sent: RunCommand[];
let tell: (event: WorkerEvent) => void;
let lab: Lab;
let archive: Archive;
let library: Library;

const state = () => library.store.getState();
const ids = () => state().summaries.map(({ id }) => id);
const shown = () => lab.store.getState().runs.map(({ id }) => id);
/** Long enough for what is gathered, too short for an undo to be over. */
const settle = () => vi.advanceTimersByTimeAsync(2_000);

/** Half a second on, so that the archive is read. */
async function open(opened: Archive): Promise<void> {
  archive = opened;
  library = createLibrary(lab, Promise.resolve(archive));
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  sent = [];
  lab = createLab((onEvent) => {
    tell = onEvent;
    return { send: (command) => sent.push(command), dispose: () => undefined };
  });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

describe('the library', () => {
  it('follows the archive, newest first', async () => {
    await open(memoryArchive('kept for this visit'));
    expect(state()).toMatchObject({ status: 'open', keeps: 'visit', remark: 'kept for this visit' });
    await archive.putAll([finishedRecord('a', 1), finishedRecord('b', 2)]);
    await archive.mark('a', { name: 'mine' });
    await settle();
    expect(ids()).toEqual(['b', 'a']);
    expect(state().marks['a']?.name).toBe('mine');
  });

  it('draws kept runs and takes them out of the charts again, which deletes nothing', async () => {
    await open(memoryArchive(''));
    await archive.putAll([finishedRecord('a', 1), finishedRecord('b', 2)]);
    await library.show(['a', 'b']);
    expect(shown().sort()).toEqual(['a', 'b']);
    library.hide(['a']);
    await settle();
    expect(shown()).toEqual(['b']);
    expect(ids()).toEqual(['b', 'a']);
  });

  it('says where more are wanted than the charts take, or one is gone', async () => {
    await open(memoryArchive(''));
    const many = Array.from({ length: MOST_RUNS + 2 }, (_, index) => finishedRecord(`run ${index}`, index, 8 + index));
    await archive.putAll(many);
    await library.show(many.map(({ id }) => id));
    expect(shown()).toHaveLength(MOST_RUNS);
    expect(state().problem).toContain(`The charts hold ${MOST_RUNS} runs`);
    await library.show(['gone', 'run 1']);
    expect(state().problem).toContain('could not be read');
    library.dismissProblem();
    expect(state().problem).toBeNull();
  });

  it('deletes with a while to take it back, with name and place in the charts', async () => {
    await open(memoryArchive(''));
    await archive.putAll([finishedRecord('a', 1), finishedRecord('b', 2)]);
    await archive.mark('a', { name: 'mine' });
    await library.show(['a']);
    await library.remove(['a', 'b']);
    await settle();
    expect([ids(), shown(), state().undoable]).toEqual([[], [], 2]);
    await library.undo();
    await settle();
    expect([ids(), shown(), state().undoable]).toEqual([['b', 'a'], ['a'], 0]);
    expect(state().marks['a']?.name).toBe('mine');

    await library.remove(['a']);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(state().undoable).toBe(0);
    await library.undo();
    await settle();
    expect(ids()).toEqual(['b']);
  });

  it('deletes very many for good', async () => {
    await open(memoryArchive(''));
    const many = Array.from({ length: MOST_UNDOABLE + 1 }, (_, index) => finishedRecord(`run ${index}`, index));
    await archive.putAll(many);
    await library.remove(many.map(({ id }) => id));
    await settle();
    expect([ids(), state().undoable]).toEqual([[], 0]);
  });

  it('ends a run that goes on when it is deleted, and goes on with an interrupted one', async () => {
    await open(memoryArchive(''));
    lab.start();
    const id = shown()[0]!;
    await settle();
    expect(ids()).toEqual([id]); // where nothing is stored, the page keeps its runs itself
    tell({ kind: 'state', runId: id, state: 'finished' });
    await settle();
    expect(state().summaries[0]!.state).toBe('finished');

    lab.start();
    await settle();
    const second = shown().at(-1)!;
    await library.remove([second]);
    expect(sent.at(-1)).toEqual({ kind: 'stop' });
    await settle();
    await settle();
    expect(ids()).not.toContain(second);

    await archive.put({ ...finishedRecord('cut', 1), state: 'running' });
    await library.resume('cut');
    expect(sent.at(-1)).toMatchObject({ kind: 'resume', runId: 'cut' });
    await library.resume('gone');
    expect(state().problem).toContain('no longer stored');
  });

  it('draws what came from elsewhere even where there is no room to keep it', async () => {
    const full = { ...memoryArchive(''), putAll: () => Promise.reject(new StorageFull('The storage is full. Delete runs.')) };
    await open(full);
    await library.add([finishedRecord('a', 1)]);
    expect(shown()).toEqual(['a']);
    expect(state().problem).toBe('The storage is full. Delete runs.');
    expect(lab.store.getState().spoken).toContain('Delete runs');
  });
});
