/**
 * The variants of each matrix-like kernel, and which are in use. Two families: blocks in registers, where each thread
 * computes a large block alone, for adapters whose workgroup memory and barriers are emulated; and tiles through workgroup
 * memory, for GPUs.
 */
import type { Kernels } from '../kernels/kernels';

/** A block of rows × columns pixels (of rows, in a product of matrices) by 4 · quads channels per thread. */
export interface RegisterBlock {
  readonly rows: number;
  readonly columns: number;
  readonly quads: number;
}

/** Threads of a workgroup that has no workgroup memory: few, since a software adapter deals out whole workgroups to its threads. */
export const REGISTER_THREADS = 16;

/** A tile of rows × columns of the result per workgroup, in blocks of blockRows × blockColumns per thread. */
export interface WorkgroupTile {
  readonly tileRows: number;
  readonly tileColumns: number;
  readonly blockRows: number;
  readonly blockColumns: number;
}

export type Candidate = RegisterBlock | WorkgroupTile;

export const TUNED = ['convolve', 'convolveInputGradient', 'convolveFilterGradient', 'multiply'] as const satisfies (keyof Kernels)[];
export type Tuned = (typeof TUNED)[number];

/** The id of one candidate per kernel; plain JSON. */
export type Tuning = Record<Tuned, string>;

/** Workgroups of 256 threads; slices of 16 of the larger take 12 of the 16 KiB that every adapter has. */
const TILES: Record<string, WorkgroupTile> = {
  'workgroup 64×64': { tileRows: 64, tileColumns: 64, blockRows: 4, blockColumns: 4 },
  'workgroup 128×64': { tileRows: 128, tileColumns: 64, blockRows: 8, blockColumns: 4 },
};

export const CANDIDATES: Record<Tuned, Readonly<Record<string, Candidate>>> = {
  convolve: {
    'registers 4×4×8': { rows: 4, columns: 4, quads: 2 },
    ...TILES,
  },
  convolveInputGradient: {
    'registers 4×4×8': { rows: 4, columns: 4, quads: 2 },
    ...TILES,
  },
  convolveFilterGradient: {
    'registers 4×8': { rows: 1, columns: 4, quads: 2 },
    ...TILES,
  },
  multiply: {
    'registers 8×8': { rows: 8, columns: 1, quads: 2 },
    ...TILES,
  },
};

/** What to use before anything was measured. */
export function defaultTuning(isSoftware: boolean): Tuning {
  return isSoftware
    ? { convolve: 'registers 4×4×8', convolveInputGradient: 'registers 4×4×8', convolveFilterGradient: 'registers 4×8', multiply: 'registers 8×8' }
    : { convolve: 'workgroup 64×64', convolveInputGradient: 'workgroup 64×64', convolveFilterGradient: 'workgroup 64×64', multiply: 'workgroup 64×64' };
}

let current = defaultTuning(false);

export function currentTuning(): Tuning {
  return current;
}

export function useTuning(tuning: Tuning): void {
  current = tuning;
}

/** Whether something that was kept names a known variant for each kernel; one of an older version may not. */
export function isTuning(kept: unknown): kept is Tuning {
  return typeof kept === 'object' && kept !== null && TUNED.every((kernel) => CANDIDATES[kernel][(kept as Partial<Tuning>)[kernel] ?? ''] !== undefined);
}

/** The variant of a kernel that is in use. */
export function candidate(kernel: Tuned): Candidate {
  return CANDIDATES[kernel][current[kernel]]!;
}

export function isTile(chosen: Candidate): chosen is WorkgroupTile {
  return 'tileRows' in chosen;
}
