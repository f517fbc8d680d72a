/**
 * Runs in a Node process of its own: one side's steps on a WebGPU device that does nothing, so that what is left is the
 * JavaScript of a step and what it asks of the device. Arguments: ours|stock, net, rows, steps. Prints one JSON object.
 *
 * The device refuses buffers beyond 512 MB in total. Since it does nothing, large ones need nothing behind them; sizes are counted
 * as asked for.
 */
import * as tf from '@tensorflow/tfjs-core';
import { startWebGpuInNode } from '../support/dawn';
import { countDeviceWork } from './deviceCounts';
import type { NetName } from './net';
import type { NullDeviceFigures } from './nullDeviceFigures';
import { median, type Step } from './step';

type Side = 'ours' | 'stock';

async function openStockStep(net: NetName, rows: number): Promise<Step> {
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', -1); // tfjs' own choice
  const { openStockStep } = await import('./stock/step');
  return openStockStep(net, rows);
}

/** With the kernel variants that a GPU starts with: on this device there is nothing to choose by. */
async function openOurStep(net: NetName, rows: number): Promise<Step> {
  const [{ registerKernels }, { webgpuKernels }, { webgpuMemory }, { defaultTuning, useTuning }, { openStep }] = await Promise.all([
    import('../../src/engine/kernels'),
    import('../../src/engine/webgpu/kernels'),
    import('../../src/engine/webgpu/memory'),
    import('../../src/engine/webgpu/candidates'),
    import('./ours'),
  ]);
  registerKernels('webgpu', { ...webgpuKernels, ...webgpuMemory });
  useTuning(defaultTuning(false));
  return openStep(net, rows / 2);
}

/** Bytes behind a large buffer. */
const BACKING_BYTES = 2 ** 16;

/** Large buffers say the size that was asked for and have little behind them; what is mapped is memory of this process. */
function withoutBacking(): void {
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const { size, mappedAtCreation = false } = descriptor;
    if (size <= BACKING_BYTES) return createBuffer.call(this, descriptor);
    const buffer = createBuffer.call(this, { ...descriptor, size: BACKING_BYTES, mappedAtCreation: false });
    Object.defineProperty(buffer, 'size', { value: size });
    if (!mappedAtCreation) return buffer;
    return Object.defineProperties(buffer, {
      mapState: { value: 'mapped' },
      getMappedRange: { value: () => new ArrayBuffer(size) },
      unmap: { value: () => undefined },
    });
  };
}

const [side, net, rows, steps] = process.argv.slice(2) as [Side, NetName, string, string];
await startWebGpuInNode('null');
withoutBacking();
const counts = countDeviceWork();
const step = await (side === 'ours' ? openOurStep : openStockStep)(net, Number(rows));
const milliseconds: number[] = [];
let before = { ...counts };
for (let index = 0; index < Number(steps); index++) {
  before = { ...counts };
  const start = performance.now();
  step.run();
  milliseconds.push(performance.now() - start);
  await new Promise((resolve) => setTimeout(resolve)); // the device's answers are due
}
const figures: NullDeviceFigures = {
  scriptMilliseconds: median(milliseconds.slice(Math.floor(milliseconds.length / 4))),
  dispatches: counts.dispatches - before.dispatches,
  uploadBytes: counts.uploadBytes - before.uploadBytes,
  bufferBytesPeak: counts.bufferBytesPeak,
};
process.stdout.write(`\n${JSON.stringify(figures)}\n`, () => process.exit(0));
