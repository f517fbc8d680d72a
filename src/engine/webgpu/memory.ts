import type { Memory } from '../kernels/kernels';
import { allocate, webgpuBackend } from './dispatch';

export const webgpuMemory: Memory = {
  allocate: (shape) => allocate(shape),

  overwrite({ dataId }, values) {
    const backend = webgpuBackend();
    backend.uploadToGPU(dataId);
    // The queue writes at once: what was encoded before must be on its way first.
    if (backend.commandEncoder) {
      backend.endComputePassEncoder();
      backend.submitQueue();
    }
    const data = backend.tensorMap.get(dataId);
    data.values = undefined as never; // a copy that an earlier read left behind
    backend.queue.writeBuffer(data.resource as GPUBuffer, 0, values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
  },
};
