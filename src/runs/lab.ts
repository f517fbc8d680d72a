/**
 * The store of this visit: the experiment that is set, the runs made so far, and the actions that a person can take.
 * Store first; the React binding is `useLab.ts`. Talks to the training worker through a client and holds no tensors.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StepDevice } from '../engine/stepTime';
import { defaultExperiment, withChanges, type Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { pageVersion } from '../record/pageVersion';
import { newId } from '../record/newId';
import type { RunRecord } from '../record/record';
import type { SweepProgress } from '../record/storedSweep';
import type { NetworkWeights } from '../train/weights';
import { type BackendWish, type InspectionProgress, isRunEvent, type MapLayout, type RunCommand, type RunEvent, type WorkerEvent } from '../worker/protocol';
import { announce, announceQueue } from './announce';
import { applyEvents } from './applyEvent';
import { createFrameQueue } from './frameQueue';
import { cpu, presumeDevice } from './presumedDevice';
import { withoutRun, withRun, withShown, withVisibility } from './roster';
import { isActive, newRun, shownRun, stepsDone, type Run } from './run';

export interface LabState {
  /** What the controls show and the next run uses. */
  readonly experiment: Experiment;
  /** Width under a thumb that is still held; null when nothing is being dragged. */
  readonly draggedWidth: number | null;
  readonly backend: BackendWish;
  /** What will probably run, for expected times; the training worker decides. */
  readonly presumed: StepDevice;
  /** Those with a curve, of this visit or kept from earlier ones. Oldest first; the last one is the current run. */
  readonly runs: readonly Run[];
  /** What begins when nothing runs any more, the next one first. */
  readonly queue: readonly Experiment[];
  /** The sweep that the worker works on or last worked on. */
  readonly sweep: SweepProgress | null;
  /** Why nothing more can be kept, and what to do; null while it can. */
  readonly storageProblem: string | null;
  /** Sentences about the link that the page was opened with. */
  readonly remarks: readonly string[];
  /** The newest sentence for the live region. */
  readonly spoken: string;
}

export interface RunClient {
  send(command: RunCommand): void;
  dispose(): void;
}

export type ConnectClient = (onEvent: (event: WorkerEvent) => void, onCrash: (message: string) => void) => RunClient;

