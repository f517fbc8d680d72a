/** The last images that were read, so that a new width starts without reading them again. */
import type { ExperimentImages } from '../data/dataset';
import { imagesKey, loadImages } from '../data/load';

export function heldImages(): typeof loadImages {
  let held: { key: string; images: ExperimentImages } | null = null;
  return async (request, onProgress) => {
    const key = await imagesKey(request);
    if (held?.key === key) return held.images;
    held = null; // never two at once
    const images = await loadImages(request, onProgress);
    held = { key, images };
    return images;
  };
}
