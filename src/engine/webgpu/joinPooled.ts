import type { Kernels } from '../kernels/kernels';
import { dispatch } from './dispatch';
import { elementwiseGrid, workgroupsOf } from './grid';
import joinPooledCode from './joinPooled.wgsl?raw';
import { bound, commonText, jointUniforms, mapsText, termsText } from './joint';
import { writer } from './vectors';

/** See `Kernels.joinPooled`. One pass, whose threads walk over the pixels of an image. */
export const joinPooled: Kernels['joinPooled'] = (joint, into) => {
  const given = bound(joint);
  const grid = elementwiseGrid(joint.terms[0]!.x.shape[0]!, given.groups);
  dispatch({
    pass: {
      name: 'joinPooled',
      code: [commonText, termsText(given.width), mapsText, writer('pooled', given.width), joinPooledCode].join('\n'),
    },
    constants: given.constants,
    bindings: [...given.terms, ...given.maps, into.matrix],
    uniforms: jointUniforms(given, grid, into),
    workgroups: workgroupsOf(grid),
  });
  given.free();
};
