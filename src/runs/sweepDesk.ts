/**
 * Where sweeps are started, watched and changed from. The worker works on them; the desk asks it to, and knows from the archive
 * what is there. One that was being worked on when the page was left goes on by itself when it is opened again soon.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Sweep, readSweep, writeSweep } from '../experiment/sweep';
import { isDone, newStoredSweep, type StoredSweep, type SweepProgress, WORKED_ON_ELSEWHERE } from '../record/storedSweep';
import type { Archive } from '../storage/archive';
import { claimed, sweepLock } from '../storage/locks';
import type { Lab } from './lab';

export interface SweepDeskState {
  /** Newest first, each as it was told last. `current` and `secondsLeft` are null where this page's worker has not got it. */
  readonly kept: readonly SweepProgress[];
  /** The one that is looked at; null while there is none. */
  readonly open: OpenSweep | null;
  /** Whether the archive was read; before, `kept` may lack some. */
  readonly isRead: boolean;
}

export interface OpenSweep {
  readonly sweep: Sweep;
  /** `writeSweep`. */
  readonly link: string;
  /** Null for one that is only offered: nothing of it was started. */
  readonly kept: SweepProgress | null;
}

export interface SweepDesk {
  readonly store: StoreApi<SweepDeskState>;
  /** Looks at a sweep without starting it; at the kept one where the same was started before. Null closes. */
  offer(sweep: Sweep | null): void;
  /** Starts it and looks at it; goes on with a kept one of the same link. */
  start(sweep: Sweep): void;
  /** Halts the one that is worked on; the run that is going on stays where it is. */
  pause(): void;
  /** Goes on with a kept one; the one looked at where no id is given. */
  proceed(id?: string): void;
  /** Of the one looked at: leaves runs out, by link, or takes back those that were left out or failed. */
  skip(links: readonly string[], skipped: boolean): void;
  /** Of the one looked at: the order of runs that wait. */
  reorder(links: readonly string[]): void;
  /** Forgets a kept sweep; its runs stay. */
  discard(id: string): void;
  dispose(): void;
}

/** A sweep that was worked on this long ago goes on by itself; an older one waits for a word. */
const SOON_MS = 10 * 60_000;
/** A tab that was just closed or reloaded holds its lock a moment longer. */
const LOCK_ASKED_EVERY_MS = 300;
const LOCK_ASKED_TIMES = 8;

