/** Passes that do the same to every number of flat vectors, in place. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch, spread, type Dispatch } from './dispatch';
import everyNumberCode from './everyNumber.wgsl?raw';

/** Of a workgroup of everyNumber.wgsl. */
const NUMBERS = 512;

export function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** A pass whose text defines `update(at)` and a uniform `given` with a `count`. */
export function everyNumber(name: string, code: string, count: number, rest: Pick<Dispatch, 'constants' | 'bindings' | 'uniforms'>): void {
  dispatch({ pass: { name, code: [code, everyNumberCode].join('\n') }, ...rest, workgroups: spread(Math.ceil(count / NUMBERS)) });
}
