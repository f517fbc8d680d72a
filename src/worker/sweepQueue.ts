/**
 * The queue of a sweep: one run after the other, in the worker, so that neither a hidden tab nor a busy page slows it. Each step
 * follows from the end of the run before it; the timer here only tells how far it is. Every change is stored, so that whoever opens
 * the page next goes on from there, and a lock keeps a second tab from working on the same sweep.
 */
import type { Experiment } from '../experiment/fields';
import { readLink } from '../experiment/link';
import { newId } from '../record/newId';
import { type StoredSweep, type SweepProgress, WORKED_ON_ELSEWHERE } from '../record/storedSweep';
import type { Archive } from '../storage/archive';
import { sweepLock } from '../storage/locks';
import type { BackendWish, SweepCommand, WorkerEvent } from './protocol';
import { expectedSeconds, type TimedRun, timedRun } from './sweepPace';
import { linksOf, reconciled, withBegun, withFailed, withFinished, withOrder, withSkipped } from './sweepSteps';

/** How often the page hears how far it is, and how often storage hears that it is still worked on. */
const TOLD_EVERY_MS = 1_000;
const TOUCHED_EVERY_MS = 20_000;

/** Runs whose time is looked up when work begins. */
const TIMED_AT_BEGIN = 8;

export interface RunWish {
  runId: string;
  experiment: Experiment;
  sweepId: string;
  backend: BackendWish;
  /** It was begun before under this id: from the last state that was kept of it, or from its first step where there is none. */
  resume: boolean;
}

export interface RunEnd {
  /** `stopped`: somebody ended it; what was kept of it stays. */
  end: 'finished' | 'failed' | 'stopped';
  /** Of a failed one, as a sentence. */
  problem?: string;
}

export interface SweepSurroundings {
  archive: Archive | Promise<Archive>;
  emit(event: WorkerEvent): void;
  /** Ends whatever runs, then makes this run; resolves when its record is stored. */
  run(wish: RunWish): Promise<RunEnd>;
  /** Ends the run that `run` makes, before long. */
  stop(): void;
  /** Null where another tab holds it; the page that was just left or reloaded may hold it a moment longer. */
  lock(name: string): Promise<(() => void) | null>;
}

type Change = (sweep: StoredSweep) => StoredSweep;

interface Going {
  readonly runId: string;
  readonly link: string;
  readonly experiment: Experiment;
  readonly since: number;
  /** Steps that were done before. */
  readonly startStep: number;
}

export class SweepQueue {
  /** The sweep that is to be worked on. */
  private wanted: string | null = null;
  /** The one in hand, whose lock is held. */
  private held: StoredSweep | null = null;
  private going: Going | null = null;
  /** Whether the queue itself has asked for the end of the run that is going on. */
  private isStopping = false;
  /** Asked for after a sweep was wanted and before it is in hand. */
  private changes: Change[] = [];
  private discarded = false;
  private timed: TimedRun[] = [];
  /** Sweeps are worked on one after the other; this is the end of the last. */
  private last: Promise<void> = Promise.resolve();
  /** What is done to one sweep is done one after the other, by its id. */
  private readonly turns = new Map<string, Promise<void>>();
  /** Writes keep their order. */
  private written: Promise<void> = Promise.resolve();
  private isStorageBroken = false;

  constructor(private readonly surroundings: SweepSurroundings) {}

  handle(command: SweepCommand): void {
    switch (command.kind) {
      case 'sweep':
        this.begin(command.sweepId, command.fresh ?? null);
        break;
      case 'sweep-pause':
        void this.halt();
        break;
      case 'sweep-skip':
        this.changeAnywhere(command.sweepId, (sweep) => withSkipped(sweep, command.links, command.skipped));
        break;
      case 'sweep-order':
        this.changeAnywhere(command.sweepId, (sweep) => withOrder(sweep, command.links, this.held?.id === sweep.id ? (this.going?.link ?? null) : null));
        break;
      case 'sweep-discard':
        this.discard(command.sweepId);
        break;
    }
  }

