/** The tensors of reference files: {shape, data}, row by row, in float64 digits. */
import * as tf from '@tensorflow/tfjs-core';

export interface StoredTensor {
  shape: number[];
  data: number[];
}

/** The caller frees it. */
export function toTensor<Rank extends tf.Rank>({ shape, data }: StoredTensor): tf.Tensor<Rank> {
  return tf.tensor<Rank>(data, shape as tf.ShapeMap[Rank]);
}

/** Values of a tensor, which is freed. */
export async function valuesOf(tensor: tf.Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
}
