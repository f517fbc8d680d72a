/** Stem, residual blocks, last block and global average pooling: images [n, 32, 32, 3] → representation [n, D]. */
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { IMAGE_CHANNELS } from '../data/dataset';
import type { NormTerm } from '../engine/kernels';
import { backbones, type BackboneName } from './architecture';
import type { VectorEntry } from './parameters';
import type { ForwardPass, Pass } from './pass';
import { freePooled, pooledBackward, pooledForward, type PooledSaved } from './pooledBlock';
import {
  basicBlock,
  blockBackward,
  blockForward,
  blockParameters,
  blockStatistics,
  freeSaved,
  lastBlock,
  type BlockSaved,
  type BlockUnits,
  type ProjectedBlock,
} from './residualBlock';
import {
  filterBackward,
  freeTerm,
  rectified,
  rectifiedBackward,
  unitForward,
  unitParameters,
  unitStatistics,
  wholeRange,
  type UnitShape,
} from './unit';

export interface Backbone {
  readonly stem: UnitShape;
  readonly blocks: readonly BlockUnits[];
  /** The one whose output channels are the representation. */
  readonly last: ProjectedBlock;
}

export interface BackboneSaved {
  stem: NormTerm<Tensor>;
  /** What each block saw, the last one included; owned here. */
  inputs: Tensor4D[];
  blocks: BlockSaved[];
  last: PooledSaved;
}

export function stemUnit(channels: number): UnitShape {
  return { filter: 'stem.conv', norm: 'stem.norm', size: 3, inputs: IMAGE_CHANNELS, outputs: channels, stride: 1 };
}

export function backboneOf(name: BackboneName, width: number): Backbone {
  const shape = backbones[name];
  let inputs = shape.stem;
  const blocks = shape.blocks.map(({ channels, stride }, index) => {
    const block = basicBlock(`block${index + 1}`, inputs, channels, stride);
    inputs = channels;
    return block;
  });
  return { stem: stemUnit(shape.stem), blocks, last: lastBlock('last', inputs, shape.last.inner, width, shape.last.stride) };
}

export function backboneParameters({ stem, blocks, last }: Backbone): VectorEntry[] {
  return [...unitParameters(stem), ...[...blocks, last].flatMap(blockParameters)];
}

export function backboneStatistics({ stem, blocks, last }: Backbone): VectorEntry[] {
  return [...unitStatistics(stem), ...[...blocks, last].flatMap(blockStatistics)];
}

/** `images` stay the caller's; so does the returned representation. */
export function backboneForward(backbone: Backbone, images: Tensor4D, pass: ForwardPass): { representation: Tensor2D; saved: BackboneSaved } {
  const stem = unitForward(backbone.stem, images, pass);
  const inputs = [rectified(stem)];
  const blocks = backbone.blocks.map((block) => {
    const { output, saved } = blockForward(block, inputs.at(-1)!, pass);
    inputs.push(output);
    return saved;
  });
  const { representation, saved: last } = pooledForward(backbone.last, inputs.at(-1)!, pass);
  return { representation, saved: { stem, inputs, blocks, last } };
}

/** Inference: nothing is kept. */
export function backboneRepresent(backbone: Backbone, images: Tensor4D, pass: ForwardPass): Tensor2D {
  const stem = unitForward(backbone.stem, images, pass);
  let maps = rectified(stem);
  freeTerm(stem);
  for (const block of backbone.blocks) {
    const { output, saved } = blockForward(block, maps, pass);
    freeSaved(saved);
    maps.dispose();
    maps = output;
  }
  const { representation, saved } = pooledForward(backbone.last, maps, pass);
  freePooled(saved);
  maps.dispose();
  return representation;
}

/** Takes ownership of dRepresentation and `saved`. The gradient stops at the images. */
export function backboneBackward(backbone: Backbone, images: Tensor4D, dRepresentation: Tensor2D, saved: BackboneSaved, pass: Pass): void {
  const { stem, inputs, blocks, last } = saved;
  let dMaps = pooledBackward(backbone.last, inputs.at(-1)!, dRepresentation, last, pass);
  inputs.pop()!.dispose();
  for (let index = backbone.blocks.length - 1; index >= 0; index--) {
    dMaps = blockBackward(backbone.blocks[index]!, inputs[index]!, dMaps, blocks[index]!, pass);
    inputs.pop()!.dispose();
  }
  const dStem = rectifiedBackward(backbone.stem, stem, dMaps, pass);
  filterBackward(backbone.stem, images, dStem, pass, wholeRange(backbone.stem));
  dStem.dispose();
}
