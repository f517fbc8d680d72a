/** Images in the layout of CIFAR-10's files, for whoever goes on outside the browser: per image a label byte, then its three planes. */
import { IMAGE_BYTES, type ImageSet } from '../data/dataset';

/** With the labels of one task. */
export function cifarFile({ count, pixels, labels }: ImageSet, task: string): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(count * (1 + IMAGE_BYTES));
  for (let image = 0; image < count; image++) {
    const at = image * (1 + IMAGE_BYTES);
    file[at] = labels[task]![image]!;
    file.set(pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES), at + 1);
  }
  return file;
}
