/**
 * NT-Xent as products of whole matrices: cosines U·Uᵀ of the unit rows, their softmax by rows and by columns (the cosines are
 * symmetric), and ∂L/∂U as the product of the pairs' weights with U.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels';
import { allocate, dispatch, release } from './dispatch';
import { multiply } from './multiply';
import ntXentCode from './ntXent.wgsl?raw';
import gradientCode from './ntXentGradient.wgsl?raw';
import rowsCode from './ntXentRows.wgsl?raw';
import unitCode from './ntXentUnit.wgsl?raw';
import weightsCode from './ntXentWeights.wgsl?raw';
import totalsCode from './rowTotals.wgsl?raw';

/** Of a workgroup of rowTotals.wgsl. */
const THREADS = 64;

/** See `Kernels.ntXent`. Four passes and two products. */
export const ntXent: Kernels['ntXent'] = (z, temperature) => {
  const [views, columns] = z.shape as [number, number];
  const run = (name: string, code: string, bindings: TensorInfo[], workgroups: [number, number, number]) =>
    dispatch({
      pass: { name, code: [totalsCode, ntXentCode, code].join('\n') },
      constants: {},
      bindings,
      uniforms: [views, columns, { float: 1 / temperature }],
      workgroups,
    });

  const [unit, squares] = [allocate(z.shape), allocate([views])];
  run('ntXent, unit rows', unitCode, [z, unit, squares], [views, 1, 1]);
  const pairs = multiply(unit, unit, false, true);
  const rowTerms = allocate([views, 2]);
  run('ntXent, softmax', rowsCode, [pairs, rowTerms], [views, 1, 1]);
  run('ntXent, weights', weightsCode, [pairs, rowTerms], [Math.ceil(views / THREADS), views, 1]);
  const dUnit = multiply(pairs, unit, false, false);
  const [terms, gradient] = [allocate([3]), allocate(z.shape)];
  run('ntXent, gradient', gradientCode, [unit, squares, dUnit, rowTerms, gradient, terms], [views + 1, 1, 1]);
  release(unit, squares, pairs, rowTerms, dUnit);
  return [terms, gradient];
};
