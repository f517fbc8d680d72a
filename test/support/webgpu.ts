import { registerKernels } from '../../src/engine/kernels';
import { webgpuKernels } from '../../src/engine/webgpu/kernels';
import { webgpuMemory } from '../../src/engine/webgpu/memory';
import { defaultTuning, useTuning } from '../../src/engine/webgpu/tuning';
import { startWebGpuInNode, type DawnBackend } from './dawn';

/** WebGPU in Node with our kernels, as training needs it, tuned to a software adapter. */
export async function startTrainingOnWebGpu(backend: DawnBackend = 'vulkan'): Promise<void> {
  registerKernels('webgpu', { ...webgpuKernels, ...webgpuMemory });
  useTuning(defaultTuning(true));
  await startWebGpuInNode(backend);
}
