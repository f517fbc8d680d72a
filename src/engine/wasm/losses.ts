/** Losses: the tasks of assembly/softmax.ts and assembly/contrast.ts. */
import type { Kernels } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { addressOf, addressOfSlice, float, floatsAt, make, numbersOf, Room, run } from './machine';
import { multiplyInto } from './products';

/** Rows of a chunk. */
const ROWS = 16;

const contrastRoom = new Room();

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

export const ntXent: Kernels['ntXent'] = (z, temperature) => {
  const [views, columns] = z.shape as [number, number];
  const gradient = make([views, columns]);
  const terms = make([3]);
  const [ofMatrix, ofSquare] = [4 * views * columns, 4 * views * views];
  const unit = contrastRoom.reserve(3 * ofMatrix + ofSquare + 16 * views);
  const [along, across, similarities] = [unit + ofMatrix, unit + 2 * ofMatrix, unit + 3 * ofMatrix];
  const [inverse, termsOfRows] = [similarities + ofSquare, similarities + ofSquare + 4 * views];
  const rowsOfChunk = ROWS;
  const given = {
    z: addressOf(z),
    ...{ views, columns, temperature: float(temperature) },
    ...{ unit, inverse, similarities, terms: termsOfRows, along, across },
    gradient: addressOf(gradient),
    rowsOfChunk,
  };
  const chunks = Math.ceil(views / rowsOfChunk);
  const units = { address: unit, rows: views, columns };
  const shares = { address: similarities, rows: views, columns: views };
  run(Task.unitRows, chunks, given);
  multiplyInto(units, units, false, true, similarities);
  run(Task.shares, chunks, given);
  multiplyInto(shares, units, false, false, along);
  multiplyInto(shares, units, true, false, across);
  run(Task.contrastGradient, chunks, given);

  let [similarity, logSumExp] = [0, 0];
  const found = floatsAt(termsOfRows, 3 * views);
  for (let view = 0; view < views; view++) {
    similarity += found[3 * view]! / views;
    logSumExp += (found[3 * view + 1]! + Math.log(found[3 * view + 2]!)) / views;
  }
  numbersOf(terms).set([logSumExp - similarity, similarity, logSumExp]);
  return [terms, gradient];
};
