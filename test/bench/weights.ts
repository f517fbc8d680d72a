/** Initial weights of a net by name, in the layout of the real network. */
import { backboneParameters } from '../../src/model/backbone';
import { initialWeights } from '../../src/model/initial';
import { projectorParameters } from '../../src/model/projector';
import { nets, SEED, type NetName } from './net';

export interface NamedWeights {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

export function namedWeights(net: NetName): NamedWeights[] {
  const { backbone, projector } = nets[net].shape;
  const entries = [...backboneParameters(backbone), ...projectorParameters(projector)];
  const values = initialWeights(entries, SEED);
  let offset = 0;
  return entries.map(({ name, shape }) => {
    const end = offset + shape.reduce((product, side) => product * side, 1);
    const own = values.slice(offset, end);
    offset = end;
    return { name, shape, values: own };
  });
}
