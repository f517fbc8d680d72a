/** The JSON object of a finished run: the public contract of the headless command, built from what the run reported. */
import type { Experiment } from '../experiment/fields';
import { describeNetwork } from '../model/describe';
import type { FinalReport, Inside, Judgement, RunEvent, TaskAccuracy } from '../worker/protocol';

/** Version of this format. */
export const REPORT_VERSION = 1;

export interface ReportPoint {
  step: number;
  /** Training time since step 0, pauses not counted. */
  seconds: number;
  /** Mean pretext loss since the previous point. At step 0: of the first batch, whose loss the untrained network has. */
  loss: number;
  online: TaskAccuracy;
  refit?: TaskAccuracy;
  /** With every refit; the spectrum is that of the end only (`final`). */
  inside?: Omit<Inside, 'spectrum'>;
}

/** Accuracies are fractions on clean test images, keyed by task. */
export interface ExperimentReport {
  version: number;
  config: Experiment;
  device: { backend: 'webgpu' | 'wasm'; adapter: string };
  /** Counts; the backbone includes the last block. */
  parameters: { backbone: number; projector: number };
  untrained: { refit: TaskAccuracy };
  points: ReportPoint[];
  final: FinalReport & { spectrum: readonly number[] };
  timing: { firstPointSeconds: number; stepMilliseconds: number; totalSeconds: number; probeShare: number };
  memory: { tensorsAtStart: number; tensorsAtEnd: number; bytesPeak: number };
  /** Every probe, where it was asked for. */
  judgement?: Judgement;
}

export class RunIncomplete extends Error {
  override name = 'RunIncomplete';
}

type EventOf<Kind extends RunEvent['kind']> = Extract<RunEvent, { kind: Kind }>;

/**
 * `events` are all events of one run, in order; its views may be left out. Throws `RunIncomplete` where the run did
 * not finish, with the run's own words where it failed.
 */
export function buildReport(experiment: Experiment, events: readonly RunEvent[]): ExperimentReport {
  const of = <Kind extends RunEvent['kind']>(kind: Kind) => events.filter((event): event is EventOf<Kind> => event.kind === kind);
  const finished = of('finished').at(-1);
  const device = of('device').at(-1)?.device;
  const points = of('point').map(({ point }) => point);
  const untrained = points.find((point) => point.step === 0)?.refit;
  if (!finished || !device || !untrained) {
    const failure = of('state').at(-1)?.failure?.message;
    throw new RunIncomplete(failure ?? 'The run ended before it was finished; start it again.');
  }
  const firstLoss = of('losses').find(({ fromStep }) => fromStep === 1)?.values[0];
  const { backboneParameters, projectorParameters } = describeNetwork(experiment);
  const judgement = of('judged').at(-1)?.judgement;
  const spectrum = points.at(-1)?.inside?.spectrum ?? [];
  const { firstPointSeconds, stepMilliseconds, totalSeconds, probeShare } = finished.timing;
  const { tensorsAtStart, tensorsAtEnd, bytesPeak } = finished.memory;
  return {
    version: REPORT_VERSION,
    config: experiment,
    device: { backend: device.backend, adapter: device.adapter },
    parameters: { backbone: backboneParameters, projector: projectorParameters },
    untrained: { refit: rounded(untrained) },
    points: points.map((point) => ({
      step: point.step,
      seconds: short(point.seconds),
      loss: short(point.loss ?? firstLoss ?? finished.final.loss),
      online: rounded(point.online),
      ...(point.refit && { refit: rounded(point.refit) }),
      ...(point.inside && { inside: insideOf(point.inside) }),
    })),
    final: { ...finalOf(finished.final), spectrum: spectrum.map(short) },
    timing: {
      firstPointSeconds: short(firstPointSeconds),
      stepMilliseconds: short(stepMilliseconds),
      totalSeconds: short(totalSeconds),
      probeShare: short(probeShare),
    },
    memory: { tensorsAtStart, tensorsAtEnd, bytesPeak },
    ...(judgement && { judgement: roundedJudgement(judgement) }),
  };
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

function rounded(accuracies: TaskAccuracy): TaskAccuracy {
  return Object.fromEntries(Object.entries(accuracies).map(([task, accuracy]) => [task, short(accuracy)]));
}
