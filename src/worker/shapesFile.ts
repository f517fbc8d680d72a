import type { Experiment } from '../experiment/fields';

export type ShapesWish = Pick<Experiment, 'scenes' | 'images'>;

/** The training images of a run on shapes, with the labels of its first task, in CIFAR's layout. */
export function shapesFile({ scenes, images }: ShapesWish): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./shapesFileHost.ts', import.meta.url), { type: 'module', name: 'shapes' });
  return new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => resolve(data);
    worker.onerror = () => reject(new Error('The images could not be drawn. Reload the page and export them again.'));
    worker.postMessage({ scenes, images } satisfies ShapesWish);
  }).finally(() => worker.terminate());
}
