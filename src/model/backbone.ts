/** Stem, residual blocks, last block, ReLU and global average pooling: images [n, 32, 32, 3] → representation [n, D]. */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { IMAGE_CHANNELS } from '../data/dataset';
import { kernels } from '../engine/kernels';
import { backbones, type BackboneName } from './architecture';
import type { VectorEntry } from './parameters';
import type { Gradients, Pass } from './pass';
import {
  basicBlock,
  blockBackward,
  blockForward,
  blockParameters,
  blockStatistics,
  lastBlock,
  type BlockSaved,
  type BlockUnits,
} from './residualBlock';
import { unitBackward, unitForward, unitParameters, unitStatistics, type UnitSaved, type UnitShape } from './unit';

export interface Backbone {
  readonly stem: UnitShape;
  /** The last one is the last block of the paper. */
  readonly blocks: readonly BlockUnits[];
}

export interface BackboneSaved {
  stem: UnitSaved;
  blocks: BlockSaved[];
  /** Height and width of the map that was pooled. */
  pooledFrom: readonly [number, number];
}

export function backboneOf(name: BackboneName, width: number): Backbone {
  const shape = backbones[name];
  const stem: UnitShape = {
    filter: 'stem.conv',
    norm: 'stem.norm',
    size: 3,
    inputs: IMAGE_CHANNELS,
    outputs: shape.stem,
    stride: 1,
    relu: true,
  };
  const blocks: BlockUnits[] = [];
  let inputs = shape.stem;
  shape.blocks.forEach(({ channels, stride }, index) => {
    blocks.push(basicBlock(`block${index + 1}`, inputs, channels, stride));
    inputs = channels;
  });
  blocks.push(lastBlock('last', inputs, shape.last.inner, width, shape.last.stride));
  return { stem, blocks };
}

export function backboneParameters({ stem, blocks }: Backbone): VectorEntry[] {
  return [...unitParameters(stem), ...blocks.flatMap(blockParameters)];
}

export function backboneStatistics({ stem, blocks }: Backbone): VectorEntry[] {
  return [...unitStatistics(stem), ...blocks.flatMap(blockStatistics)];
}

/** `images` stay the caller's; so does the returned representation. */
export function backboneForward(
  backbone: Backbone,
  images: Tensor4D,
  pass: Pass,
): { representation: Tensor2D; saved: BackboneSaved | null } {
  const stem = unitForward(backbone.stem, images, pass);
  const savedBlocks: BlockSaved[] = [];
  let maps = stem.output;
  for (const block of backbone.blocks) {
    const { output, saved } = blockForward(block, maps, pass);
    if (saved) savedBlocks.push(saved);
    else maps.dispose();
    maps = output;
  }
  const representation = kernels().pool(maps);
  const pooledFrom = [maps.shape[1], maps.shape[2]] as const;
  if (!stem.saved) maps.dispose();
  return { representation, saved: stem.saved && { stem: stem.saved, blocks: savedBlocks, pooledFrom } };
}

/** Takes ownership of dRepresentation and `saved`. The gradient stops at the images. */
export function backboneBackward(
  backbone: Backbone,
  dRepresentation: Tensor2D,
  saved: BackboneSaved,
  pass: Pass,
  gradients: Gradients,
): void {
  let dMaps = kernels().poolGradient(dRepresentation, saved.pooledFrom);
  dRepresentation.dispose();
  for (let index = backbone.blocks.length - 1; index >= 0; index--) {
    dMaps = blockBackward(backbone.blocks[index]!, dMaps, saved.blocks[index]!, pass, gradients);
  }
  unitBackward(backbone.stem, dMaps, saved.stem, pass, gradients, false).dSum.dispose();
}
