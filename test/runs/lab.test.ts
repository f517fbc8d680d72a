import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLab, currentRun, type Lab } from '../../src/runs/lab';
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

describe('the lab', () => {
  it('only sets the width before anything was run, and starts a run on release afterwards', () => {
    lab.dragWidth(512);
    lab.releaseWidth(512);
    expect(sent).toEqual([]);
    expect(lab.store.getState().experiment.width).toBe(512);

    lab.start();
    lab.releaseWidth(1024);
    const starts = sent.filter((command) => command.kind === 'start');
    expect(starts.map(({ experiment }) => experiment.width)).toEqual([512, 1024]);
    expect(new Set(starts.map(({ experiment }) => experiment.seed)).size).toBe(1);
    expect(lab.store.getState().runs.map((run) => run.state)).toEqual(['idle', 'preparing']);
  });

  it('starts nothing when the thumb comes back to where it was', () => {
    lab.start();
    lab.releaseWidth(lab.store.getState().experiment.width);
    expect(sent).toHaveLength(1);
  });

  it('replays a run in place on reset', () => {
    lab.start();
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
