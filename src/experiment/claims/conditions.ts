/**
 * The experiments that claims compare, as links. Browser scale: the smallest backbone, batches of 64 and 300 steps on
 * 10,000 images, one to two minutes on two cores. What a claim is about is always given, so that later defaults do not change it.
 */
import { defaultExperiment, withChanges, type Experiment } from '../fields';
import { writeLink } from '../link';

/** One experiment of a comparison. */
export interface Condition {
  label: string;
  /** Canonical, with seed 1. */
  link: string;
}

export const NARROW = 32;
export const WIDE = 2048;
/** Projector outputs: few, and many. */
export const FEW = 64;
export const MANY = 512;

export function linkTo(changes: Partial<Experiment>): string {
  return writeLink(withChanges(defaultExperiment, changes));
}

type Images = Partial<Experiment>;
export const cifar: Images = { data: 'cifar10', images: 10_000, steps: 300 };
export const shapes: Images = { data: 'shapes', images: 4_000, steps: 300 };

/** SimCLR with a linear projector from D to K. */
export function linear(images: Images, sampling: Experiment['sampling'], width: number, out = FEW): string {
  return linkTo({ ...images, sampling, method: 'simclr', width, layers: 1, out });
}

/** SimCLR whose loss sees the representation itself. */
export function bare(images: Images, width: number): string {
  return linkTo({ ...images, method: 'simclr', width, layers: 0 });
}

/** SimCLR with a projector D → 256 → K. */
export function nonLinear(images: Images, sampling: Experiment['sampling'], width: number, out = FEW): string {
  return linkTo({ ...images, sampling, method: 'simclr', width, layers: 2, hidden: 256, out });
}

/** SimCLR with a projector of three layers, each of which can be probed. */
export function deep(images: Images): string {
  return linkTo({ ...images, method: 'simclr', width: 256, layers: 3, hidden: 256, out: FEW });
}

export function supervised(images: Images, width: number): string {
  return linkTo({ ...images, method: 'supervised', width, layers: 1, out: FEW });
}

/** Tiny with D = 2048 has 0.45 M parameters, small with D = 256 has 0.52 M and 3.5 times the multiply-adds; 200 steps of each. */
export function sized(images: Images, backbone: Experiment['backbone'], width: number): string {
  return linkTo({ ...images, method: 'simclr', backbone, width, layers: 1, out: FEW, steps: 200 });
}

export function widths(link: (width: number) => string, among: readonly number[] = [NARROW, WIDE], before = ''): Condition[] {
  return among.map((width) => ({ label: `${before}D = ${width}`, link: link(width) }));
}
