/**
 * Shapes, parameters and multiply-adds of the network that an experiment asks for, counted without building it, so
 * that the page can redraw them while a thumb is being dragged. A test holds these counts against the real network.
 */
import { FIRST_TASK_CLASSES, IMAGE_CHANNELS, IMAGE_SIDE } from '../data/dataset';
import type { Experiment } from '../experiment/fields';
import { backbones } from './architecture';

export interface LayerDescription {
  /** Stable key: "stem", "block1" …, "last", "projector1" …, "classifier". */
  id: string;
  /** A classifier counts with the projector: both are thrown away afterwards. */
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
  /** Behind the last block, a classifier included. */
  projectorParameters: number;
  parameters: number;
  /** Multiply-adds of one forward pass of one view. */
  multiplyAdds: number;
  activations: number;
  /** Multiply-adds of one training step: two views per image; backward costs two forward passes. */
  stepMultiplyAdds: number;
}

/** Parameters of a k×k convolution without bias and the normalisation (gain, offset) behind it. */
function convolutionAndNorm(size: number, inputs: number, outputs: number): number {
  return size * size * inputs * outputs + 2 * outputs;
}

function half(side: number, stride: number): number {
  return Math.ceil(side / stride);
}

/**
 * Outputs of the linear classifier that the supervised method puts behind the projector; null for methods that look at
 * no labels. Agrees with `headOutputs` in pretext/, which a page should not load to count parameters.
 */
export function classifierOutputs({ method, data }: Experiment): number | null {
  return method === 'supervised' && data !== 'own' ? FIRST_TASK_CLASSES[data] : null;
}

/** Widths of the projector from D to K: [D, hidden, …, K]; [D] where there is none. */
export function projectorWidths(experiment: Experiment): number[] {
  const { width, layers, hidden, out } = experiment;
  if (layers === 0) return [width];
  return [width, ...Array.from({ length: layers - 1 }, () => hidden), out];
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

  const projected = projectorWidths(experiment);
  const classes = classifierOutputs(experiment);
  const depth = projected.length - 1;
  const widths = classes === null ? projected : [...projected, classes];
  for (let index = 1; index < widths.length; index++) {
    const from = widths[index - 1]!;
    const to = widths[index]!;
    const isLast = index >= depth;
    const isClassifier = index > depth;
    layers.push({
      id: isClassifier ? 'classifier' : `projector${index}`,
      kind: 'projector',
      side: 1,
      inputs: from,
      channels: to,
      stride: 1,
      // Hidden layers: linear without bias, then normalisation (gain, offset); the last layer is linear with a bias.
      parameters: from * to + (isLast ? to : 2 * to),
      multiplyAdds: from * to,
      activations: (isLast ? 1 : 3) * to,
    });
  }

  const parameters = sum(layers, 'parameters');
  const multiplyAdds = sum(layers, 'multiplyAdds');
  return {
    layers,
    backboneParameters,
    trunkParameters: backboneParameters - layers.find((layer) => layer.kind === 'last')!.parameters,
    projectorParameters: parameters - backboneParameters,
    parameters,
    multiplyAdds,
    activations: sum(layers, 'activations'),
    stepMultiplyAdds: 3 * 2 * experiment.batch * multiplyAdds,
  };
}

function sum(layers: readonly LayerDescription[], key: 'parameters' | 'multiplyAdds' | 'activations'): number {
  return layers.reduce((total, layer) => total + layer[key], 0);
}
