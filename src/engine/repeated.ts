/** A piece of work that is done over and over on the same shapes. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { RecordedStep } from './webgpu/recording';

export interface Repeated {
  /** Makes the first run as quick as the others. */
  prepare(): Promise<void>;
  /** Does the work, without waiting for the device. The result belongs to this object and is valid until the next run. */
  run(): Tensor;
  dispose(): void;
}

/**
 * `work` returns its one result and frees all else that it makes; what lasts from run to run it changes in place, and what
 * differs between runs it reads from tensors (kernels/kernels.ts). On WebGPU it is called twice and replayed from then on.
 */
export function repeated(work: () => Tensor): Repeated {
  return tf.getBackend() === 'webgpu' ? new RecordedStep(work) : new CalledStep(work);
}

class CalledStep implements Repeated {
  private result: Tensor | null = null;

  constructor(private readonly work: () => Tensor) {}

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  run(): Tensor {
    this.dispose();
    return (this.result = this.work());
  }

  dispose(): void {
    this.result?.dispose();
    this.result = null;
  }
}
