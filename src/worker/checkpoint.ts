/** What a checkpoint holds: of a run that goes on all that it needs to, of one that has finished its network. */
import type { Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { upgradedSettings } from '../experiment/version1';
import { noEnds, type RunRecord } from '../record/record';
import type { NetworkWeights } from '../train/weights';
import type { Checkpoint } from '../storage/checkpointStore';
import type { KeptState } from '../train/kept';
import { pack, type Packed, unpack } from './packed';

/** Counts up whenever what is kept changes its meaning. */
const FORMAT = 1;

export interface KeptRun {
  readonly state: KeptState;
  /** As of that step. */
  readonly record: RunRecord;
  /** Names the images (`data/load.ts`): with other ones it would be another run. */
  readonly imagesKey: string;
  /** Version of the page that kept it. */
  readonly madeBy: string;
}

/** A state was kept, but cannot be used. */
export class UnusableCheckpoint extends Error {
  override name = 'UnusableCheckpoint';
  constructor() {
    super('The saved state of this run is damaged, or was written by another version of this page. Run it again from its first step.');
  }
}

export function packedRun({ record, ...kept }: KeptRun): Packed {
  const { losses } = record;
  const values = losses.values.subarray(0, losses.length);
  return pack({ format: FORMAT, run: { ...kept, record: { ...record, losses: { ...losses, values } } } });
}

export function packedNetwork(network: NetworkWeights): Packed {
  return pack({ format: FORMAT, network });
}

/** Null where it is of a run that has finished. Throws `UnusableCheckpoint`. */
export function runIn(checkpoint: Checkpoint): KeptRun | null {
  const { run } = opened(checkpoint);
  if (!run) return null;
  // Records of earlier versions lack these.
  const { ends = noEnds, originals = null, reconstruction = null } = run.record as Partial<RunRecord>;
  return { ...run, record: { ...run.record, ends, originals, reconstruction } };
}

/** Throws `UnusableCheckpoint`. */
export function networkIn(checkpoint: Checkpoint): NetworkWeights {
  const { run, network = run?.state.pretraining.weights } = opened(checkpoint);
  if (!network) throw new UnusableCheckpoint();
  return network;
}

/** Settings of version 1 are brought to this one. */
function upgraded<Held extends { readonly experiment: Experiment }>(held: Held): Held {
  const experiment = upgradedSettings(held.experiment) as Experiment;
  return { ...held, experiment };
}

function upgradedRun({ state, record, ...run }: KeptRun): KeptRun {
  const { pretraining } = state;
  const known = upgraded(record);
  return { ...run, record: { ...known, link: writeLink(known.experiment) }, state: { ...state, pretraining: { ...pretraining, weights: upgraded(pretraining.weights) } } };
}

/** That its numbers are whole is the store's care (storage/slot.ts), that they fit the network the network's (train/weights.ts). */
function opened(checkpoint: Checkpoint): { run?: KeptRun; network?: NetworkWeights } {
  const { header } = checkpoint;
  if (typeof header !== 'object' || header === null || !('format' in header) || header.format !== FORMAT) throw new UnusableCheckpoint();
  const { run, network } = unpack(checkpoint) as { run?: KeptRun; network?: NetworkWeights };
  return { ...(run && { run: upgradedRun(run) }), ...(network && { network: upgraded(network) }) };
}
