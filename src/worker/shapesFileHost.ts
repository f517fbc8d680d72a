/** Draws the training images of a run that trains on shapes, as a file in CIFAR's layout; apart from the page, since it takes seconds. */
import { drawShapes } from '../data/shapes/generate';
import { shapeTasks } from '../data/shapes/factors';
import { cifarFile } from '../exchange/cifarFile';
import type { ShapesWish } from './shapesFile';

self.onmessage = ({ data: { scenes, images } }: MessageEvent<ShapesWish>) => {
  const file = cifarFile(drawShapes(scenes, 'train', images), shapeTasks[0]!.name);
  self.postMessage(file, { transfer: [file.buffer] });
};
