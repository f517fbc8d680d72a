/**
 * A link's result on its way in. Nothing here throws: a payload of any kind gives a run, a table or a sentence. What comes out
 * is data that charts draw and text that is shown as text; none of it is verified.
 */
import { stableHash } from '../../data/own/stableHash';
import { readKeptLink, writeLink } from '../../experiment/link';
import { experimentsOf, readSweep, type Sweep } from '../../experiment/sweep';
import { type Ends, newRecord, noEnds, type RunRecord } from '../../record/record';
import { append, emptySeries, type Series } from '../../record/series';
import type { SweptRun } from '../../record/sweepTable';
import { accuracyOf } from '../../train/endAccuracy';
import type { DeviceReport, EndEvaluation, FinalReport, Point } from '../../train/events';
import { receivedTasks } from './receivedTasks';
import { fromShares, SHARE_VERSION } from './format';
import type * as z from 'zod/mini';
import { fragmentOf, LONGEST_FRAGMENT } from './fragment';
import { headSchema, runSchema, tableSchema } from './schema';
import { unpack } from './packed';

/** What a result says of itself. */
export interface ReceivedFrom {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly madeBy: string;
  readonly device: { readonly backend: 'webgpu' | 'wasm'; readonly adapter: string } | null;
}

export type Received =
  | { readonly kind: 'run'; readonly record: RunRecord; readonly remarks: readonly string[] }
  | { readonly kind: 'table'; readonly sweep: Sweep; readonly runs: readonly SweptRun[]; readonly from: ReceivedFrom; readonly remarks: readonly string[] }
  | { readonly kind: 'unusable'; readonly problem: string };

type GivenRun = z.infer<typeof runSchema>;
type GivenTable = z.infer<typeof tableSchema>;

const damaged: Received = {
  kind: 'unusable',
  problem: 'The result in this link is damaged or was cut off; the settings of the link are shown without it. Ask for the link again.',
};

export async function readPayload(payload: string): Promise<Received> {
  if (fragmentOf(payload).length > LONGEST_FRAGMENT) {
    return { kind: 'unusable', problem: `The result in this link is longer than the ${LONGEST_FRAGMENT} characters that a link may have, so it was not read. Ask for the run as a file.` };
  }
  try {
    const given: unknown = JSON.parse(await unpack(payload));
    const head = headSchema.safeParse(given);
    if (!head.success) return damaged;
    if (head.data.v > SHARE_VERSION) {
      return { kind: 'unusable', problem: 'The result in this link was written by a newer version of this page; reload the page, or look for a newer one. The settings of the link are shown without it.' };
    }
    if (head.data.z !== undefined) return readTable(tableSchema.parse(given));
    return readRun(runSchema.parse(given), `link-${stableHash(payload).toString(16)}-${payload.length}`);
  } catch {
    return damaged;
  }
}

function readRun(given: GivenRun, id: string): Received {
  const { p: steps, w: seconds, l: losses, o: online, r: refits, a: refit, n: inside, f: end } = given;
  const { experiment, remarks } = readKeptLink(given.q);
  const wide = (rows: readonly (readonly unknown[])[], length: number) => rows.length === given.k.length && rows.every((row) => row.length === length);
  const fits =
    [seconds, losses].every(({ length }) => length === steps.length) &&
    wide(online, steps.length) &&
    wide(refit, refits.length) &&
    inside.length === refits.length &&
    (!end || end[1].length === given.k.length) &&
    (!given.e || (given.i !== null && given.e.every((counts) => counts.length === given.k.length && counts.every((count) => count <= given.i![3])))) &&
    ascending(steps) &&
    ascending(refits) &&
    (refits.at(-1) ?? 0) <= Math.max(0, steps.length - 1) &&
    (steps.at(-1) ?? 0) <= experiment.steps &&
    steps.length > 0;
  const curve = fits ? lossesOf(given.c, experiment.steps) : null;
  const tasks = receivedTasks(given.k);
  if (!curve || !tasks) return damaged;
  const points = steps.map((step, place): Point => {
    const judged = refits.indexOf(place);
    const look = inside[judged];
    return {
      step,
      seconds: seconds[place]!,
      loss: losses[place]!,
      parts: {},
      online: fromShares(given.k, online.map((row) => row[place]!)),
      ...(judged >= 0 && { refit: fromShares(given.k, refit.map((row) => row[judged]!)) }),
      ...(look && { inside: { rankMe: number(look[0]), collapse: number(look[1]), uniformity: number(look[2]), sparsity: number(look[3]), spectrum: [] } }),
    };
  });
  const ends = endsOf(given);
  const record: RunRecord = {
    ...newRecord({ id, experiment, madeBy: given.m ?? 'an unnamed version', origin: 'received', startedAt: 1000 * given.t }),
    state: end ? 'finished' : 'idle',
    device: deviceOf(given.d),
    tasks,
    images: given.i && imagesOf(given.i),
    ends,
    losses: curve,
    stepMilliseconds: given.s,
    points,
    final: end && finalOf(end, points, ends, given.k),
  };
  return { kind: 'run', record, remarks };
}

