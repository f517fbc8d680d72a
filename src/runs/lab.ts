/**
 * The store of this visit: the experiment that is set, the runs made so far, and the actions that a person can take.
 * Store first; the React binding is `useLab.ts`. Talks to the training worker through a client and holds no tensors.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StepDevice } from '../engine/stepTime';
import { defaultExperiment, withChanges, type Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import type { BackendWish, InspectionProgress, MapLayout, RunCommand, RunEvent } from '../worker/protocol';
import { announce } from './announce';
import { applyEvents } from './applyEvent';
import { createFrameQueue } from './frameQueue';
import { cpu, presumeDevice } from './presumedDevice';
import { withoutRun, withRun, withVisibility } from './roster';
import { isActive, newRun, stepsDone, type Run } from './run';

export interface LabState {
  /** What the controls show and the next run uses. */
  readonly experiment: Experiment;
  /** Width under a thumb that is still held; null when nothing is being dragged. */
  readonly draggedWidth: number | null;
  readonly backend: BackendWish;
  /** What will probably run, for expected times; the training worker decides. */
  readonly presumed: StepDevice;
  /** Oldest first; the last one is the current run. */
  readonly runs: readonly Run[];
  /** Sentences about the link that the page was opened with. */
  readonly remarks: readonly string[];
  /** The newest sentence for the live region. */
  readonly spoken: string;
}

export interface RunClient {
  send(command: RunCommand): void;
  dispose(): void;
}

export type ConnectClient = (onEvent: (event: RunEvent) => void, onCrash: (message: string) => void) => RunClient;

export interface Lab {
  readonly store: StoreApi<LabState>;
  change(changes: Partial<Experiment>): void;
  dragWidth(width: number | null): void;
  /** Sets the width for good. Once anything has been run, that starts a run at the new width. */
  releaseWidth(width: number): void;
  start(): void;
  pause(): void;
  proceed(): void;
  /** One optimizer step, from a standing start too. */
  stepOnce(): void;
  /** Runs the current run again from its first step, with the same seed. */
  reset(): void;
  hide(id: string, hidden: boolean): void;
  remove(id: string): void;
  dismissRemarks(): void;
  /** Judges a run by every probe, beside its untrained self. */
  judge(id: string): void;
  /** Draws a run's test features in two dimensions. */
  mapFeatures(id: string, layout: MapLayout): void;
  /** Lets the next run measure again which kernel variants suit the graphics card. */
  retune(): void;
  say(sentence: string): void;
}

export interface LabStart {
  experiment?: Experiment;
  backend?: BackendWish;
  remarks?: readonly string[];
}

export function currentRun(state: Pick<LabState, 'runs'>): Run | undefined {
  return state.runs[state.runs.length - 1];
}

export function createLab(connect: ConnectClient, initial: LabStart = {}): Lab {
  const store = createStore<LabState>(() => ({
    experiment: initial.experiment ?? defaultExperiment,
    draggedWidth: null,
    backend: initial.backend ?? 'auto',
    presumed: cpu(),
    runs: [],
    remarks: initial.remarks ?? [],
    spoken: '',
  }));
  void presumeDevice(store.getState().backend).then((presumed) => store.setState({ presumed }));
  let client: RunClient | null = null;
  let started = 0;
  /** A run that was begun by "Step once" takes its step as soon as it stands paused. */
  let stepWhenPaused: string | null = null;

  const enqueue = createFrameQueue<RunEvent>((events) => {
    const before = currentRun(store.getState());
    store.setState(({ runs }) => ({ runs: applyEvents(runs, events) }));
    const after = currentRun(store.getState());
    if (!after || after === before) return;
    const sentence = announce(before, after);
    if (sentence) say(sentence);
    if (stepWhenPaused === after.id && after.state === 'paused') {
      stepWhenPaused = null;
      send({ kind: 'step' });
    }
  });

  function onCrash(message: string): void {
    const run = currentRun(store.getState());
    if (!run || !isActive(run)) return;
    enqueue({ kind: 'state', runId: run.id, state: 'failed', failure: { name: 'WorkerCrashed', message, step: stepsDone(run) } });
  }

  function send(command: RunCommand): void {
    client ??= connect(enqueue, onCrash);
    client.send(command);
  }

  function say(sentence: string): void {
    // A live region stays silent when its text does not change; a trailing space makes a repeat a change.
    store.setState(({ spoken }) => ({ spoken: spoken === sentence ? `${sentence} ` : sentence }));
  }

  function inspect(runId: string, of: InspectionProgress['of']): void {
    enqueue({ kind: 'inspection', runId, progress: { of, state: 'working', label: 'Waiting for the training worker', fraction: null } });
  }

  function begin(experiment: Experiment, paused: boolean): void {
    const { backend, runs } = store.getState();
    const runId = `run${++started}`;
    const link = writeLink(experiment);
    const stopped = runs.map((run) => (isActive(run) ? { ...run, state: 'idle' as const, progress: null } : run));
    const next = withRun(stopped, (slot) => newRun(runId, experiment, link, slot), link);
    stepWhenPaused = paused ? runId : null;
    store.setState({ runs: next });
    say(announce(undefined, next[next.length - 1]!) ?? '');
    send({ kind: 'start', runId, experiment, backend, paused });
  }

  return {
    store,
    change(changes) {
      store.setState(({ experiment }) => ({ experiment: withChanges(experiment, changes) }));
    },
    dragWidth(draggedWidth) {
      store.setState({ draggedWidth });
    },
    releaseWidth(width) {
      const { experiment, runs } = store.getState();
      store.setState({ draggedWidth: null });
      if (width === experiment.width) return;
      store.setState({ experiment: withChanges(experiment, { width }) });
      if (runs.length > 0) begin(store.getState().experiment, false);
    },
    start() {
      begin(store.getState().experiment, false);
    },
    pause() {
      send({ kind: 'pause' });
    },
    proceed() {
      send({ kind: 'continue' });
    },
    stepOnce() {
      const run = currentRun(store.getState());
      if (run && (run.state === 'paused' || run.state === 'running')) send({ kind: 'step' });
      else begin(store.getState().experiment, true);
    },
    reset() {
      const run = currentRun(store.getState());
      if (run) begin(run.experiment, false);
    },
    hide(id, hidden) {
      store.setState(({ runs }) => ({ runs: withVisibility(runs, id, hidden) }));
    },
    remove(id) {
      const { runs } = store.getState();
      const run = runs.find((other) => other.id === id);
      if (run && isActive(run)) send({ kind: 'stop' });
      store.setState({ runs: withoutRun(runs, id) });
    },
    judge(runId) {
      inspect(runId, 'judgement');
      send({ kind: 'judge', runId });
    },
    mapFeatures(runId, layout) {
      inspect(runId, 'map');
      send({ kind: 'map', runId, layout });
    },
    retune() {
      send({ kind: 'retune' });
      say('The next run measures the graphics card again.');
    },
    dismissRemarks() {
      store.setState({ remarks: [] });
    },
    say,
  };
}
