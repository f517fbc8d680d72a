/**
 * The runs that are kept: what the archive holds, as the page sees it, and what a visitor can do with it. Curves are read only of
 * runs that are shown. Store first; the React binding is `useLibrary.ts`.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isActive, type RunRecord } from '../record/record';
import type { RunSummary } from '../record/summary';
import type { Archive, RunMarks } from '../storage/archive';
import { claimed, runLock } from '../storage/locks';
import { createDeletion } from './deletion';
import { feedArchive } from './feedArchive';
import { gathered } from './gathered';
import type { Lab } from './lab';
import { MOST_RUNS } from './roster';

export { MOST_UNDOABLE } from './deletion';

export interface LibraryState {
  readonly status: 'opening' | 'open';
  readonly keeps: Archive['keeps'];
  /** Why runs last for this visit only, and what to do; null where they are stored. */
  readonly remark: string | null;
  /** Newest first. */
  readonly summaries: readonly RunSummary[];
  readonly marks: Readonly<Record<string, RunMarks>>;
  /** Runs that a worker of this tab or another has in its hands. */
  readonly held: ReadonlySet<string>;
  /** Stored runs that cannot be read. */
  readonly unreadable: number;
  /** How many runs were deleted last, while they can be taken back. */
  readonly undoable: number;
  /** What did not work and what to do; null once something has. */
  readonly problem: string | null;
}

/** A worker keeps its run every few seconds, a file brings a hundred at once: the list follows a few times a second. */
const REFRESH_MS = 250;

/** How soon a list notices that nobody works on a run any more. */
const HELD_MS = 3_000;

export interface Library {
  readonly store: StoreApi<LibraryState>;
  /** Draws kept runs; as many as the charts take. */
  show(ids: readonly string[]): Promise<void>;
  /** Takes runs out of the charts; one that goes on is only hidden. */
  hide(ids: readonly string[]): void;
  /** Keeps runs that came from elsewhere, and draws them. */
  add(records: readonly RunRecord[]): Promise<void>;
  /** Ends one that goes on here. For some seconds `undo` takes them back, unless they are more than `MOST_UNDOABLE`. */
  remove(ids: readonly string[]): Promise<void>;
  undo(): Promise<void>;
  mark(id: string, changes: Partial<RunMarks>): Promise<void>;
  /** The newest that is known of a run; null where it is gone. */
  recordOf(id: string): Promise<RunRecord | null>;
  /** Goes on with a run that was interrupted. */
  resume(id: string): Promise<void>;
  dismissProblem(): void;
}

export function createLibrary(lab: Lab, opening: Promise<Archive>): Library {
  const store = createStore<LibraryState>(() => ({
    status: 'opening',
    keeps: 'stored',
    remark: null,
    summaries: [],
    marks: {},
    held: new Set(),
    unreadable: 0,
    undoable: 0,
    problem: null,
  }));
  const deletion = createDeletion(lab, recordOf, (undoable) => store.setState({ undoable }));

  void opening.then(async (archive) => {
    archive.onChange(({ runs }) => follow(runs));
    if (archive.keeps === 'visit') feedArchive(lab, archive);
    await attempt(() => refresh());
    store.setState({ status: 'open', keeps: archive.keeps, remark: archive.remark });
  });

  const follow = gathered(REFRESH_MS, (ids) => void attempt(() => refresh(ids)));

  /** Says what went wrong, instead of throwing at a button. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
  }

  /** What a visitor asked for: the last problem is over once something has worked. */
  async function act(work: () => Promise<void>): Promise<void> {
    store.setState({ problem: null });
    await attempt(work);
  }

  function complain(problem: string): void {
    store.setState({ problem });
    lab.say(problem);
  }

  /** Reads these runs again, or all. */
  async function refresh(ids?: readonly string[]): Promise<void> {
    const archive = await opening;
    const [read, marks, locks] = await Promise.all([archive.summaries(ids), archive.marks(), claimed()]);
    const again = new Set(ids);
    const others = ids ? store.getState().summaries.filter(({ id }) => !again.has(id)) : [];
    const summaries = [...others, ...read].sort((a, b) => b.startedAt - a.startedAt);
    const held = new Set(summaries.filter((summary) => isActive(summary) && locks.has(runLock(summary.id))).map(({ id }) => id));
    store.setState({ summaries, marks, held, unreadable: archive.unreadable() });
    if (held.size > 0) watchHeld([...held]);
  }

  /** Nobody tells when a tab lets go of its run, least of all one that crashed. */
  const watchHeld = gathered(HELD_MS, () => void attempt(() => refresh([])));

  async function recordOf(id: string): Promise<RunRecord | null> {
    return lab.store.getState().runs.find((run) => run.id === id) ?? (await opening).record(id);
  }

  async function show(ids: readonly string[]): Promise<void> {
    const wanted = ids.slice(0, MOST_RUNS);
    const records = (await Promise.all(wanted.map(recordOf))).filter((record) => record !== null);
    lab.show(records);
    if (records.length < wanted.length) throw new Error('A stored run could not be read: it is damaged, or was deleted in the meantime. The others are shown.');
    if (ids.length > MOST_RUNS) throw new Error(`The charts hold ${MOST_RUNS} runs, so the first ${MOST_RUNS} of the ${ids.length} are shown. Choose fewer to see others.`);
  }

  return {
    store,
    recordOf,
    show: (ids) => act(() => show(ids)),
    hide(ids) {
      const chosen = lab.store.getState().runs.filter(({ id }) => ids.includes(id));
      for (const run of chosen) {
        if (isActive(run)) lab.hide(run.id, true);
        else lab.remove(run.id);
      }
    },
    async add(records) {
      lab.show(records.slice(0, MOST_RUNS)); // drawn even where there is no room to keep them
      await act(async () => (await opening).putAll(records));
    },
    remove: (ids) => act(async () => deletion.remove(await opening, ids)),
    undo: () => act(async () => deletion.undo(await opening)),
    mark: (id, changes) => act(async () => (await opening).mark(id, changes)),
    resume: (id) =>
      act(async () => {
        const record = await recordOf(id);
        if (!record) throw new Error('This run is no longer stored. Start it again with the same settings.');
        lab.resume(record);
      }),
    dismissProblem: () => store.setState({ problem: null }),
  };
}