  /** Ends the work; the run that is going on stays where it is. Resolves once nothing of it runs any more. */
  halt(): Promise<void> {
    this.wanted = null;
    if (this.held && !this.held.paused) this.change({ ...this.held, paused: true });
    this.stopRun();
    return this.last;
  }

  private begin(id: string, fresh: StoredSweep | null): void {
    if (this.wanted === id) return;
    if (this.held?.id === id) {
      // Halted a moment ago and still in hand: the work goes on where it would have ended.
      this.wanted = id;
      this.change({ ...this.held, paused: false });
      return;
    }
    const former = this.halt();
    this.wanted = id;
    this.last = this.inTurn(id, () => former.then(() => this.work(id, fresh)));
  }

  private async work(id: string, fresh: StoredSweep | null): Promise<void> {
    const found = await this.find(id);
    const sweep = found ?? fresh;
    if (this.wanted !== id) {
      if (fresh && !found) await this.store({ ...fresh, paused: true }); // halted before it began, and to go on with later
      return;
    }
    const release = sweep && (await this.surroundings.lock(sweepLock(id)));
    if (!release) {
      if (this.wanted === id) this.wanted = null;
      this.changes = [];
      if (sweep) this.tell(sweep, WORKED_ON_ELSEWHERE);
      return;
    }
    const ticker = setInterval(() => this.tick(), TOLD_EVERY_MS);
    let problem: string | null = null;
    try {
      await this.open(sweep);
      while (this.wanted === id && this.held && this.held.waiting.length > 0) await this.makeNext(this.held);
    } catch (error) {
      problem = `The sweep stopped. ${(error as Error).message}`;
    } finally {
      clearInterval(ticker);
      const held = this.held ?? sweep;
      this.held = null;
      this.going = null;
      if (this.wanted === id) this.wanted = null;
      await this.written;
      if (this.discarded) await this.forget(id);
      else this.tell(held, problem);
      this.discarded = false;
      release();
    }
  }

  /** Takes a sweep in hand as the kept runs have it. */
  private async open(sweep: StoredSweep): Promise<void> {
    const archive = await this.surroundings.archive;
    if (linksOf(sweep).length === 0) throw new Error('This version of the page cannot read its link; discard the sweep and set up a new one.');
    const known = reconciled(sweep, await archive.summaries());
    const finished = Object.entries(known.runs).filter(([link]) => !known.waiting.includes(link));
    const records = await Promise.all(finished.slice(-TIMED_AT_BEGIN).map(([, runId]) => archive.record(runId)));
    this.timed = records.flatMap((record) => (record && timedRun(record)) ?? []);
    const changed = this.changes.splice(0).reduce((before, how) => how(before), known);
    this.change({ ...changed, paused: this.wanted !== sweep.id });
  }

  private async makeNext(sweep: StoredSweep): Promise<void> {
    const link = sweep.waiting[0]!;
    const { experiment } = readLink(link);
    const begun = sweep.runs[link];
    const runId = begun ?? newId();
    const archive = await this.surroundings.archive;
    const startStep = begun === undefined ? 0 : ((await archive.summaries([begun]))[0]?.step ?? 0);
    if (this.wanted !== sweep.id || this.held?.waiting[0] !== link) return; // halted, skipped or reordered meanwhile

    this.going = { runId, link, experiment, since: performance.now(), startStep };
    this.surroundings.emit({ kind: 'began', runId, experiment, sweepId: sweep.id, startedAt: Date.now() });
    this.change(withBegun(this.held, link, runId));
    const { end, problem } = await this.surroundings.run({ runId, experiment, sweepId: sweep.id, backend: sweep.backend, resume: begun !== undefined });
    const timed = end === 'finished' && begun === undefined ? await this.timeOf(runId) : null;
    if (timed) this.timed.push(timed);
    const wasOurs = this.isStopping;
    this.going = null;
    this.isStopping = false;
    this.take(link, end, wasOurs, problem);
  }

