import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLab, currentRun, type Lab } from '../../src/runs/lab';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { newStoredSweep, type SweepProgress } from '../../src/record/storedSweep';
import { readSweep } from '../../src/experiment/sweep';
import type { RunCommand, RunEvent, RunState, WorkerEvent } from '../../src/worker/protocol';

/** The other end of the wire: what the lab sends is written down, what it hears is said by the test. */
let sent: RunCommand[];
let tell: (event: WorkerEvent) => void;
let crash: (message: string) => void;
let lab: Lab;

const state = (runId: string, next: RunState): RunEvent => ({ kind: 'state', runId, state: next });
const current = () => currentRun(lab.store.getState());
const said = () => lab.store.getState().spoken;

beforeEach(() => {
  vi.useFakeTimers();
  // Node has no frames; the queue's timer, which serves hidden tabs, delivers instead.
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  sent = [];
  lab = createLab((onEvent, onCrash) => {
    tell = onEvent;
    crash = onCrash;
    return { send: (command) => sent.push(command), dispose: () => undefined };
  });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const deliver = () => vi.runAllTimers();
const starts = () => sent.filter((command) => command.kind === 'start');
const startedWidths = () => starts().map(({ experiment }) => experiment.width);
const queuedWidths = () => lab.store.getState().queue.map(({ width }) => width);

/** The current run ends by itself. */
function end(how: 'finished' | 'failed'): void {
  tell({ ...state(current()!.id, how), ...(how === 'failed' && { failure: { name: 'DeviceLost', message: 'The device is gone.', step: 3 } }) } as RunEvent);
  deliver();
}

describe('the lab', () => {
  it('only sets the width before anything was run, and starts a run on release afterwards', () => {
    lab.dragWidth(512);
    lab.releaseWidth(512);
    expect(sent).toEqual([]);
    expect(lab.store.getState().experiment.width).toBe(512);

    lab.start();
    end('finished');
    lab.releaseWidth(1024);
    expect(startedWidths()).toEqual([512, 1024]);
    expect(new Set(starts().map(({ experiment }) => experiment.seed)).size).toBe(1);
    expect(lab.store.getState().runs.map((run) => run.state)).toEqual(['finished', 'preparing']);
  });

  it('starts nothing when the thumb comes back to where it was', () => {
    lab.start();
    lab.releaseWidth(lab.store.getState().experiment.width);
    expect(sent).toHaveLength(1);
  });

  it('replays a run in place on reset', () => {
    lab.start();
    end('finished');
    lab.releaseWidth(1024);
    lab.change({ seed: 9 });
    lab.reset();
    const last = sent[sent.length - 1]!;
    expect(last).toMatchObject({ kind: 'start', experiment: { width: 1024, seed: 1 } });
    expect(lab.store.getState().runs).toHaveLength(2);
  });

  it('takes a single step from a standing start, once the run is ready', () => {
    lab.stepOnce();
    expect(sent).toMatchObject([{ kind: 'start', paused: true }]);
    tell(state(current()!.id, 'paused'));
    deliver();
    expect(sent[1]).toEqual({ kind: 'step' });
    tell(state(current()!.id, 'running'));
    tell(state(current()!.id, 'paused'));
    deliver();
    expect(sent).toHaveLength(2);
  });

  it('delivers all events of a frame as one update', () => {
    lab.start();
    const updates = vi.fn();
    lab.store.subscribe(updates);
    const { id } = current()!;
    for (let step = 1; step <= 50; step++) tell({ kind: 'losses', runId: id, fromStep: step, values: [1], stepMilliseconds: 5 });
    expect(updates).not.toHaveBeenCalled();
    deliver();
    expect(updates).toHaveBeenCalledTimes(1);
    expect(current()!.losses.length).toBe(50);
  });

  it('keeps the curve of a run whose worker died, and says what to do', () => {
    lab.start();
    tell({ kind: 'losses', runId: current()!.id, fromStep: 1, values: [5, 4], stepMilliseconds: 5 });
    crash('The training worker stopped. Press Start again.');
    deliver();
    expect(current()).toMatchObject({ state: 'failed', failure: { name: 'WorkerCrashed' } });
    expect(current()!.losses.length).toBe(2);
    expect(said()).toContain('Press Start again');
    expect(current()!.failure!.continueFromStep).toBeUndefined();
  });

  it('goes on in a new worker from the last state that the dead one kept', () => {
    lab.start();
    const { id } = current()!;
    tell({ kind: 'losses', runId: id, fromStep: 1, values: [5, 4, 3], stepMilliseconds: 5 });
    deliver();
    tell({ kind: 'kept', runId: id, step: 2 });
    deliver();
    crash('The training worker stopped.');
    deliver();
    expect(current()!.failure).toMatchObject({ step: 3, continueFromStep: 2 });
    lab.proceed();
    expect(sent.at(-1)).toEqual({ kind: 'resume', runId: id, backend: 'auto' });
    expect(current()).toMatchObject({ id, state: 'preparing' });
    expect(lab.store.getState().runs).toHaveLength(1);
  });

  it('says what can no longer be kept', () => {
    lab.start();
    tell({ kind: 'storage', problem: 'Storage is full. Delete runs.' });
    expect(lab.store.getState().storageProblem).toBe('Storage is full. Delete runs.');
    expect(said()).toContain('Storage is full');
    tell({ kind: 'storage', problem: null });
    expect(lab.store.getState().storageProblem).toBeNull();
  });

  it('stops the worker when the run that is going on is removed', () => {
    lab.start();
    lab.remove(current()!.id);
    expect(sent[1]).toEqual({ kind: 'stop' });
    expect(lab.store.getState().runs).toEqual([]);
  });
});

describe('the queue', () => {
  it.each(['preparing', 'running', 'paused'] as const)('lets no drag stop a run that is %s', (is) => {
    lab.start();
    const { id } = current()!;
    tell(state(id, is));
    deliver();
    const before = [...sent];
    lab.dragWidth(512);
    lab.releaseWidth(512);
    lab.dragWidth(1024);
    lab.releaseWidth(1024);
    deliver();
    expect(sent).toEqual(before);
    expect(current()).toMatchObject({ id, state: is });
    expect(lab.store.getState().runs).toHaveLength(1);
    expect(queuedWidths()).toEqual([1024]);
    expect(said()).toContain('Next');
    expect(said()).toContain('D = 1,024');
  });

  it.each(['finished', 'failed'] as const)('begins the queued run when the one before has %s, as it was queued', (how) => {
    lab.start();
    lab.releaseWidth(512);
    lab.change({ seed: 7 });
    expect(startedWidths()).toEqual([256]);
    end(how);
    expect(starts().at(-1)).toMatchObject({ paused: false, experiment: { width: 512, seed: 1 } });
    expect(lab.store.getState().runs.map((run) => run.state)).toEqual([how, 'preparing']);
    expect(queuedWidths()).toEqual([]);
    // The ear hears of both.
    expect(said()).toMatch(/finished|failed/);
    expect(said()).toContain('Preparing a run with D = 512');
    end('finished');
    expect(starts()).toHaveLength(2);
  });

  it('is emptied by a drag back to what runs, and by cancelling', () => {
    lab.start();
    lab.releaseWidth(512);
    lab.releaseWidth(256);
    expect(queuedWidths()).toEqual([]);
    lab.releaseWidth(1024);
    lab.cancelQueued();
    expect(queuedWidths()).toEqual([]);
    end('finished');
    expect(startedWidths()).toEqual([256]);
  });

  it('takes several runs, begins the first where nothing runs, and leaves the controls as they are', () => {
    const seeds = [2, 3].map((seed) => withChanges(defaultExperiment, { seed }));
    lab.queueNext(seeds);
    expect(starts().map(({ experiment }) => experiment.seed)).toEqual([2]);
    // A drag replaces what a drag has queued, not these.
    lab.releaseWidth(512);
    lab.releaseWidth(64);
    expect(lab.store.getState().queue.map(({ width, seed }) => [width, seed])).toEqual([[256, 3], [64, 1]]);
    for (let run = 0; run < 3; run++) end('finished');
    expect(starts().map(({ experiment: { width, seed } }) => [width, seed])).toEqual([[256, 2], [256, 3], [64, 1]]);
    expect(lab.store.getState().experiment).toMatchObject({ width: 64, seed: 1 });
  });

  it('waits for a sweep, also between two of its runs', () => {
    const { sweep } = readSweep('sweep=width:16,64');
    const stored = newStoredSweep(sweep!, 'auto', 0);
    const tellSweep = (changes: Partial<SweepProgress>) => tell({ kind: 'sweep', sweep: { ...stored, current: null, secondsLeft: null, problem: null, ...changes } });
    lab.command({ kind: 'sweep', sweepId: stored.id, fresh: stored });
    tellSweep({});
    lab.releaseWidth(512);
    expect(starts()).toEqual([]);
    expect(queuedWidths()).toEqual([512]);
    tellSweep({ current: 'a', waiting: stored.waiting.slice(1) });
    tellSweep({ waiting: stored.waiting.slice(1) });
    expect(starts()).toEqual([]);
    tellSweep({ waiting: [] });
    expect(startedWidths()).toEqual([512]);
  });

  it('makes a run that was started by hand only once', () => {
    lab.start();
    lab.releaseWidth(512);
    lab.start();
    expect(startedWidths()).toEqual([256, 512]);
    expect(queuedWidths()).toEqual([]);
  });

  it('begins when the run under way is removed', () => {
    lab.start();
    lab.releaseWidth(512);
    lab.remove(current()!.id);
    expect(sent.map(({ kind }) => kind)).toEqual(['start', 'stop', 'start']);
    expect(startedWidths()).toEqual([256, 512]);
  });
});
