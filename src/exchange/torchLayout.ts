/**
 * A network's entries under the names and in the layout that PyTorch's modules have, so that `load_state_dict` takes them as they
 * are: filters [k, k, in, out] become [out, in, k, k], matrices [in, out] become [out, in], a normalisation has weight, bias,
 * running_mean and running_var.
 */
import type { Experiment } from '../experiment/fields';
import { backboneParameters, backboneStatistics } from '../model/backbone';
import { networkShape } from '../model/network';
import { projectorParameters, projectorStatistics } from '../model/projector';

export interface TorchEntry {
  /** In our model. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly torchName: string;
  readonly torchShape: readonly number[];
}

export interface TorchEntries {
  readonly parameters: readonly TorchEntry[];
  readonly statistics: readonly TorchEntry[];
}

/** All entries of an experiment's network, in the model's order. `classes` of the first task. */
export function torchEntries(experiment: Experiment, classes: number): TorchEntries {
  const { backbone, projector, head } = networkShape(experiment, classes);
  const entries = (list: readonly { name: string; shape: readonly number[] }[]) =>
    list.map(({ name, shape }): TorchEntry => ({ name, shape, torchName: torchNameOf(name), torchShape: torchShapeOf(name, shape) }));
  return {
    parameters: entries([...backboneParameters(backbone), ...projectorParameters(projector), ...projectorParameters(head)]),
    statistics: entries([...backboneStatistics(backbone), ...projectorStatistics(projector), ...projectorStatistics(head)]),
  };
}

const NORM_NAMES: Readonly<Record<string, string>> = { gamma: 'weight', beta: 'bias', mean: 'running_mean', variance: 'running_var' };

/** "block1.normShortcut.gamma" → "backbone.block1.norm_shortcut.weight", "projector2.linear" → "projector.layer2.linear.weight". */
function torchNameOf(name: string): string {
  const layered = name.replace(/^(projector|head)(\d+)\./, '$1.layer$2.').replace('normShortcut', 'norm_shortcut');
  const placed = /^(projector|head)\./.test(layered) ? layered : `backbone.${layered}`;
  const last = placed.slice(placed.lastIndexOf('.') + 1);
  if (last in NORM_NAMES) return placed.slice(0, -last.length) + NORM_NAMES[last]!;
  return last === 'weight' || last === 'bias' ? placed : `${placed}.weight`;
}

function isLinear(name: string): boolean {
  return name.endsWith('.linear');
}

function torchShapeOf(name: string, shape: readonly number[]): number[] {
  if (shape.length === 1) return [...shape];
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  return shape.length === 2 || isLinear(name) ? [outputs, inputs] : [outputs, inputs, ...shape.slice(0, 2)];
}

/** Ours → PyTorch's: value (place, in, out) goes to (out, in, place), where place counts a filter's pixels. */
export function toTorch(values: Float32Array, shape: readonly number[], target: Float32Array = new Float32Array(values.length)): Float32Array {
  return permuted(shape, values, target, true);
}

/** And back. */
export function fromTorch(values: Float32Array, shape: readonly number[], target: Float32Array<ArrayBuffer> = new Float32Array(values.length)): Float32Array<ArrayBuffer> {
  return permuted(shape, values, target, false);
}

/** `shape` is ours both ways. */
function permuted<Target extends Float32Array>(shape: readonly number[], from: Float32Array, to: Target, towardsTorch: boolean): Target {
  if (shape.length === 1) {
    to.set(from);
    return to;
  }
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const places = from.length / inputs / outputs;
  for (let place = 0; place < places; place++)
    for (let input = 0; input < inputs; input++)
      for (let output = 0; output < outputs; output++) {
        const ours = (place * inputs + input) * outputs + output;
        const theirs = (output * inputs + input) * places + place;
        if (towardsTorch) to[theirs] = from[ours]!;
        else to[ours] = from[theirs]!;
      }
  return to;
}
