import { beforeAll, describe, expect, test } from 'vitest';
import { registerKernels } from '../../src/engine/kernels';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { selfCheck } from '../../src/engine/selfCheck';
import { webgpuKernels } from '../../src/engine/webgpu/kernels';
import { webgpuMemory } from '../../src/engine/webgpu/memory';
import { missingWebGpu } from '../support/dawn';
import { startTrainingOnWebGpu } from '../support/webgpu';

const missing = await missingWebGpu();

const right = { ...webgpuKernels, ...webgpuMemory };

/** As drivers have been seen to go wrong: gradients that stay zero, sums that lose a part, constants that are off. */
const planted: Record<string, { kernel: Partial<Kernels>; found: string }> = {
  'filters without a gradient': { kernel: { convolveFilterGradient: () => undefined }, found: 'filter gradient' },
  'inputs without a gradient': {
    kernel: { convolveInputGradient: (dy, filter, stride, size) => webgpuKernels.convolveInputGradient(dy, filter, stride, [size[0] - 1, size[1] - 1], null) },
    found: 'input gradient',
  },
  'a convolution without its bias': { kernel: { convolve: (x, filter, stride) => webgpuKernels.convolve(x, filter, stride, null) }, found: 'convolution' },
  'moments with another ε': { kernel: { moments: (x) => webgpuKernels.moments(x, 0.1, null) }, found: 'normalisation' },
  'a ReLU that lets everything through': { kernel: { join: (joint) => webgpuKernels.join({ ...joint, relu: false }) }, found: 'normalisation' },
  'a mask that is forgotten': { kernel: { joinBackward: (joint, dy, into) => webgpuKernels.joinBackward({ ...joint, relu: false }, dy, into) }, found: 'normalisation’s gradient' },
  'an optimizer that does nothing': { kernel: { adamw: () => undefined }, found: 'optimizer' },
  'a loss at another temperature': { kernel: { ntXent: (z, temperature) => webgpuKernels.ntXent(z, 1.1 * temperature) }, found: 'contrastive loss' },
  'an average that does not follow': { kernel: { follow: () => undefined }, found: 'moving average' },
  'a sum that is not written': { kernel: { sumRows: () => undefined }, found: 'row sum' },
};

describe.skipIf(missing !== null)('the start-up check', () => {
  beforeAll(() => startTrainingOnWebGpu());

  test('finds nothing wrong with kernels that are right', async () => {
    await selfCheck(); // compiles
    const from = performance.now();
    expect(await selfCheck()).toEqual([]);
    console.log(`The start-up check took ${(performance.now() - from).toFixed(0)} ms on the software adapter, pipelines compiled.`);
  });

  test.each(Object.entries(planted))('finds %s', async (_, { kernel, found }) => {
    registerKernels('webgpu', { ...right, ...kernel });
    try {
      expect(await selfCheck()).toContain(found);
    } finally {
      registerKernels('webgpu', right);
    }
  });
});
