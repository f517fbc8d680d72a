import type { Experiment } from './fields';

/** The images that judge the representation, where `same` is spelled out. */
export function probedSource({ data, probe }: Pick<Experiment, 'data' | 'probe'>): Experiment['data'] {
  return probe === 'same' ? data : probe;
}
