/** What the list of all kept runs shows: filtered, in groups of seeds, sorted. Pure; a thousand runs take a few milliseconds. */
import { defaultExperiment, defaultsFor, type Experiment, fieldNames, fieldTable } from '../../experiment/fields';
import { seedlessLink } from '../../record/groups';
import { meanOf } from '../../record/statistics';
import type { RunSummary } from '../../record/summary';
import { applies, nameRun } from '../../runs/naming';
import { noMarks, type RunMarks } from '../../storage/archive';
import { nameValue } from '../sweep/fieldScale';
import { spell } from '../text/choices';

/** A run with everything that the list asks of it again and again. */
export interface Entry {
  readonly summary: RunSummary;
  readonly marks: RunMarks;
  /** Lower case, with a space at both ends: what the filter looks into. */
  readonly text: string;
  readonly group: string;
  /** What it is called without its own name: settings other than the defaults, but for the seed. */
  readonly settings: string;
}

export type Sort = 'newest' | 'accuracy' | 'width';

export interface RunRow {
  readonly kind: 'run';
  readonly entry: Entry;
  readonly inGroup: boolean;
}

export interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  readonly settings: string;
  /** In the order of their seeds. */
  readonly members: readonly Entry[];
  /** That they are judged on. */
  readonly task: string | null;
  readonly isOpen: boolean;
}

export type ListRow = RunRow | GroupRow;

export interface ListView {
  readonly sort: Sort;
  /** Null: the first task of each run. */
  readonly task: string | null;
  /** Keys of groups that are unfolded. */
  readonly open: ReadonlySet<string>;
}

const known = new WeakMap<RunSummary, Entry>();

export function entriesOf(summaries: readonly RunSummary[], marks: Readonly<Record<string, RunMarks>>): Entry[] {
  return summaries.map((summary) => {
    const own = marks[summary.id] ?? noMarks;
    const before = known.get(summary);
    if (before && sameMarks(before.marks, own)) return before;
    const entry = entryOf(summary, own);
    known.set(summary, entry);
    return entry;
  });
}

/** Words are put together when they are first asked for: the list opens with the few rows that are in view. */
function entryOf(summary: RunSummary, marks: RunMarks): Entry {
  const settings = once(() => settingsOf(summary.experiment));
  const text = once(() => textOf(summary, marks, settings()));
  return {
    summary,
    marks,
    group: seedlessLink(summary.experiment),
    get settings() {
      return settings();
    },
    get text() {
      return text();
    },
  };
}

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}

function sameMarks(a: RunMarks, b: RunMarks): boolean {
  return a.name === b.name && a.note === b.note && a.pinned === b.pinned;
}

/** E.g. "D = 256, Pretext task VICReg, Steps 200": what is not as usual. The width is always named, the seed never. */
export function settingsOf(experiment: Experiment): string {
  const defaults = { ...defaultsFor(experiment), method: defaultExperiment.method, optimizer: defaultExperiment.optimizer };
  const unusual = fieldNames.filter((name) => name !== 'width' && name !== 'seed' && experiment[name] !== defaults[name] && applies(name, experiment));
  return [nameRun(experiment), ...unusual.map((name) => `${fieldTable[name].label} ${nameValue(name, experiment[name])}`)].join(', ');
}

function textOf({ experiment, tasks, origin, device, state }: RunSummary, { name, note }: RunMarks, settings: string): string {
  const fields = fieldNames.map((field) => `${field}=${experiment[field]}`);
  const spelled = fieldNames.filter((field) => fieldTable[field].kind === 'choice').map((field) => spell(String(experiment[field])));
  return ` ${[name, note, settings, ...fields, ...spelled, ...tasks, origin, device?.backend ?? '', state].join(' ')} `.toLowerCase();
}

/** All words must be found. "width=16" is that width and no other; any other word may be part of a longer one. */
export function found(entries: readonly Entry[], filter: string): readonly Entry[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean).map((word) => (word.includes('=') ? ` ${word} ` : word));
  return words.length === 0 ? entries : entries.filter(({ text }) => words.every((word) => text.includes(word)));
}

/** Of those that the filter has found. */
export function listRows(entries: readonly Entry[], { sort, task, open }: ListView): ListRow[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const members = groups.get(entry.group);
    if (members) members.push(entry);
    else groups.set(entry.group, [entry]);
  }
  const blocks = [...groups].map(([key, members]) => blockOf(key, members, task, open.has(key)));
  return blocks.sort((a, b) => Number(b.isPinned) - Number(a.isPinned) || compare[sort](a, b)).flatMap(({ rows }) => rows);
}

/** A group with its members, or a run of its own; sorted as one. */
interface Block {
  readonly rows: readonly ListRow[];
  readonly isPinned: boolean;
  readonly startedAt: number;
  readonly width: number;
  /** Mean; −1 where there is none, so that it comes last. */
  readonly accuracy: number;
}

const compare: Readonly<Record<Sort, (a: Block, b: Block) => number>> = {
  newest: (a, b) => b.startedAt - a.startedAt,
  accuracy: (a, b) => b.accuracy - a.accuracy || b.startedAt - a.startedAt,
  width: (a, b) => a.width - b.width || b.startedAt - a.startedAt,
};

function blockOf(key: string, members: readonly Entry[], wanted: string | null, isOpen: boolean): Block {
  const [first] = members as [Entry];
  const task = wanted ?? first.summary.tasks[0] ?? null;
  const accuracies = members.flatMap(({ summary }) => (task !== null && summary.state === 'finished' ? (summary.refit?.[task] ?? []) : []));
  const shared = {
    isPinned: members.some(({ marks }) => marks.pinned),
    startedAt: Math.max(...members.map(({ summary }) => summary.startedAt)),
    width: first.summary.experiment.width,
    accuracy: accuracies.length > 0 ? meanOf(accuracies) : -1,
  };
  if (members.length === 1) return { ...shared, rows: [{ kind: 'run', entry: first, inGroup: false }] };
  const bySeed = [...members].sort((a, b) => a.summary.experiment.seed - b.summary.experiment.seed);
  const group: GroupRow = { kind: 'group', key, settings: first.settings, members: bySeed, task, isOpen };
  return { ...shared, rows: [group, ...(isOpen ? bySeed.map((entry) => ({ kind: 'run', entry, inGroup: true }) as const) : [])] };
}

/** Names of all tasks that any of them was judged on. */
export function tasksAmong(summaries: readonly RunSummary[]): string[] {
  return [...new Set(summaries.flatMap(({ tasks }) => tasks))];
}

/** What a run is called: the name that was given, or its settings and the seed. */
export function titleOf({ summary, marks, settings }: Entry, inGroup: boolean): string {
  if (marks.name) return marks.name;
  const seed = `seed ${summary.experiment.seed}`;
  return inGroup ? seed : `${settings}, ${seed}`;
}
