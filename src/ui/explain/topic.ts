import type { Experiment } from '../../experiment/fields';

/** What is explained; a pretext method stands for its loss. */
export type Topic = 'lever' | 'projector' | 'probe' | 'untrained' | Experiment['method'];
