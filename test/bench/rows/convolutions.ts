/** One convolution and its gradients on WebGPU, against the kernels of tfjs on the same adapter. */
import { convolution } from '../convolution';
import type { ConvolutionRates } from '../measurements';
import type { RowPlan } from './plan';

const { rows, side, inputs, outputs, size } = convolution;

function convolutionRow(pass: keyof ConvolutionRates): RowPlan {
  return {
    name: `conv/${pass}`,
    unit: 'GFLOP/s',
    better: 'more',
    async measure({ measure }) {
      const ours = await measure('ourConvolutions', { backend: 'webgpu' });
      const stock = await measure('stockConvolutions', { backend: 'webgpu' });
      const note = `${size}×${size}, ${inputs} → ${outputs} channels at ${side}×${side}, ${rows} images; baseline tfjs webgpu`;
      return { ours: ours[pass], baseline: stock[pass], note };
    },
  };
}

export const convolutionRows: readonly RowPlan[] = [convolutionRow('forward'), convolutionRow('input-gradient'), convolutionRow('filter-gradient')];