/** `link`: the address that the page was opened with; a sweep in it is offered, not started. */
export function createSweepDesk(lab: Lab, archive: Promise<Archive>, link = ''): SweepDesk {
  const offered = readSweep(link).sweep;
  const store = createStore<SweepDeskState>(() => ({ kept: [], open: offered && opened(offered, []), isRead: false }));
  let stored: readonly StoredSweep[] = [];
  /** Locks that any tab holds. */
  let locks: ReadonlySet<string> = new Set();
  /** What this page's worker told last, by sweep. */
  const told = new Map<string, SweepProgress>();
  const discarded = new Set<string>();
  /** Runs that took the worker with them, by id. */
  const crashed = new Set<string>();
  let keepsNothing = false;
  let isDisposed = false;

  function publish(): void {
    const ids = new Set([...stored.map(({ id }) => id), ...told.keys()].filter((id) => !discarded.has(id)));
    const kept = [...ids].map(newestOf).sort((a, b) => b.startedAt - a.startedAt);
    store.setState(({ open, isRead }) => ({ kept, open: open && opened(open.sweep, kept), isRead }));
  }

  /** What the worker told, where no other tab has worked on it since. */
  function newestOf(id: string): SweepProgress {
    const [heard, read] = [told.get(id), stored.find((sweep) => sweep.id === id)];
    if (heard && (!read || heard.touchedAt >= read.touchedAt)) return heard;
    return { ...untold(read!), problem: locks.has(sweepLock(id)) ? WORKED_ON_ELSEWHERE : null };
  }

  function look(sweep: Sweep | null): void {
    store.setState(({ kept }) => ({ open: sweep && opened(sweep, kept) }));
  }

  async function read(): Promise<void> {
    [stored, locks] = await Promise.all([archive.then((kept) => kept.sweeps()), claimed()]);
    // Another tab may have forgotten what was told here.
    if (!keepsNothing) for (const id of told.keys()) if (id !== lab.store.getState().sweep?.id && !stored.some((sweep) => sweep.id === id)) told.delete(id);
    if (!isDisposed) publish();
  }

  function work(sweep: StoredSweep): void {
    discarded.delete(sweep.id);
    // Where nothing can be stored, a worker that was started anew knows only what it is told.
    lab.command({ kind: 'sweep', sweepId: sweep.id, ...(keepsNothing && { fresh: plain(sweep) }) });
  }

  function lookedAt(): SweepProgress | null {
    return store.getState().open?.kept ?? null;
  }

  /** A run that takes the worker with it is tried once more, from what was kept of it, and then left out. */
  function goOnAfterCrash(): void {
    const { sweep, runs } = lab.store.getState();
    const run = sweep?.current ? runs.find(({ id }) => id === sweep.current) : undefined;
    if (!sweep || run?.failure?.name !== 'WorkerCrashed') return;
    const isSecond = crashed.has(run.id);
    crashed.add(run.id);
    hear({ ...sweep, current: null });
    if (isSecond) {
      lab.command({ kind: 'sweep-skip', sweepId: sweep.id, links: [run.link], skipped: true });
      lab.say('A run of the sweep crashed its worker twice, most likely for lack of memory. It is left out, and the sweep continues.');
    }
    work(sweep);
  }

  /** What the worker does not tell itself. */
  function hear(sweep: SweepProgress): void {
    lab.store.setState({ sweep });
  }

  const unsubscribe = lab.store.subscribe((state, before) => {
    if (state.sweep && state.sweep !== before.sweep) {
      told.set(state.sweep.id, state.sweep);
      publish();
    }
    // Once the lab has had its say.
    if (state.runs !== before.runs && state.sweep?.current) queueMicrotask(goOnAfterCrash);
  });

  let stopListening = () => undefined as void;
  void archive.then(async (opened) => {
    if (isDisposed) return;
    keepsNothing = opened.keeps === 'visit';
    stopListening = opened.onChange(({ sweeps }) => void (sweeps.length > 0 && read()));
    await read();
    store.setState({ isRead: true });
    await goOnByItself();
  });

  async function goOnByItself(): Promise<void> {
    const lately = store.getState().kept.find((sweep) => !sweep.paused && !isDone(sweep) && Date.now() - sweep.touchedAt < SOON_MS);
    if (!lately || !(await isFree(lately.id)) || isDisposed || lab.store.getState().sweep) return;
    if (!store.getState().open) look(readSweep(lately.link).sweep);
    work(lately);
    await read();
  }

  return {
    store,
    offer: look,
    start(sweep) {
      const kept = store.getState().kept.find(({ link: other }) => other === writeSweep(sweep));
      if (kept) work(kept);
      else {
        const fresh = newStoredSweep(sweep, lab.store.getState().backend, Date.now());
        hear(untold(fresh));
        lab.command({ kind: 'sweep', sweepId: fresh.id, fresh });
      }
      look(sweep);
    },
    pause() {
      lab.command({ kind: 'sweep-pause' });
    },
    proceed(id) {
      const sweep = id === undefined ? lookedAt() : store.getState().kept.find((kept) => kept.id === id);
      if (!sweep) return;
      work(sweep);
      look(readSweep(sweep.link).sweep);
    },
    skip(links, skipped) {
      const sweep = lookedAt();
      if (sweep) lab.command({ kind: 'sweep-skip', sweepId: sweep.id, links, skipped });
    },
    reorder(links) {
      const sweep = lookedAt();
      if (sweep) lab.command({ kind: 'sweep-order', sweepId: sweep.id, links });
    },
    discard(id) {
      discarded.add(id);
      if (told.delete(id)) lab.command({ kind: 'sweep-discard', sweepId: id });
      else void archive.then((kept) => kept.removeSweep(id));
      publish();
    },
    dispose() {
      isDisposed = true;
      unsubscribe();
      stopListening();
    },
  };
}

function opened(sweep: Sweep, kept: readonly SweepProgress[]): OpenSweep {
  const link = writeSweep(sweep);
  return { sweep, link, kept: kept.find((other) => other.link === link) ?? null };
}

function untold(sweep: StoredSweep): SweepProgress {
  return { ...plain(sweep), current: null, secondsLeft: null, problem: null };
}

function plain({ id, link, backend, startedAt, touchedAt, waiting, skipped, runs, failed, paused }: StoredSweep): StoredSweep {
  return { id, link, backend, startedAt, touchedAt, waiting, skipped, runs, failed, paused };
}

/** Whether no other tab works on a sweep. */
async function isFree(id: string): Promise<boolean> {
  for (let asked = 0; asked < LOCK_ASKED_TIMES; asked++) {
    if (!(await claimed()).has(sweepLock(id))) return true;
    await new Promise((resolve) => setTimeout(resolve, LOCK_ASKED_EVERY_MS));
  }
  return false;
}
