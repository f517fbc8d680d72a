/**
 * Registers our kernels with tfjs and calls them through it, so that tensors are tracked, tidied and counted as those of
 * stock operations are. Nothing of tfjs is changed; its registry is open to names of our own.
 */
import * as tf from '@tensorflow/tfjs-core';
import { Tensor, type NamedAttrMap, type NamedTensorMap, type TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelName, Kernels, Memory } from './kernels';

type AnyKernel = (...given: unknown[]) => TensorInfo | TensorInfo[] | null | void;

/** Ours carry a prefix, so that none can meet a name of tfjs. */
const registryName = (name: string) => `EXPAND_OR_NARROW_${name}`;

/** Call once per backend. Kernels that an implementation lacks stay unregistered (`hasKernel`). */
export function registerKernels(backendName: string, kernels: Partial<Kernels> & Memory): void {
  for (const [name, kernel] of Object.entries(kernels)) {
    const kernelName = registryName(name);
    if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ attrs }) => (kernel as AnyKernel)(...(attrs as unknown as { given: unknown[] }).given) ?? [],
    });
  }
}

/** Whether the backend in use has this kernel. */
export function hasKernel(name: KernelName): boolean {
  return tf.getKernel(registryName(name), tf.getBackend()) !== undefined;
}

/** Every tensor among the arguments, however deep. */
function tensorsIn(given: unknown, found: Tensor[] = []): Tensor[] {
  if (given instanceof Tensor) found.push(given as Tensor);
  else if (Array.isArray(given)) for (const item of given) tensorsIn(item, found);
  else if (given !== null && typeof given === 'object') for (const item of Object.values(given)) tensorsIn(item, found);
  return found;
}

/** Calls a kernel of the backend in use. Throws where it has none of that name. */
export function call(name: KernelName, given: unknown[]): unknown {
  const inputs: NamedTensorMap = Object.fromEntries(tensorsIn(given).map((tensor, index) => [`${index}`, tensor]));
  const result = tf.engine().runKernel(registryName(name), inputs, { given } as unknown as NamedAttrMap);
  return Array.isArray(result) && result.length === 0 ? null : result;
}
