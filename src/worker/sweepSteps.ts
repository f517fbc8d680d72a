/** How a sweep changes: what the worker finds, makes and is told. Pure. */
import { writeLink } from '../experiment/link';
import { experimentsOf, readSweep } from '../experiment/sweep';
import type { StoredSweep } from '../record/storedSweep';
import type { RunSummary } from '../record/summary';

export type KnownRun = Pick<RunSummary, 'id' | 'link' | 'origin' | 'state'>;

/** Links of all runs, in the order in which they would be made; none where the link holds no sweep that this version knows. */
export function linksOf({ link }: Pick<StoredSweep, 'link'>): string[] {
  const { sweep } = readSweep(link);
  return sweep ? experimentsOf(sweep).map(writeLink) : [];
}

/**
 * The sweep as the kept runs have it: what was finished here under the same link need not be made, what was deleted since waits
 * again, and a run that was going on keeps its id, under which it goes on.
 */
export function reconciled(sweep: StoredSweep, known: readonly KnownRun[]): StoredSweep {
  const finished = new Map(known.filter(({ state, origin }) => state === 'finished' && origin === 'here').map(({ id, link }) => [link, id]));
  const ids = new Set(known.map(({ id }) => id));
  const links = linksOf(sweep);
  const isLeftOut = (link: string) => sweep.skipped.includes(link) || link in sweep.failed;
  const wanted = links.filter((link) => !finished.has(link) && !isLeftOut(link));
  const runs = links.flatMap((link) => {
    const begun = sweep.runs[link];
    const id = finished.get(link) ?? (begun !== undefined && ids.has(begun) && !isLeftOut(link) ? begun : undefined);
    return id === undefined ? [] : [[link, id] as const];
  });
  return {
    ...sweep,
    waiting: inOrder(wanted, sweep.waiting),
    skipped: sweep.skipped.filter((link) => links.includes(link) && !finished.has(link)),
    failed: without(sweep.failed, [...finished.keys()]),
    runs: Object.fromEntries(runs),
  };
}

export function withBegun(sweep: StoredSweep, link: string, runId: string): StoredSweep {
  return { ...sweep, runs: { ...sweep.runs, [link]: runId } };
}

export function withFinished(sweep: StoredSweep, link: string): StoredSweep {
  return { ...sweep, waiting: sweep.waiting.filter((other) => other !== link) };
}

export function withFailed(sweep: StoredSweep, link: string, problem: string): StoredSweep {
  return { ...withFinished(sweep, link), runs: without(sweep.runs, [link]), failed: { ...sweep.failed, [link]: problem } };
}

/** Leaves out runs that wait or have failed. Taken back, skipped and failed ones wait behind the others. */
export function withSkipped(sweep: StoredSweep, given: readonly string[], skipped: boolean): StoredSweep {
  if (skipped) {
    const left = [...new Set(given)].filter((link) => sweep.waiting.includes(link) || link in sweep.failed);
    return {
      ...sweep,
      waiting: sweep.waiting.filter((link) => !left.includes(link)),
      skipped: [...sweep.skipped, ...left],
      runs: without(sweep.runs, left),
      failed: without(sweep.failed, left),
    };
  }
  const back = [...new Set(given)].filter((link) => sweep.skipped.includes(link) || link in sweep.failed);
  return {
    ...sweep,
    waiting: [...sweep.waiting, ...back],
    skipped: sweep.skipped.filter((link) => !back.includes(link)),
    failed: without(sweep.failed, back),
  };
}

/** `first`: the link of the run that is going on, which stays in front. */
export function withOrder(sweep: StoredSweep, given: readonly string[], first: string | null): StoredSweep {
  return { ...sweep, waiting: inOrder(sweep.waiting, first === null ? given : [first, ...given]) };
}

/** What is there, as far as `order` names it in that order, then the rest as it was. */
function inOrder(links: readonly string[], order: readonly string[]): string[] {
  const there = new Set(links);
  return [...new Set([...order.filter((link) => there.has(link)), ...links])];
}

function without<Value>(given: Readonly<Record<string, Value>>, links: readonly string[]): Readonly<Record<string, Value>> {
  const left = new Set(links);
  return Object.fromEntries(Object.entries(given).filter(([link]) => !left.has(link)));
}
