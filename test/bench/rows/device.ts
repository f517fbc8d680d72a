/** What a step asks of a device, counted on one that does nothing. */
import { BENCH_ROWS, SMALL_BATCH } from '../net';
import type { NullDeviceFigures } from '../nullDeviceFigures';
import type { RowPlan } from './plan';

const STEPS = { ours: 200, stock: 8 } as const;
/** Buffers are all there after the first step; the second is there to show it. */
const MEMORY_STEPS = 2;

/** Of the whole step of a run, for the note. */
const WHOLE_STEP_BATCH = 16;

function benchRow(name: string, unit: string, read: (figures: NullDeviceFigures) => number): RowPlan {
  return {
    name,
    unit,
    better: 'less',
    async measure({ measureOnNullDevice }) {
      const ours = await measureOnNullDevice('ours', 'bench', BENCH_ROWS, STEPS.ours);
      const whole = await measureOnNullDevice('ours', 'small', 2 * WHOLE_STEP_BATCH, STEPS.ours);
      const stock = await measureOnNullDevice('stock', 'bench', BENCH_ROWS, STEPS.stock);
      const note = `bench net, ${BENCH_ROWS} images; with augmentation and probe, small backbone: ${Number(read(whole).toPrecision(3))}; baseline tfjs webgpu`;
      return { ours: read(ours), baseline: read(stock), note };
    },
  };
}

const gpuBytes: RowPlan = {
  name: 'step/gpu-bytes',
  unit: 'bytes',
  better: 'less',
  async measure({ measureOnNullDevice }) {
    const ours = await measureOnNullDevice('ours', 'small', 2 * SMALL_BATCH, MEMORY_STEPS);
    const stock = await measureOnNullDevice('stock', 'small', 2 * SMALL_BATCH, MEMORY_STEPS);
    const note = `most bytes in buffers at once; small backbone, batch ${SMALL_BATCH} in two views, ours with images, augmentation and probe; baseline tfjs webgpu`;
    return { ours: ours.bufferBytesPeak, baseline: stock.bufferBytesPeak, note };
  },
};

export const deviceRows: readonly RowPlan[] = [
  benchRow('step/dispatches', 'dispatches', ({ dispatches }) => dispatches),
  benchRow('step/script-ms', 'ms', ({ scriptMilliseconds }) => scriptMilliseconds),
  benchRow('step/upload-bytes', 'bytes', ({ uploadBytes }) => uploadBytes),
  gpuBytes,
];