  private take(link: string, end: RunEnd['end'], wasOurs: boolean, problem = 'The run failed without giving a reason.'): void {
    const { held } = this;
    if (!held) return;
    if (end === 'finished') this.change(withFinished(held, link));
    else if (end === 'failed') this.change(withFailed(held, link, problem));
    // Somebody else ended the run: they want the device, so the sweep waits.
    else if (!wasOurs) void this.halt();
    else this.change(held);
  }

  private async timeOf(runId: string): Promise<TimedRun | null> {
    const record = await (await this.surroundings.archive).record(runId);
    return record && timedRun(record);
  }

  private stopRun(): void {
    if (!this.going) return;
    this.isStopping = true;
    this.surroundings.stop();
  }

  /** The sweep in hand at once, any other one where no tab works on it. */
  private changeAnywhere(id: string, how: Change): void {
    if (this.held?.id === id) {
      this.change(how(this.held));
      if (this.going && !this.held.waiting.includes(this.going.link)) this.stopRun();
    } else if (this.wanted === id) this.changes.push(how);
    else void this.inTurn(id, () => this.changeStored(id, how));
  }

  private async changeStored(id: string, how: Change): Promise<void> {
    const sweep = await this.find(id);
    if (!sweep) return;
    const release = await this.surroundings.lock(sweepLock(id));
    if (!release) return this.tellAside(sweep, 'Another tab of this browser is running this sweep. Change it there.');
    const changed = how(sweep);
    await this.store(changed);
    this.tellAside(changed);
    release();
  }

  private discard(id: string): void {
    if (this.held?.id === id) {
      this.discarded = true;
      void this.halt();
      return;
    }
    if (this.wanted === id) this.wanted = null;
    void this.inTurn(id, () => this.forget(id));
  }

  private async forget(id: string): Promise<void> {
    await (await this.surroundings.archive).removeSweep(id);
  }

  private inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.turns.get(id) ?? Promise.resolve()).then(work).catch((error: unknown) => this.tellStorage((error as Error).message));
    this.turns.set(id, turn);
    return turn;
  }

  private async find(id: string): Promise<StoredSweep | null> {
    return (await (await this.surroundings.archive).sweeps()).find((sweep) => sweep.id === id) ?? null;
  }

  /** The sweep in hand becomes this one; everybody is told. */
  private change(sweep: StoredSweep): void {
    this.held = { ...sweep, touchedAt: Date.now() };
    this.tell(this.held);
    void this.store(this.held);
  }

  private store(sweep: StoredSweep): Promise<void> {
    this.written = this.written
      .then(async () => (await this.surroundings.archive).putSweep(sweep))
      .then(() => this.isStorageBroken && this.tellStorage(null))
      .catch((error: unknown) => this.tellStorage((error as Error).message))
      .then(() => undefined);
    return this.written;
  }

  private tellStorage(problem: string | null): void {
    this.isStorageBroken = problem !== null;
    this.surroundings.emit({ kind: 'storage', problem });
  }

  private tick(): void {
    if (!this.held) return;
    if (Date.now() - this.held.touchedAt > TOUCHED_EVERY_MS) this.change(this.held);
    else this.tell(this.held);
  }

  private tell(sweep: StoredSweep, problem: string | null = null): void {
    const current = this.held?.id === sweep.id ? (this.going?.runId ?? null) : null;
    const progress: SweepProgress = { ...sweep, current, secondsLeft: this.secondsLeft(sweep), problem };
    this.surroundings.emit({ kind: 'sweep', sweep: progress });
  }

  /** Of a sweep that is not in hand: the page looks at the one in hand where there is one. */
  private tellAside(sweep: StoredSweep, problem: string | null = null): void {
    if (!this.held) this.tell(sweep, problem);
  }

  private secondsLeft({ waiting }: StoredSweep): number | null {
    return this.timed.length === 0 ? null : waiting.reduce((total, link) => total + this.secondsOf(link), 0);
  }

  private secondsOf(link: string): number {
    const { going } = this;
    const { experiment } = readLink(link);
    const seconds = expectedSeconds(experiment, this.timed) ?? 0;
    if (going?.link !== link) return seconds;
    const left = 1 - going.startStep / experiment.steps;
    return Math.max(0, seconds * left - (performance.now() - going.since) / 1000);
  }
}
