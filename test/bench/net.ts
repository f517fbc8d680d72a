/** The two nets that are benchmarked, their weights and their images, the same for us and for whom we are compared with. */
import { FIRST_TASK_CLASSES } from '../../src/data/dataset';
import type { Experiment } from '../../src/experiment/fields';
import { defaultExperiment } from '../../src/experiment/fields';
import { backbones } from '../../src/model/architecture';
import { stemUnit } from '../../src/model/backbone';
import { projectorWidths } from '../../src/model/describe';
import { networkShape, type NetworkShape } from '../../src/model/network';
import { projectorOf } from '../../src/model/projector';
import { projectedBasicBlock } from '../../src/model/residualBlock';
import { randomStream } from '../../src/random/stream';
import type { Strides } from '../support/oracle';

/** `bench`: three projected blocks and a projector 128 → 128 → 64. `small`: the page's backbone of that name, as it stands by default. */
export type NetName = 'bench' | 'small';

export interface BenchNet {
  shape: NetworkShape;
  /** For nets written without our code. */
  strides: Strides;
  projectorLayers: number;
}

/** Rows through the bench net: 16 images in two views. */
export const BENCH_ROWS = 32;

export const SEED = 1;
export const TEMPERATURE = 0.2;
export const LEARNING_RATE = 0.01;
export const MOMENTUM = 0.9;
export const NORM_EPSILON = 1e-5;

/** Images per step of `small` where memory is measured. */
export const SMALL_BATCH = 256;

export const smallExperiment: Experiment = { ...defaultExperiment, backbone: 'small', batch: SMALL_BATCH };

const bench: BenchNet = {
  shape: {
    backbone: {
      stem: stemUnit(32),
      blocks: [projectedBasicBlock('block1', 32, 32, 1), projectedBasicBlock('block2', 32, 64, 2)],
      last: projectedBasicBlock('last', 64, 128, 2),
    },
    projector: projectorOf('projector', [128, 128, 64]),
    head: projectorOf('head', [64]),
  },
  strides: { blocks: [{ stride: 1 }, { stride: 2 }], last: { stride: 2 } },
  projectorLayers: 2,
};

const small: BenchNet = {
  shape: networkShape(smallExperiment, FIRST_TASK_CLASSES.shapes),
  strides: backbones.small,
  projectorLayers: projectorWidths(smallExperiment).length - 1,
};

export const nets: Readonly<Record<NetName, BenchNet>> = { bench, small };

/** [rows, 32, 32, 3], normalised. */
export function randomImages(rows: number): Float32Array {
  const random = randomStream(SEED, 'subset');
  return Float32Array.from({ length: rows * 32 * 32 * 3 }, () => random.normal());
}
