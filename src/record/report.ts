/** The JSON object of a finished run: the public contract of the headless command and of files that people exchange. */
import type { Task } from '../data/dataset';
import type { Experiment } from '../experiment/fields';
import { describeNetwork } from '../model/describe';
import { toBase64 } from '../train/bits';
import type { EndEvaluation, FinalReport, Inside, Judgement, Pictures, Reconstruction, TaskAccuracy } from '../train/events';
import { type ImageCounts, judgedEnds, refitPair, type RunRecord } from './record';

/** Version of this format. */
export const REPORT_VERSION = 1;

export interface ReportPoint {
  step: number;
  /** Training time since step 0, pauses not counted. */
  seconds: number;
  /** Mean pretext loss since the previous point. At step 0: of the first batch, whose loss the untrained network has. */
  loss: number;
  /** The loss's own terms, where it has some. */
  parts?: Readonly<Record<string, number>>;
  online: TaskAccuracy;
  refit?: TaskAccuracy;
  /** With every refit; the spectrum is that of the end only (`final`). */
  inside?: Omit<Inside, 'spectrum'>;
}

/** One end of a run on all its test images (`images.probeTest`), per task. */
export interface ReportEnd {
  /** Classified right. */
  correct: Readonly<Record<string, number>>;
  /** Which ones: one bit per test image, base64, least significant bit first. */
  right: Readonly<Record<string, string>>;
}

/** What a linear decoder rebuilds of the first test images; shares of the variance that it explains. `pixels`: RGB bytes in base64. */
export interface ReportReconstruction {
  luminance: number;
  colour: number;
  pixels: string;
}

/** Accuracies are fractions on clean test images, keyed by task. */
export interface ExperimentReport {
  version: number;
  /** When the run began; ISO, UTC. */
  date: string;
  /** Version of the page that made it, with its commit. */
  madeBy: string;
  config: Experiment;
  device: { backend: 'webgpu' | 'wasm'; adapter: string };
  /** Counts; the backbone includes the last block. */
  parameters: { backbone: number; projector: number };
  tasks: readonly Task[];
  images: ImageCounts;
  /** As `final.refit`: of the end, at full precision. */
  untrained: { refit: TaskAccuracy };
  points: ReportPoint[];
  /** Pretext loss of every step, from step 1. */
  losses: number[];
  final: FinalReport & { spectrum: readonly number[] };
  timing: { firstPointSeconds: number; stepMilliseconds: number; totalSeconds: number; probeShare: number };
  memory: { tensorsAtStart: number; tensorsAtEnd: number; bytesPeak: number };
  /** Missing in runs that were made before their ends were judged by themselves. */
  ends?: { untrained: ReportEnd; trained: ReportEnd };
  reconstruction?: {
    side: number;
    count: number;
    untrained: ReportReconstruction;
    trained: ReportReconstruction;
    /** The images themselves. */
    originals: { side: number; pixels: string };
  };
  /** Every probe, where it was asked for. */
  judgement?: Judgement;
}

export class RunIncomplete extends Error {
  override name = 'RunIncomplete';
}

/** Throws `RunIncomplete` where the run did not finish, with the run's own words where it failed. */
export function reportOf(record: RunRecord): ExperimentReport {
  const { experiment, device, images, final, timing, memory, judgement } = record;
  const { untrained, refit } = refitPair(record);
  const ends = judgedEnds(record);
  const accuracy = ends ? (given: TaskAccuracy) => given : rounded;
  if (!final || !timing || !memory || !device || !images || !untrained) {
    throw new RunIncomplete(record.failure?.message ?? 'The run ended before it was finished; start it again.');
  }
  const losses = Array.from(record.losses.values.subarray(0, record.losses.length));
  const { backboneParameters, projectorParameters } = describeNetwork(experiment);
  const spectrum = record.points.at(-1)?.inside?.spectrum ?? [];
  const { firstPointSeconds, stepMilliseconds, totalSeconds, probeShare } = timing;
  const { tensorsAtStart, tensorsAtEnd, bytesPeak } = memory;
  return {
    version: REPORT_VERSION,
    date: new Date(record.startedAt).toISOString(),
    madeBy: record.madeBy,
    config: experiment,
    device: { backend: device.backend, adapter: device.adapter },
    parameters: { backbone: backboneParameters, projector: projectorParameters },
    tasks: record.tasks,
    images,
    untrained: { refit: accuracy(untrained) },
    points: record.points.map((point) => ({
      step: point.step,
      seconds: short(point.seconds),
      loss: short(point.loss ?? losses[0] ?? final.loss),
      ...(Object.keys(point.parts).length > 0 && { parts: rounded(point.parts) }),
      online: rounded(point.online),
      ...(point.refit && { refit: rounded(point.refit) }),
      ...(point.inside && { inside: insideOf(point.inside) }),
    })),
    losses: losses.map(short),
    final: { ...finalOf(final), refit: accuracy(refit ?? final.refit), spectrum: spectrum.map(short) },
    timing: {
      firstPointSeconds: short(firstPointSeconds),
      stepMilliseconds: short(stepMilliseconds),
      totalSeconds: short(totalSeconds),
      probeShare: short(probeShare),
    },
    memory: { tensorsAtStart, tensorsAtEnd, bytesPeak },
    ...(ends && { ends: { untrained: endOf(ends.untrained), trained: endOf(ends.trained) } }),
    ...(ends && record.originals && { reconstruction: reconstructionOf(ends, record.originals) }),
    ...(judgement && { judgement: roundedJudgement(judgement) }),
  };
}

function endOf({ correct, right }: EndEvaluation): ReportEnd {
  return { correct, right };
}

function reconstructionOf({ untrained, trained }: { untrained: EndEvaluation; trained: EndEvaluation }, { side: originalSide, pixels: originals }: Pictures): ExperimentReport['reconstruction'] {
  const { side, count } = trained.reconstruction;
  const told = ({ reconstruction: { luminance, colour, pixels } }: { reconstruction: Reconstruction }): ReportReconstruction => ({ luminance: short(luminance), colour: short(colour), pixels: toBase64(pixels) });
  return { side, count, untrained: told(untrained), trained: told(trained), originals: { side: originalSide, pixels: toBase64(originals) } };
}

function finalOf({ loss, online, refit, knn, rankMe, sparsity, collapse, uniformity, alignment, lidar }: FinalReport): FinalReport {
  return {
    loss: short(loss),
    online: rounded(online),
    refit: rounded(refit),
    knn: rounded(knn),
    rankMe: short(rankMe),
    sparsity: short(sparsity),
    collapse: short(collapse),
    uniformity: short(uniformity),
    alignment: short(alignment),
    lidar: short(lidar),
  };
}

function insideOf({ rankMe, collapse, uniformity, sparsity }: Inside): Omit<Inside, 'spectrum'> {
  return { rankMe: short(rankMe), collapse: short(collapse), uniformity: short(uniformity), sparsity: short(sparsity) };
}

function roundedJudgement({ probes, ...judgement }: Judgement): Judgement {
  return { ...judgement, probes: probes.map((row) => ({ ...row, untrained: rounded(row.untrained), trained: rounded(row.trained) })) };
}

/** Six digits are more than float32 training reproduces between machines. What is not finite becomes null in JSON. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}

function rounded(accuracies: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(accuracies).map(([task, accuracy]) => [task, short(accuracy)]));
}
