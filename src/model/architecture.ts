/**
 * What each backbone is made of, as plain data. Only `width` and the projector vary within a backbone; the last
 * block has the form of the paper (arXiv 2304.05369): inner width fixed, a last 1×1 convolution to D, and a shortcut
 * that is projected at *every* D, since a shortcut that changed kind along the slider would confound the sweep.
 */

export type BackboneName = 'tiny' | 'small' | 'resnet18';

export interface BlockShape {
  /** Output channels. */
  channels: number;
  stride: 1 | 2;
}

export interface BackboneShape {
  /** Channels of the 3×3 stem at 32×32; there is no max-pool. */
  stem: number;
  /** Basic residual blocks below the last one. */
  blocks: readonly BlockShape[];
  last: { inner: number; stride: 1 | 2 };
}

export const backbones: Readonly<Record<BackboneName, BackboneShape>> = {
  /** 0.1 M parameters below the last block. */
  tiny: {
    stem: 16,
    blocks: [
      { channels: 32, stride: 2 },
      { channels: 80, stride: 2 },
    ],
    last: { inner: 64, stride: 2 },
  },
  /** 0.3 M parameters below the last block. */
  small: {
    stem: 32,
    blocks: [
      { channels: 32, stride: 1 },
      { channels: 64, stride: 2 },
      { channels: 128, stride: 2 },
    ],
    last: { inner: 128, stride: 2 },
  },
  /** ResNet-18 in its CIFAR form; the eighth block is the last block. */
  resnet18: {
    stem: 64,
    blocks: [
      { channels: 64, stride: 1 },
      { channels: 64, stride: 1 },
      { channels: 128, stride: 2 },
      { channels: 128, stride: 1 },
      { channels: 256, stride: 2 },
      { channels: 256, stride: 1 },
      { channels: 512, stride: 2 },
    ],
    last: { inner: 512, stride: 1 },
  },
};
