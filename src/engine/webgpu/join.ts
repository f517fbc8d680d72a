import type { Kernels } from '../kernels/kernels';
import { allocate, dispatch } from './dispatch';
import { elementwiseGrid, workgroupsOf } from './grid';
import joinCode from './join.wgsl?raw';
import { bound, commonText, jointUniforms, mapsText, termsText } from './joint';

/** See `Kernels.join`. One pass. */
export const join: Kernels['join'] = (joint) => {
  const y = allocate(joint.terms[0]!.x.shape);
  const given = bound(joint);
  const grid = elementwiseGrid(given.rows, given.groups);
  dispatch({
    pass: { name: 'join', code: [commonText, termsText(given.width), mapsText, joinCode].join('\n') },
    constants: given.constants,
    bindings: [...given.terms, ...given.maps, y],
    uniforms: jointUniforms(given, grid, null),
    workgroups: workgroupsOf(grid),
  });
  given.free();
  return y;
};
