/**
 * The experiments that claims compare, as links. Browser scale: the smallest backbone, batches of 64 and 300 steps on
 * 10,000 images, one to two minutes on two cores. Every field is given here, so that later defaults do not change a claim
 * nor make its runs those of another experiment.
 */
import { defaultExperiment, withChanges, type Experiment } from '../fields';
import { writeLink } from '../link';
import { probedSource } from '../probedSource';

/** One experiment of a comparison. */
export interface Condition {
  label: string;
  /** Canonical, with seed 1. */
  link: string;
  /** Takes many minutes: made after everything else, and with the fewest seeds that give an interval worth having. */
  long?: true;
}

export const NARROW = 32;
export const WIDE = 2048;
/** Projector outputs: few, and many. */
export const FEW = 64;
export const MANY = 512;

/** The runs of 24 November 2026 stand on these numbers, which were the page's defaults then. */
const base: Experiment = {
  data: 'cifar10',
  images: 10_000,
  sampling: 'balanced',
  method: 'simclr',
  probe: 'same',
  tasks: 'labels',
  backbone: 'tiny',
  width: 256,
  layers: 1,
  hidden: 256,
  out: FEW,
  batch: 64,
  steps: 300,
  lr: 0.002,
  decay: 1e-4,
  optimizer: 'adamw',
  temperature: 0.2,
  crop: 0.08,
  jitter: 0.4,
  hue: 0.1,
  gray: 0.2,
  flip: 0.5,
  scenes: 1,
  seed: 1,
};

/** The link of the page's defaults with some fields changed. */
export function linkTo(changes: Partial<Experiment>): string {
  return writeLink(withChanges(defaultExperiment, changes));
}

/** What all seeds of a condition share: its link with seed 1, and with scenes 1 where no scene is drawn. */
export function conditionLink(experiment: Experiment): string {
  const isDrawn = experiment.data === 'shapes' || probedSource(experiment) === 'shapes';
  return writeLink({ ...experiment, seed: base.seed, ...(!isDrawn && { scenes: base.scenes }) });
}

function linkOf(changes: Partial<Experiment>): string {
  return conditionLink({ ...base, ...changes });
}

type Images = Partial<Experiment>;
export const cifar: Images = {};
/** Objects of these scenes fit in crops from 0.3 on, and half a turn reaches every hue. */
export const shapes: Images = { data: 'shapes', images: 4_000, crop: 0.3, jitter: 0.5, hue: 0.5 };

/** SimCLR with a linear projector from D to K. */
export function linear(images: Images, sampling: Experiment['sampling'], width: number, out = FEW): string {
  return linkOf({ ...images, sampling, width, out });
}

/** SimCLR whose loss sees the representation itself. */
export function bare(images: Images, width: number): string {
  return linkOf({ ...images, width, layers: 0 });
}

/** SimCLR with a projector D → K → 256, as the paper's: K is its hidden width. */
export function nonLinear(images: Images, sampling: Experiment['sampling'], width: number, hidden = FEW): string {
  return linkOf({ ...images, sampling, width, layers: 2, hidden, out: 256 });
}

/** SimCLR with a projector of three layers, each of which can be probed. All have D numbers, so that no probe has more weights than another. */
export function deep(images: Images): string {
  return linkOf({ ...images, width: 256, layers: 3, hidden: 256, out: 256 });
}

/** Training with labels has a classifier on the representation, as usual, and nothing between. */
export function supervised(images: Images, width: number): string {
  return linkOf({ ...images, method: 'supervised', width, layers: 0 });
}

/** VICReg with a linear projector. */
export function vicreg(images: Images, width: number, out: number): string {
  return linkOf({ ...images, method: 'vicreg', width, out });
}

/** Tiny with D = 2,048 has 0.45 M parameters, small with D = 256 has 0.52 M and 3.5 times the multiply-adds; 200 steps of each. */
export function sized(images: Images, backbone: Experiment['backbone'], width: number): string {
  return linkOf({ ...images, backbone, width, steps: 200 });
}

/** A number as people read it: 2,048. */
export function spelled(count: number): string {
  return count.toLocaleString('en-US');
}

export function widths(link: (width: number) => string, among: readonly number[] = [NARROW, WIDE], before = ''): Condition[] {
  return among.map((width) => ({ label: `${before}D = ${spelled(width)}`, link: link(width) }));
}
