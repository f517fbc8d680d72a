/** Name and starting point of every claim: all that the menu of presets needs before anybody asks for more. */
import { bare, cifar, deep, linear, nonLinear, shapes, sized, supervised, vicreg, WIDE } from './conditions';

export const claimIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'n1', 'n2', 'n3', 'n4'] as const;
export type ClaimId = (typeof claimIds)[number];

export interface ClaimPreset {
  id: ClaimId;
  name: string;
  /** The condition to start with. */
  link: string;
}

/** Claims of the paper, `a` to `j`, then those of its neighbours. Some start from the same run. */
export const claimPresets: readonly ClaimPreset[] = [
  { id: 'a', name: 'Wider helps, two-class batches', link: linear(cifar, 'two-class', WIDE) },
  { id: 'b', name: 'Wider helps, balanced batches', link: linear(cifar, 'balanced', WIDE) },
  { id: 'c', name: 'Few projector outputs beat none and many', link: bare(cifar, WIDE) },
  { id: 'd', name: 'Non-linear projector: D matters, K hardly', link: nonLinear(cifar, 'two-class', WIDE) },
  { id: 'e', name: 'Wider hurts supervised training', link: supervised(cifar, WIDE) },
  { id: 'f', name: 'Supervised: narrow at home, wide abroad', link: supervised(shapes, WIDE) },
  { id: 'g', name: 'Last block against whole network', link: sized(cifar, 'tiny', WIDE) },
  { id: 'h', name: 'Wide is sparse', link: vicreg(cifar, WIDE, 256) },
  { id: 'i', name: 'Width closes the gap to an MLP probe', link: linear(cifar, 'two-class', WIDE) },
  { id: 'j', name: 'Wide loses less by being made binary', link: linear(cifar, 'two-class', WIDE) },
  { id: 'n1', name: 'Probe each projector layer', link: deep(cifar) },
  { id: 'n2', name: 'No projector collapses', link: bare(cifar, WIDE) },
  { id: 'n3', name: 'Effective rank foretells accuracy', link: linear(cifar, 'two-class', WIDE) },
  { id: 'n4', name: 'Few labels: narrow, few images: wide', link: linear(cifar, 'balanced', WIDE) },
];

export function isNeighbour(id: ClaimId): boolean {
  return id.startsWith('n');
}
