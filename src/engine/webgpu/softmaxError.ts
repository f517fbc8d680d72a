import type { Kernels } from '../kernels/kernels';
import { allocate, dispatch } from './dispatch';
import softmaxErrorCode from './softmaxError.wgsl?raw';

/** Of a workgroup of softmaxError.wgsl. */
const THREADS = 64;

/** See `Kernels.softmaxError`. One pass. */
export const softmaxError: Kernels['softmaxError'] = (logits, labels, images, classes) => {
  const [rows, columns] = logits.shape as [number, number];
  const errors = allocate([rows, columns]);
  const vectors = Math.ceil(classes.length / 4);
  dispatch({
    pass: { name: 'softmaxError', code: softmaxErrorCode },
    constants: { CLASS_VECTORS: vectors },
    bindings: [logits, labels.vector, errors],
    uniforms: [rows, columns, images, labels.offset, ...Array.from({ length: 4 * vectors }, (_, task) => classes[task] ?? 0)],
    workgroups: [Math.ceil(rows / THREADS), classes.length, 1],
  });
  return errors;
};
