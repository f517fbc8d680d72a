import { make, valuesOf } from './plainArrays';
import type { Memory } from './kernels';

export const plainMemory: Memory = {
  allocate: (shape) => make(shape),
  overwrite: (into, values) => valuesOf(into).set(values),
};
