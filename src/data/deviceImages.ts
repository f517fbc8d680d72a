/**
 * The training images where kernels can read them, as bytes. On WebGPU the whole set stays on the device where it fits, so
 * that a step uploads indices alone; elsewhere a step copies the images of its batch.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { mostResidentBytes } from '../engine/memory';
import { kernels } from '../engine/kernels';
import { imageTensor, wordsOf } from './augment';
import { IMAGE_BYTES, type ImageSet } from './dataset';

export class DeviceImages {
  /** [images, 768] int32. */
  readonly pixels: Tensor;
  private readonly isResident: boolean;

  constructor(
    private readonly set: ImageSet,
    private readonly batch: number,
  ) {
    this.isResident = set.count * IMAGE_BYTES <= mostResidentBytes();
    const words = this.isResident ? new Int32Array(set.pixels.slice(0, set.count * IMAGE_BYTES).buffer) : new Int32Array((batch * IMAGE_BYTES) / 4);
    this.pixels = tf.keep(imageTensor(words));
  }

  /** Makes these images readable; returns where in `pixels` each of them is. Not part of a recorded step. */
  place(indices: Int32Array): ArrayLike<number> {
    if (this.isResident) return indices;
    kernels.overwrite(this.pixels, wordsOf(this.set.pixels, indices));
    return Array.from({ length: this.batch }, (_, slot) => slot);
  }

  dispose(): void {
    this.pixels.dispose();
  }
}