function imagesOf([train, test, probeTrain, probeTest, lookTrain = probeTrain, lookTest = probeTest]: readonly [number, number, number, number, number?, number?]) {
  return { train, test, probeTrain, probeTest, lookTrain, lookTest };
}

/** Counts alone: a link has no room for which images were right, nor for pictures. */
function endsOf({ e: counts, i: images, k: tasks }: GivenRun): Ends {
  if (!counts || !images) return noEnds;
  const of = (right: readonly number[]): EndEvaluation => ({
    trainImages: images[2],
    testImages: images[3],
    correct: Object.fromEntries(tasks.map(([name], index) => [name, right[index]!])),
    right: {},
    reconstruction: { luminance: NaN, colour: NaN, side: 0, count: 0, pixels: new Uint8ClampedArray() },
  });
  return { untrained: of(counts[0]), trained: of(counts[1]) };
}

function finalOf([figures, knn]: NonNullable<GivenRun['f']>, points: readonly Point[], { trained }: Ends, tasks: GivenRun['k']): FinalReport {
  const [loss, rankMe, sparsity, collapse, uniformity, alignment, lidar] = figures.map(number) as [number, number, number, number, number, number, number];
  return {
    loss,
    online: points.at(-1)?.online ?? {},
    refit: trained ? accuracyOf(trained) : (points.findLast((point) => point.refit)?.refit ?? {}),
    knn: fromShares(tasks, knn),
    rankMe,
    sparsity,
    collapse,
    uniformity,
    alignment,
    lidar,
  };
}

/** Null where it is no curve of so many steps. What lies between the values that were sent is left open. */
function lossesOf([strides, values]: GivenRun['c'], mostSteps: number): Series | null {
  if (strides.length !== values.length) return null;
  const steps = strides.map(((step) => (stride: number) => (step += stride))(0));
  const last = steps.at(-1) ?? 0;
  if (last > mostSteps) return null;
  if (last === 0) return emptySeries;
  const curve = new Array<number>(last - steps[0]! + 1).fill(NaN);
  steps.forEach((step, index) => (curve[step - steps[0]!] = values[index]!));
  return append(emptySeries, steps[0]!, curve);
}

function readTable(given: GivenTable): Received {
  const { sweep, remarks } = readSweep(given.q);
  const experiments = sweep ? experimentsOf(sweep) : [];
  const tasks = given.k.length;
  // Version 1 had shares only.
  const head = given.v === 1 ? 5 : 6;
  const isCounted = (row: readonly (number | null)[]) => head === 6 && row[5] === 1;
  const mostOf = (row: readonly (number | null)[]) => (isCounted(row) ? (row[1] ?? 0) : 10_000);
  const places = given.z.map(([place]) => place ?? NaN);
  const fits =
    given.z.every((row) => row.length === head + 2 * tasks && row.slice(head).every((value) => value === null || (Number.isInteger(value) && value >= 0 && value <= mostOf(row)))) &&
    places.every((place, index) => experiments[place] !== undefined && places.indexOf(place) === index) &&
    places.length > 0;
  if (!sweep || !fits || !receivedTasks(given.k)) return damaged;
  const runs = given.z.map((row): SweptRun => {
    const [place, testImages, loss, rankMe, collapse] = row as [number, number | null, number | null, number | null, number | null];
    const experiment = experiments[place]!;
    return {
      experiment,
      link: writeLink(experiment),
      state: 'finished',
      origin: 'received',
      ...accuraciesOf(given.k, row.slice(head, head + tasks), row.slice(head + tasks), isCounted(row) ? testImages : null),
      loss,
      rankMe,
      collapse,
      testImages: testImages !== null && Number.isInteger(testImages) && testImages > 0 ? testImages : null,
    };
  });
  const device = deviceOf(given.d);
  return { kind: 'table', sweep, runs, remarks, from: { startedAt: 1000 * given.t, madeBy: given.m ?? 'an unnamed version', device } };
}

/** `counted`: test images, where the values are counts of them. */
function accuraciesOf(tasks: GivenTable['k'], untrained: readonly (number | null)[], refit: readonly (number | null)[], counted: number | null): Pick<SweptRun, 'untrained' | 'refit' | 'correct'> {
  if (!counted) return { untrained: fromShares(tasks, untrained), refit: fromShares(tasks, refit), correct: null };
  const named = (counts: readonly (number | null)[]) => Object.fromEntries(tasks.flatMap(([name], index) => (counts[index] === null ? [] : [[name, counts[index]!]])));
  const correct = { untrained: named(untrained), trained: named(refit) };
  const fractions = (counts: Readonly<Record<string, number>>) => accuracyOf({ correct: counts, testImages: counted });
  return { untrained: fractions(correct.untrained), refit: fractions(correct.trained), correct };
}

function deviceOf(given: GivenRun['d']): DeviceReport | null {
  if (!given) return null;
  const [backend, name] = given;
  const adapter = name ?? 'a device without a name';
  return { backend, adapter, threads: 1, sentence: `Received by link: made with ${backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'} on ${adapter}, as the link says.` };
}

function ascending(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value > values[index - 1]!);
}

function number(value: number | null): number {
  return value ?? NaN;
}
