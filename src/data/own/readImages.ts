/** Planned images into memory, a few at a time; what cannot be decoded is passed over. */
import { IMAGE_BYTES, type ImageSet } from '../dataset';
import type { PlannedImage } from './plan';

/** The one task of own images. */
export const OWN_TASK = 'own';

/** A photograph of twelve million pixels takes 48 MB while it is decoded. */
const AT_ONCE = 4;

/** How images are got at: from a dropped file or the project's server, and by which decoder. */
export interface Reader {
  open(path: string): Promise<Blob>;
  /** 32×32 planar bytes. */
  decode(file: Blob): Promise<Uint8Array>;
}

export interface ReadImages {
  set: ImageSet;
  unreadable: number;
}

/** The first `limit` images that can be decoded, in the order planned; `onTried` gets how many were tried. */
export async function readImages(
  planned: readonly PlannedImage[],
  limit: number,
  { open, decode }: Reader,
  onTried?: (tried: number) => void,
): Promise<ReadImages> {
  const most = Math.min(limit, planned.length);
  const pixels = new Uint8Array(most * IMAGE_BYTES);
  const labels = new Uint8Array(most);
  let count = 0;
  let tried = 0;
  while (count < most && tried < planned.length) {
    const some = planned.slice(tried, tried + Math.min(AT_ONCE, most - count));
    const decoded = await Promise.all(some.map(({ path }) => open(path).then(decode).catch(() => null)));
    decoded.forEach((image, index) => {
      if (!image) return;
      pixels.set(image, count * IMAGE_BYTES);
      labels[count++] = some[index]!.label;
    });
    tried += some.length;
    onTried?.(tried);
  }
  const set: ImageSet = { count, pixels: pixels.subarray(0, count * IMAGE_BYTES), labels: { [OWN_TASK]: labels.subarray(0, count) } };
  return { set, unreadable: tried - count };
}
