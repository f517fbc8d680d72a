/** Going on with a run of an earlier visit: what was kept of it, why it cannot go on, and what the page is told first. */
import type { Experiment } from '../experiment/fields';
import { pageVersion } from '../record/pageVersion';
import type { RunRecord } from '../record/record';
import type { DeviceReport, TrainEvent } from '../train/events';
import { type KeptRun, runIn } from './checkpoint';
import type { StateKeeper } from './stateKeeper';

/** Why a run cannot go on, and what to do instead. */
export class CannotContinue extends Error {
  override name = 'CannotContinue';
  constructor(
    message: string,
    /** Whether it may go on later, once the visitor has done what the message says. */
    readonly canLater = false,
  ) {
    super(message);
  }
}

export const inAnotherTab = () => new CannotContinue('This run is being trained in another tab. Watch it there, or close that tab and continue here.', true);

/** Throws `CannotContinue` and `UnusableCheckpoint`. */
export async function keptRun(runId: string, keeper: StateKeeper, keyOf: (experiment: Experiment) => Promise<string>): Promise<KeptRun> {
  const checkpoint = await keeper.load(runId);
  if (!checkpoint) throw new CannotContinue('No saved state of this run is left to resume from. Run it again from its first step.');
  const kept = runIn(checkpoint);
  if (!kept) throw new CannotContinue('This run has finished. Choose more steps and run it again to train for longer.');
  if ((await keyOf(kept.record.experiment)) !== kept.imagesKey) {
    throw new CannotContinue(
      'The images on this machine are not the ones that this run started with. Add the same files again and continue, or run it again.',
      true,
    );
  }
  return kept;
}

/** A page that holds more or less of the run than was kept is brought to where it stands: earlier steps replace later ones. */
export function* replayed({ tasks, images, losses, points, ends, originals, reconstruction, stepMilliseconds }: RunRecord): Generator<TrainEvent> {
  if (images) {
    const { train, test, probeTrain, probeTest, lookTrain, lookTest } = images;
    const counts = { trainImages: train, testImages: test, probeTrainImages: probeTrain, probeTestImages: probeTest, lookTrainImages: lookTrain, lookTestImages: lookTest };
    yield { kind: 'prepared', tasks, ...counts };
  }
  const values = Array.from(losses.values.subarray(0, losses.length));
  if (values.length > 0) yield { kind: 'losses', fromStep: losses.firstStep, values, stepMilliseconds: stepMilliseconds ?? 0 };
  for (const point of points) yield { kind: 'point', point };
  if (originals) yield { kind: 'originals', originals };
  if (reconstruction) yield { kind: 'reconstruction', step: reconstruction.step, reconstruction };
  for (const of of ['untrained', 'trained'] as const) if (ends[of]) yield { kind: 'end', of, evaluation: ends[of] };
}

/** Says where the digits of an uninterrupted run are not to be expected: rounding differs between devices, and versions may compute otherwise. */
export function withCaveat(device: DeviceReport, { state, record, madeBy }: KeptRun): DeviceReport {
  const former = record.device;
  const sameDevice = former?.backend === device.backend && (device.backend === 'wasm' || former.adapter === device.adapter);
  if (sameDevice && madeBy === pageVersion) return device;
  const where = sameDevice ? 'in another version of this page' : `on ${former?.backend === 'webgpu' ? 'WebGPU' : 'the CPU'} (${former?.adapter})`;
  const { step } = state.pretraining.weights;
  return { ...device, sentence: `${device.sentence} Up to step ${step} this run was trained ${where}, so its curve is close to that of an uninterrupted run, but not identical.` };
}
