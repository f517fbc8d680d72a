/** What every layer of a projector makes of a representation, for probes that ask which layer serves best (Bordes et al. 2022, arXiv 2206.13378). */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { asPixels, asVectors, linearForward } from './linear';
import type { Pass } from './pass';
import type { Projector } from './projector';
import { rectified, unitForward } from './unit';

/** [n, width] behind each layer, hidden ones after their ReLU; none where there is no projector. In the mode of `pass`; the caller frees them. */
export function projectorLayers({ hidden, last }: Projector, representation: Tensor2D, pass: Pass): Tensor2D[] {
  return tf.tidy(() => {
    let maps = asPixels(representation);
    const outputs = hidden.map((unit) => asVectors((maps = rectified(unitForward(unit, maps, pass)))));
    return last ? [...outputs, asVectors(linearForward(last, maps, pass))] : outputs;
  });
}
