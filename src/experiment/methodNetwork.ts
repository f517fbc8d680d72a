/** What each pretext method adds to backbone and projector. Plain data, so that the page can count parameters without loading a loss. */
import type { Experiment } from './fields';

export interface MethodNetwork {
  /** What stands on the projector: a linear classifier, or a predictor (linear, normalisation, ReLU, linear). */
  head: 'none' | 'classifier' | 'predictor';
  /** Whose embeddings the loss compares with, without a gradient: nobody's, the network's own, or those of its moving average. */
  target: 'none' | 'itself' | 'average';
  /** Whether the projector ends in a normalisation without gain and offset. */
  normalizesEmbedding: boolean;
}

const plain: MethodNetwork = { head: 'none', target: 'none', normalizesEmbedding: false };

export const methodNetworks: Readonly<Record<Experiment['method'], MethodNetwork>> = {
  simclr: plain,
  vicreg: plain,
  barlow: plain,
  byol: { head: 'predictor', target: 'average', normalizesEmbedding: false },
  simsiam: { head: 'predictor', target: 'itself', normalizesEmbedding: true },
  supervised: { ...plain, head: 'classifier' },
};
