/** Results on their way into a link: as much of the curve as fits, then coarser, until it does. */
import { writeSweep, experimentsOf, type Sweep } from '../../experiment/sweep';
import { writeLink } from '../../experiment/link';
import { judgedEnds, type RunRecord } from '../../record/record';
import type { SweptRun } from '../../record/sweepTable';
import { bucketFor, thin, thinRows } from '../../record/thin';
import { brief, SHARE_VERSION, type SharedRun, type SharedTable, type Source, toShare } from './format';
import { fragmentOf, LONGEST_FRAGMENT } from './fragment';
import { pack } from './packed';

/** How fine a curve is tried: pairs of loss values, and points. */
const finenesses = [
  { pairs: 200, points: 100 },
  { pairs: 100, points: 100 },
  { pairs: 100, points: 40 },
  { pairs: 40, points: 40 },
  { pairs: 20, points: 12 },
  { pairs: 4, points: 2 },
] as const;

/** What a table is made of, so that the less important parts can be left out. */
const tableParts = [
  { inside: true, loss: true },
  { inside: false, loss: true },
  { inside: false, loss: false },
] as const;

/** "#run=…" of a run with a curve; null where nothing of it fits, which no run of this page comes to. */
export function runFragment(record: RunRecord): Promise<string | null> {
  return firstThatFits(finenesses.map(({ pairs, points }) => () => sharedRun(record, pairs, points)));
}

export interface TableSource {
  madeBy: string;
  startedAt: number;
  device: { readonly backend: 'webgpu' | 'wasm'; readonly adapter: string } | null;
}

/** "#run=…" of a sweep's finished runs; null where there are too many for a link, for which a file is the way. */
export function tableFragment(sweep: Sweep, runs: readonly SweptRun[], source: TableSource): Promise<string | null> {
  return firstThatFits(tableParts.map((parts) => () => sharedTable(sweep, runs, source, parts)));
}

async function firstThatFits(attempts: readonly (() => SharedRun | SharedTable)[]): Promise<string | null> {
  for (const attempt of attempts) {
    const fragment = fragmentOf(await pack(JSON.stringify(attempt())));
    if (fragment.length <= LONGEST_FRAGMENT) return fragment;
  }
  return null;
}

function sourceOf({ madeBy, startedAt, device }: TableSource, tasks: Source['k']): Source {
  return { m: madeBy, t: Math.floor(startedAt / 1000), d: device && [device.backend, device.adapter], k: tasks };
}

function sharedRun(record: RunRecord, pairs: number, mostPoints: number): SharedRun {
  const { experiment, images, losses, final, stepMilliseconds } = record;
  const ends = judgedEnds(record);
  const tasks = record.tasks.map(({ name, classNames }) => [name, classNames.length] as const);
  const points = thinRows(record.points, mostPoints, ({ refit }) => refit !== undefined);
  const refits = points.filter(({ refit }) => refit);
  const curve = thin(losses, bucketFor(losses.length, pairs));
  return {
    v: SHARE_VERSION,
    q: writeLink(experiment),
    ...sourceOf(record, tasks),
    i: images && [images.train, images.test, images.probeTrain, images.probeTest, images.lookTrain, images.lookTest],
    s: brief(stepMilliseconds),
    p: points.map(({ step }) => step),
    w: points.map(({ seconds }) => brief(seconds) ?? 0),
    l: points.map(({ loss }) => brief(loss)),
    o: tasks.map(([name]) => points.map(({ online }) => toShare(online[name]))),
    r: refits.map((point) => points.indexOf(point)),
    a: tasks.map(([name]) => refits.map(({ refit }) => toShare(refit![name]))),
    n: refits.map(({ inside }) => (inside ? [inside.rankMe, inside.collapse, inside.uniformity, inside.sparsity].map(brief) : null)),
    e: ends && [tasks.map(([name]) => ends.untrained.correct[name] ?? 0), tasks.map(([name]) => ends.trained.correct[name] ?? 0)],
    c: [curve.map(({ step }, index) => step - (curve[index - 1]?.step ?? 0)), curve.map(({ value }) => brief(value)!)],
    f: final && [
      [final.loss, final.rankMe, final.sparsity, final.collapse, final.uniformity, final.alignment, final.lidar].map(brief),
      tasks.map(([name]) => toShare(final.knn[name])),
    ],
  };
}

function sharedTable(sweep: Sweep, runs: readonly SweptRun[], source: TableSource, parts: (typeof tableParts)[number]): SharedTable {
  const links = experimentsOf(sweep).map(writeLink);
  const finished = runs.filter(({ link, state, refit }) => state === 'finished' && refit && links.includes(link));
  const names = [...new Set(finished.flatMap(({ refit }) => Object.keys(refit!)))];
  return {
    v: SHARE_VERSION,
    q: writeSweep(sweep),
    ...sourceOf(source, names.map((name) => [name, 0] as const)),
    z: finished.map(({ link, testImages, loss, rankMe, collapse, correct, untrained, refit }) => [
      links.indexOf(link),
      testImages,
      parts.loss ? brief(loss) : null,
      ...(parts.inside ? [rankMe, collapse] : [null, null]).map(brief),
      Number(correct !== null),
      ...names.map((name) => (correct ? (correct.untrained[name] ?? null) : toShare(untrained?.[name]))),
      ...names.map((name) => (correct ? (correct.trained[name] ?? null) : toShare(refit![name]))),
    ]),
  };
}
