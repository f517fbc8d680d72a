/** Optimizers and the moving average on flat vectors: the tasks of assembly/optimizers.ts. */
import type { Kernels } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { addressOf, addressOfSlice, float, floatsAt, numbersOf, Room, run, wordsAt } from './machine';

/** Numbers of a chunk: a few microseconds of work. */
const CHUNK = 16384;

const sizeOf = ({ shape }: { shape: readonly number[] }) => shape.reduce((product, side) => product * side, 1);

export const sgd: Kernels['sgd'] = (parameters, gradient, velocity, { weightDecay, momentum, nesterov }, scalars) => {
  const length = sizeOf(parameters);
  run(Task.sgd, Math.ceil(length / CHUNK), {
    parameters: addressOf(parameters),
    gradient: addressOf(gradient),
    velocity: addressOf(velocity),
    length,
    lengthOfChunk: CHUNK,
    scalars: addressOfSlice(scalars),
    weightDecay: float(weightDecay),
    momentum: float(momentum),
    nesterov: Number(nesterov),
  });
};

export const adamw: Kernels['adamw'] = (parameters, gradient, mean, square, { weightDecay, beta1, beta2, epsilon }, scalars) => {
  const length = sizeOf(parameters);
  run(Task.adamw, Math.ceil(length / CHUNK), {
    parameters: addressOf(parameters),
    gradient: addressOf(gradient),
    mean: addressOf(mean),
    square: addressOf(square),
    length,
    lengthOfChunk: CHUNK,
    scalars: addressOfSlice(scalars),
    weightDecay: float(weightDecay),
    beta1: float(beta1),
    rest1: float(1 - beta1),
    beta2: float(beta2),
    rest2: float(1 - beta2),
    epsilon: float(epsilon),
  });
};

export const follow: Kernels['follow'] = (average, values, share) => {
  const { length } = average;
  run(Task.follow, Math.ceil(length / CHUNK), {
    average: addressOfSlice(average),
    values: addressOfSlice(values),
    length,
    lengthOfChunk: CHUNK,
    share: addressOfSlice(share),
  });
};

interface Piece {
  offset: number;
  length: number;
  segment: number;
}

/** Segments, cut where they are longer than a chunk. */
function piecesOf(table: ArrayLike<number>): Piece[] {
  return Array.from({ length: table.length / 3 }, (_, segment) => {
    const [offset, length] = [table[3 * segment]!, table[3 * segment + 1]!];
    return Array.from({ length: Math.ceil(length / CHUNK) }, (_, piece) => ({
      offset: offset + piece * CHUNK,
      length: Math.min(CHUNK, length - piece * CHUNK),
      segment,
    }));
  }).flat();
}

const larsRoom = new Room();

/** Norms of all segments first, then trust ratios, of which there are few, then the update. */
export const lars: Kernels['lars'] = (parameters, gradient, velocity, segments, { weightDecay, momentum, trust, epsilon }, scalars) => {
  const table = Int32Array.from(numbersOf(segments));
  const pieces = piecesOf(table);
  const room = larsRoom.reserve(20 * pieces.length + (8 * table.length) / 3);
  const [squares, factors] = [room + 12 * pieces.length, room + 20 * pieces.length];
  wordsAt(room, 3 * pieces.length).set(pieces.flatMap(({ offset, length, segment }) => [offset, length, segment]));
  const given = {
    parameters: addressOf(parameters),
    gradient: addressOf(gradient),
    velocity: addressOf(velocity),
    pieces: room,
    squares,
    factors,
    scalars: addressOfSlice(scalars),
    momentum: float(momentum),
  };
  run(Task.larsNorms, pieces.length, given);

  const sums = new Float64Array((2 * table.length) / 3);
  const found = floatsAt(squares, 2 * pieces.length);
  pieces.forEach(({ segment }, piece) => {
    sums[2 * segment]! += found[2 * piece]!;
    sums[2 * segment + 1]! += found[2 * piece + 1]!;
  });
  const factorsOfSegments = floatsAt(factors, sums.length);
  for (let segment = 0; segment < table.length / 3; segment++) {
    const isMatrix = table[3 * segment + 2] === 1;
    const [weightNorm, gradientNorm] = [Math.sqrt(sums[2 * segment]!), Math.sqrt(sums[2 * segment + 1]!)];
    const decay = isMatrix ? weightDecay : 0;
    const isAdapted = isMatrix && weightNorm > 0 && gradientNorm > 0;
    factorsOfSegments[2 * segment] = isAdapted ? (trust * weightNorm) / (gradientNorm + decay * weightNorm + epsilon) : 1;
    factorsOfSegments[2 * segment + 1] = decay;
  }
  run(Task.lars, pieces.length, given);
};