export interface Lab {
  readonly store: StoreApi<LabState>;
  change(changes: Partial<Experiment>): void;
  dragWidth(width: number | null): void;
  /**
   * Sets the width for good. Once anything has been run, that starts a run at the new width; while one is under way, the new one is
   * queued in place of what an earlier drag had queued. It never stops anything.
   */
  releaseWidth(width: number): void;
  /** Appends to the queue, without touching the controls. Where nothing runs, the first begins at once. */
  queueNext(experiments: readonly Experiment[]): void;
  /** Empties the queue. */
  cancelQueued(): void;
  /** At once, ending what runs; the rest of the queue stays. */
  start(): void;
  pause(): void;
  /** Goes on with the current run: from its pause, or after a failure from the last state that was kept. */
  proceed(): void;
  /** One optimizer step, from a standing start too. */
  stepOnce(): void;
  /** Runs the current run again from its first step, with the same seed. */
  reset(): void;
  hide(id: string, hidden: boolean): void;
  /** Takes a run out of the charts, ending it where it goes on; what is kept of it stays. */
  remove(id: string): void;
  /** Draws a run that was kept, imported or received beside the others; the current run stays the current one. */
  show(records: readonly RunRecord[]): void;
  /** Goes on with a run that was interrupted, from the last state that was kept of it; `record` is what is known of it. */
  resume(record: RunRecord): void;
  /** Its weights as they are. Rejects with a sentence where they are gone. */
  weightsOf(id: string): Promise<NetworkWeights>;
  /** Takes over a network from a file under a run's id, so that it can be judged and mapped. */
  adopt(id: string, weights: NetworkWeights): void;
  /** What sweeps ask of the worker. */
  command(command: Extract<RunCommand, { kind: `sweep${string}` }>): void;
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

/** Whether a run would have to be stopped for another one to begin: one is under way, or a sweep is about to begin its next. */
export function isBusy({ runs, sweep }: Pick<LabState, 'runs' | 'sweep'>): boolean {
  if (runs.some(isActive)) return true;
  return sweep !== null && (sweep.current !== null || (!sweep.paused && sweep.problem === null && sweep.waiting.length > 0));
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
    queue: [],
    sweep: null,
    storageProblem: null,
    remarks: initial.remarks ?? [],
    spoken: '',
  }));
  void presumeDevice(store.getState().backend).then((presumed) => store.setState({ presumed }));
  let client: RunClient | null = null;
  /** A run that was begun by "Step once" takes its step as soon as it stands paused. */
  let stepWhenPaused: string | null = null;
  /** The queued experiment that came from the slider, which the next drag replaces. */
  let dragged: Experiment | null = null;

  /** How far each run of this visit is safe. */
  const keptSteps = new Map<string, number>();
  const waitingForWeights = new Map<string, { resolve(weights: NetworkWeights): void; reject(error: Error): void }[]>();

  const enqueue = createFrameQueue<RunEvent>((events) => {
    const before = currentRun(store.getState());
    store.setState(({ runs }) => ({ runs: applyEvents(runs, events) }));
    const after = currentRun(store.getState());
    const sentence = after && after !== before ? announce(before, after) : null;
    if (sentence) say(sentence);
    if (after?.state === 'paused' && stepWhenPaused === after.id) {
      stepWhenPaused = null;
      send({ kind: 'step' });
    }
    beginQueued(sentence ?? '');
  });

  /** A crowd of events of runs is taken up once a frame; the few others at once, after those that came before them. */
  function hear(event: WorkerEvent): void {
    if (isRunEvent(event)) return enqueue(event);
    switch (event.kind) {
      case 'began': {
        const { runId, experiment, sweepId, startedAt } = event;
        return add((slot) => newRun({ id: runId, experiment, madeBy: pageVersion, sweepId, startedAt }, slot), writeLink(experiment));
      }
      case 'sweep':
        store.setState({ sweep: event.sweep });
        return beginQueued();
      case 'storage':
        store.setState({ storageProblem: event.problem });
        if (event.problem !== null) say(event.problem);
        return;
      case 'weights': {
        const { runId, weights, problem = 'The weights of this run are no longer there. Run it again.' } = event;
        for (const { resolve, reject } of waitingForWeights.get(runId) ?? []) {
          if (weights) resolve(weights);
          else reject(new Error(problem));
        }
        waitingForWeights.delete(runId);
        return;
      }
      case 'kept':
        keptSteps.set(event.runId, event.step);
        return;
    }
  }

  /** Makes a run the current one. */
  function add(make: (slot: number) => Run, link: string): void {
    store.setState(({ runs }) => ({ runs: withRun(runs, make, link) }));
  }

  function onCrash(message: string): void {
    const run = currentRun(store.getState());
    if (!run || !isActive(run)) return;
    const from = keptSteps.get(run.id);
    const failure = { name: 'WorkerCrashed', message, step: Math.max(stepsDone(run), from ?? 0), ...(from !== undefined && { continueFromStep: from }) };
    enqueue({ kind: 'state', runId: run.id, state: 'failed', failure });
  }

  function send(command: RunCommand): void {
    client ??= connect(hear, onCrash);
    client.send(command);
  }

  function say(sentence: string): void {
    // A live region stays silent when its text does not change; a trailing space makes a repeat a change.
    store.setState(({ spoken }) => ({ spoken: spoken === sentence ? `${sentence} ` : sentence }));
  }

  function inspect(runId: string, of: InspectionProgress['of']): void {
    enqueue({ kind: 'inspection', runId, progress: { of, state: 'working', label: 'Waiting for the training worker', fraction: null } });
  }

  /** The worker has one run at a time. */
  function endActive(): void {
    store.setState(({ runs }) => ({ runs: runs.map((run) => (isActive(run) ? { ...run, state: 'idle' as const, progress: null } : run)) }));
  }

  /** `said`: what the live region is still to say of the run before. */
  function begin(experiment: Experiment, paused: boolean, said = ''): void {
    const { backend } = store.getState();
    const runId = newId();
    const link = writeLink(experiment);
    endActive();
    add((slot) => newRun({ id: runId, experiment, madeBy: pageVersion }, slot), link);
    store.setState(({ queue }) => ({ queue: queue.filter((queued) => writeLink(queued) !== link) }));
    stepWhenPaused = paused ? runId : null;
    say(`${said} ${announce(undefined, currentRun(store.getState())!) ?? ''}`.trim());
    send({ kind: 'start', runId, experiment, backend, paused });
  }

  function beginQueued(said = ''): void {
    const state = store.getState();
    const [next] = state.queue;
    if (next && !isBusy(state)) begin(next, false, said);
  }

  /** In place of what an earlier drag had queued; nothing where the current run is just that. */
  function queueDragged(experiment: Experiment): void {
    const state = store.getState();
    const run = currentRun(state);
    const isUnderWay = run !== undefined && isActive(run) && run.link === writeLink(experiment);
    const at = dragged === null ? -1 : state.queue.indexOf(dragged);
    const queue = at < 0 ? [...state.queue, ...(isUnderWay ? [] : [experiment])] : state.queue.toSpliced(at, 1, ...(isUnderWay ? [] : [experiment]));
    dragged = isUnderWay ? null : experiment;
    store.setState({ queue });
    say(announceQueue(queue));
  }

  function resume(record: RunRecord): void {
    endActive();
    add((slot) => ({ ...shownRun(record, slot), state: 'preparing' }), record.link);
    send({ kind: 'resume', runId: record.id, backend: store.getState().backend });
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
      const state = store.getState();
      store.setState({ draggedWidth: null });
      if (width === state.experiment.width) return;
      const experiment = withChanges(state.experiment, { width });
      store.setState({ experiment });
      if (isBusy(state)) queueDragged(experiment);
      else if (state.runs.length > 0) begin(experiment, false);
    },
    queueNext(experiments) {
      store.setState(({ queue }) => ({ queue: [...queue, ...experiments] }));
      if (isBusy(store.getState())) say(announceQueue(store.getState().queue));
      else beginQueued();
    },
    cancelQueued() {
      store.setState({ queue: [] });
      say(announceQueue([]));
    },
    start() {
      begin(store.getState().experiment, false);
    },
    pause() {
      send({ kind: 'pause' });
    },
    proceed() {
      const run = currentRun(store.getState());
      if (run?.state === 'failed') resume(run);
      else send({ kind: 'continue' });
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
      beginQueued();
    },
    show(records) {
      store.setState(({ runs }) => ({ runs: withShown(runs, records) }));
    },
    resume,
    weightsOf(runId) {
      return new Promise((resolve, reject) => {
        waitingForWeights.set(runId, [...(waitingForWeights.get(runId) ?? []), { resolve, reject }]);
        send({ kind: 'weights', runId });
      });
    },
    adopt(runId, weights) {
      send({ kind: 'adopt', runId, weights, backend: store.getState().backend });
    },
    command(command) {
      send(command);
    },
    judge(runId) {
      inspect(runId, 'judgement');
      send({ kind: 'judge', runId, backend: store.getState().backend });
    },
    mapFeatures(runId, layout) {
      inspect(runId, 'map');
      send({ kind: 'map', runId, layout, backend: store.getState().backend });
    },
    retune() {
      send({ kind: 'retune' });
      say('The next run measures again which kernels suit the graphics card.');
    },
    dismissRemarks() {
      store.setState({ remarks: [] });
    },
    say,
  };
}
