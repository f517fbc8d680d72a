/** How much memory the backend in use holds, and may hold. */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

function webgpuDevice(): GPUDevice | null {
  return tf.getBackend() === 'webgpu' ? (tf.backend() as WebGPUBackend).device : null;
}

/** Bytes allocated on a GPU, buffers that wait for their next use included; bytes of tensors elsewhere. */
export function bytesInUse(): number {
  const memory = tf.memory() as tf.MemoryInfo & { numBytesAllocatedInGPU?: number };
  return memory.numBytesAllocatedInGPU ?? memory.numBytes;
}

/** Tensors alive, for the report of a run. */
export function tensorsInUse(): number {
  return tf.memory().numTensors;
}

/** Bytes of the largest tensor that stays on a device from step to step; 0 where a copy per step costs nothing. */
export function mostResidentBytes(): number {
  return webgpuDevice()?.limits.maxStorageBufferBindingSize ?? 0;
}
