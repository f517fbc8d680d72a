/**
 * Shapes, parameters and multiply-adds of the network that an experiment asks for, counted without building it, so
 * that the page can redraw them while a thumb is being dragged. A test holds these counts against the real network.
 */
import { FIRST_TASK_CLASSES, IMAGE_CHANNELS, IMAGE_SIDE } from '../data/dataset';
import type { Experiment } from '../experiment/fields';
import { methodNetworks } from '../experiment/methodNetwork';
import { backbones } from './architecture';

export interface LayerDescription {
  /** Stable key: "stem", "block1" …, "last", "projector1" …, then "classifier1" or "predictor1", "predictor2". */
  id: string;
  /** A classifier or a predictor counts with the projector: all are thrown away afterwards. */
  kind: 'stem' | 'block' | 'last' | 'projector';
  /** Side of the square output map; 1 for vectors. */
  side: number;
  inputs: number;
  channels: number;
  stride: number;
  parameters: number;
  /** Multiply-adds of one forward pass of one view. */
  multiplyAdds: number;
  /** Numbers in the maps that the layer makes and needs on the way back, per view; elementwise work is proportional to it. */
  activations: number;
}

export interface NetworkDescription {
  layers: LayerDescription[];
  /** Parameters up to and including the last block. */
  backboneParameters: number;
  /** Parameters below the last block: the same at every width. */
  trunkParameters: number;
  /** Behind the last block, a classifier or a predictor included. */
  projectorParameters: number;
  /** All that are trained. */
  parameters: number;
  /**
   * Of the moving average that the loss compares with; 0 where there is none. Not counted with the others, since it
   * is a copy that trains nothing of its own.
   */
  averagedParameters: number;
  /** Multiply-adds of one forward pass of one view. */
  multiplyAdds: number;
  activations: number;
  /** Multiply-adds of one training step: two views per image; backward costs two forward passes. A moving average is one forward pass more. */
  stepMultiplyAdds: number;
}

/** Parameters of a k×k convolution without bias and the normalisation (gain, offset) behind it. */
function convolutionAndNorm(size: number, inputs: number, outputs: number): number {
  return size * size * inputs * outputs + 2 * outputs;
}

function half(side: number, stride: number): number {
  return Math.ceil(side / stride);
}

/** Widths of the projector from D to K: [D, hidden, …, K]; [D] where there is none. */
export function projectorWidths(experiment: Experiment): number[] {
  const { width, layers, hidden, out } = experiment;
  if (layers === 0) return [width];
  return [width, ...Array.from({ length: layers - 1 }, () => hidden), out];
}

/** SimSiam's predictor narrows to a quarter, as in its paper (2048 → 512 → 2048), but never to less than this. */
const NARROWEST_PREDICTOR = 8;

/**
 * Widths of what the pretext method puts on the projector, from K on: [K] for nothing, [K, classes] for a classifier, [K,
 * hidden, K] for a predictor. `classes` of the data set's first task; null where they are not known, which leaves a
 * classifier out.
 */
export function headWidths(experiment: Experiment, classes: number | null): number[] {
  const embedded = projectorWidths(experiment).at(-1)!;
  const { head, target } = methodNetworks[experiment.method];
  if (head === 'classifier' && classes !== null) return [embedded, classes];
  if (head !== 'predictor') return [embedded];
  // BYOL's predictor is as wide as its projector, SimSiam's is a bottleneck.
  const hidden = target === 'average' ? experiment.hidden : Math.max(Math.floor(embedded / 4), NARROWEST_PREDICTOR);
  return [embedded, hidden, embedded];
}

/**
 * Layers of a network on vectors. Hidden ones: linear without bias, then normalisation (gain, offset) and ReLU; the last one:
 * linear with a bias, or with a normalisation that has no parameters.
 */
function vectorLayers(name: string, widths: readonly number[], isNormalized: boolean): LayerDescription[] {
  return widths.slice(1).map((channels, index) => {
    const inputs = widths[index]!;
    const isLast = index === widths.length - 2;
    const affine = isLast ? (isNormalized ? 0 : channels) : 2 * channels;
    return {
      id: `${name}${index + 1}`,
      kind: 'projector',
      side: 1,
      inputs,
      channels,
      stride: 1,
      parameters: inputs * channels + affine,
      multiplyAdds: inputs * channels,
      activations: (isLast ? (isNormalized ? 2 : 1) : 3) * channels,
    };
  });
}

export function describeNetwork(experiment: Experiment): NetworkDescription {
  const shape = backbones[experiment.backbone];
  const layers: LayerDescription[] = [];
  let side = IMAGE_SIDE;
  let inputs = IMAGE_CHANNELS;

  layers.push({
    id: 'stem',
    kind: 'stem',
    side,
    inputs,
    channels: shape.stem,
    stride: 1,
    parameters: convolutionAndNorm(3, inputs, shape.stem),
    multiplyAdds: 9 * inputs * shape.stem * side * side,
    activations: 2 * shape.stem * side * side,
  });
  inputs = shape.stem;

  shape.blocks.forEach(({ channels, stride }, index) => {
    side = half(side, stride);
    const projected = stride !== 1 || inputs !== channels;
    const shortcut = projected ? convolutionAndNorm(1, inputs, channels) : 0;
    const pixels = side * side;
    layers.push({
      id: `block${index + 1}`,
      kind: 'block',
      side,
      inputs,
      channels,
      stride,
      parameters: convolutionAndNorm(3, inputs, channels) + convolutionAndNorm(3, channels, channels) + shortcut,
      multiplyAdds: (9 * inputs * channels + 9 * channels * channels + (projected ? inputs * channels : 0)) * pixels,
      activations: (projected ? 4 : 3) * channels * pixels,
    });
    inputs = channels;
  });

  const { inner, stride } = shape.last;
  side = half(side, stride);
  const pixels = side * side;
  const width = experiment.width;
  layers.push({
    id: 'last',
    kind: 'last',
    side,
    inputs,
    channels: width,
    stride,
    parameters: convolutionAndNorm(3, inputs, inner) + convolutionAndNorm(1, inner, width) + convolutionAndNorm(1, inputs, width),
    multiplyAdds: (9 * inputs * inner + inner * width + inputs * width) * pixels,
    activations: (2 * inner + 2 * width) * pixels + width,
  });
  const backboneParameters = sum(layers, 'parameters');

  const { head, target, normalizesEmbedding } = methodNetworks[experiment.method];
  layers.push(...vectorLayers('projector', projectorWidths(experiment), normalizesEmbedding));
  const averaged = target === 'average' ? layers.slice() : [];
  const classes = experiment.data === 'own' ? null : FIRST_TASK_CLASSES[experiment.data];
  layers.push(...vectorLayers(head, headWidths(experiment, classes), false));

  const parameters = sum(layers, 'parameters');
  const multiplyAdds = sum(layers, 'multiplyAdds');
  return {
    layers,
    backboneParameters,
    trunkParameters: backboneParameters - layers.find((layer) => layer.kind === 'last')!.parameters,
    projectorParameters: parameters - backboneParameters,
    parameters,
    averagedParameters: sum(averaged, 'parameters'),
    multiplyAdds,
    activations: sum(layers, 'activations'),
    stepMultiplyAdds: 2 * experiment.batch * (3 * multiplyAdds + sum(averaged, 'multiplyAdds')),
  };
}

function sum(layers: readonly LayerDescription[], key: 'parameters' | 'multiplyAdds' | 'activations'): number {
  return layers.reduce((total, layer) => total + layer[key], 0);
}
