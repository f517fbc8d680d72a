/** Experiments to start from. Each is a link, so that what a preset means is what its link means. */
import { linkTo } from './claims/conditions';
import { claimPresets, isNeighbour, type ClaimId } from './claims/claimPresets';

export interface Preset {
  name: string;
  /** Read with `readLink`. */
  link: string;
  /** One sentence: what it shows. Of a claim, its own texts say that. */
  purpose?: string;
  /** The claim that it tests. */
  claim?: ClaimId;
}

export interface PresetGroup {
  name: string;
  presets: readonly Preset[];
}

const general: readonly Preset[] = [
  { name: 'Default', purpose: 'SimCLR with a linear projector on generated shapes, at a width between narrow and wide.', link: linkTo({}) },
  { name: 'Narrow', purpose: 'The same run with a last block of 32 channels: the representation has little room.', link: linkTo({ width: 32 }) },
  { name: 'Wide', purpose: 'The same run with a last block of 2048 channels: only the very last block has grown.', link: linkTo({ width: 2048 }) },
  { name: 'No projector', purpose: 'The loss sees the representation itself, so nothing shields it from the pretext task.', link: linkTo({ layers: 0 }) },
  { name: 'Two-class batches', purpose: 'Each mini-batch comes from two classes only, which strengthens the pretraining bias.', link: linkTo({ sampling: 'two-class' }) },
  { name: 'Supervised', purpose: 'Labels instead of views: the representation fits one task, and the other probes show what that costs.', link: linkTo({ method: 'supervised' }) },
];

const ofClaims: readonly Preset[] = claimPresets.map(({ id, name, link }) => ({ name: isNeighbour(id) ? name : `${id}. ${name}`, link, claim: id }));

export const presetGroups: readonly PresetGroup[] = [
  { name: 'To begin with', presets: general },
  { name: 'Claims of the paper', presets: ofClaims.filter(({ claim }) => !isNeighbour(claim!)) },
  { name: 'Claims of its neighbours', presets: ofClaims.filter(({ claim }) => isNeighbour(claim!)) },
];

export const presets: readonly Preset[] = presetGroups.flatMap((group) => group.presets);
