/** Losses whose gradients are kernels: the tasks of assembly/softmax.ts. */
import type { Kernels } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { addressOf, addressOfSlice, make, run } from './machine';

/** Rows of a chunk. */
const ROWS = 16;

export const softmaxError: Kernels['softmaxError'] = (logits, labels, images, classes) => {
  const [rows, columns] = logits.shape as [number, number];
  const result = make([rows, columns]);
  let from = 0;
  classes.forEach((count, task) => {
    run(Task.softmaxError, Math.ceil(rows / ROWS), {
      logits: addressOf(logits),
      to: addressOf(result),
      rows,
      columns,
      from,
      classes: count,
      labels: addressOfSlice(labels) + 4 * task * images,
      images,
      rowsOfChunk: ROWS,
    });
    from += count;
  });
  return result;
};
