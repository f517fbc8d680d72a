/** Normalisation and what it is fused with: the tasks of assembly/moments.ts, sums.ts, join.ts and joinBackward.ts. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Columns, Joint, Kernels, NormTerm } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { addressOf, addressOfSlice, copyFloats, float, make, Room, run } from './machine';

/** Numbers of a chunk: with those of two maps more they stay in the level-1 cache. */
const CHUNK = 4096;
/** Rows of a chunk at least, whatever they hold, so that partial sums stay small beside the maps. */
const LEAST_ROWS = 16;
/** Channels of a chunk where partial results are put together: a cache line. */
const CHANNELS_OF_CHUNK = 16;

const partialRoom = new Room();

interface Rows {
  rows: number;
  channels: number;
  rowsOfChunk: number;
  chunks: number;
}

function rowsOf({ shape }: TensorInfo): Rows {
  const channels = shape[shape.length - 1]!;
  const rows = shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const rowsOfChunk = Math.max(LEAST_ROWS, Math.floor(CHUNK / channels));
  return { rows, channels, rowsOfChunk, chunks: Math.ceil(rows / rowsOfChunk) };
}

export const moments: Kernels['moments'] = (x, epsilon, running) => {
  const { rows, channels, rowsOfChunk, chunks } = rowsOf(x);
  const partials = partialRoom.reserve(8 * chunks * channels);
  run(Task.moments, chunks, { x: addressOf(x), rows, channels, rowsOfChunk, partials });
  const result = make([2, channels]);
  run(Task.momentsEnd, Math.ceil(channels / CHANNELS_OF_CHUNK), {
    partials,
    rows,
    channels,
    rowsOfChunk,
    epsilon: float(epsilon),
    to: addressOf(result),
    runningMean: running ? addressOfSlice(running.mean) : 0,
    runningVariance: running ? addressOfSlice(running.variance) : 0,
    momentum: float(running?.momentum ?? 0),
    channelsOfChunk: CHANNELS_OF_CHUNK,
  });
  return result;
};

/** Adds up `count` runs of `length` numbers. */
function total(from: number, count: number, strideBytes: number, to: number, length: number): void {
  run(Task.total, Math.ceil(length / CHANNELS_OF_CHUNK), { from, count, strideBytes, to, length, lengthOfChunk: CHANNELS_OF_CHUNK });
}

export const sumRows: Kernels['sumRows'] = (x, into) => {
  const { rows, channels, rowsOfChunk, chunks } = rowsOf(x);
  const partials = partialRoom.reserve(4 * chunks * channels);
  run(Task.rowSums, chunks, { x: addressOf(x), rows, channels, rowsOfChunk, partials });
  total(partials, chunks, 4 * channels, addressOfSlice(into), channels);
};

/** The start of the arguments of every task about a joint, class Joint of assembly/join.ts. */
function jointArguments({ terms, residual, relu }: Joint, channels: number): Record<string, number> {
  const [first, second] = terms as [NormTerm, NormTerm?];
  return {
    channels,
    floor: float(relu ? 0 : -Infinity),
    residual: residual ? addressOf(residual) : 0,
    x1: addressOf(first.x),
    moments1: addressOf(first.moments),
    gamma1: addressOfSlice(first.gamma),
    beta1: addressOfSlice(first.beta),
    x2: second ? addressOf(second.x) : 0,
    moments2: second ? addressOf(second.moments) : 0,
    gamma2: second ? addressOfSlice(second.gamma) : 0,
    beta2: second ? addressOfSlice(second.beta) : 0,
  };
}

export const join: Kernels['join'] = (joint) => {
  const { x } = joint.terms[0]!;
  const { rows, channels, rowsOfChunk, chunks } = rowsOf(x);
  const y = make(x.shape);
  run(Task.join, chunks, { ...jointArguments(joint, channels), rows, rowsOfChunk, y: addressOf(y) });
  return y;
};

export const joinPooled: Kernels['joinPooled'] = (joint, into) => {
  const [images, height, width, channels] = joint.terms[0]!.x.shape as [number, number, number, number];
  const { address, rowBytes } = columnsOf(into);
  run(Task.joinPooled, images, { ...jointArguments(joint, channels), pixels: height * width, y: address, rowBytes });
};

function columnsOf({ matrix, from }: Columns): { address: number; rowBytes: number } {
  return { address: addressOf(matrix) + 4 * from, rowBytes: 4 * matrix.shape[1]! };
}

export const joinBackward: Kernels['joinBackward'] = (joint, dy, into) => {
  const { terms, residual } = joint;
  const { shape } = terms[0]!.x;
  const { rows, channels, rowsOfChunk, chunks } = rowsOf(terms[0]!.x);
  const isPooled = 'matrix' in dy;
  const upstream = isPooled ? columnsOf(dy) : { address: addressOf(dy), rowBytes: 4 * channels };
  const pixels = isPooled ? shape[1]! * shape[2]! : 1;
  const gradients = terms.map(() => make(shape));
  const ofResidual = residual && make(shape);
  const partials = partialRoom.reserve(12 * chunks * channels);
  const sums = addressOfSlice(into[0]!.beta);
  const products = into.map(({ gamma }) => addressOfSlice(gamma));
  const given = {
    ...jointArguments(joint, channels),
    rows,
    rowsOfChunk,
    dy: upstream.address,
    dyRowBytes: upstream.rowBytes,
    pixels,
    share: float(1 / pixels),
    partials,
    sums,
    products1: products[0]!,
    products2: products[1] ?? 0,
    dx1: addressOf(gradients[0]!),
    dx2: gradients[1] ? addressOf(gradients[1]) : 0,
    dResidual: ofResidual ? addressOf(ofResidual) : 0,
  };
  run(Task.joinSums, chunks, given);
  [sums, ...products].forEach((to, index) => total(partials + 4 * index * channels, chunks, 12 * channels, to, channels));
  for (const { beta } of into.slice(1)) copyFloats(addressOfSlice(beta), sums, channels);
  run(Task.joinBackward, chunks, given);
  return ofResidual ? [...gradients, ofResidual] : gradients;
};
