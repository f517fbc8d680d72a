/**
 * Our WebAssembly module on the heap of tfjs' wasm backend: tensors are addresses, and what a task needs beyond them is
 * allocated there too. One per worker.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { HeapFull } from '../failures';
import type { Slice } from '../kernels/kernels';
import type { Task } from './assembly/tasks';
import { compileKernels, instantiateKernels } from './module';
import { startThreads } from './threads';

/** What the Emscripten module offers beyond its types; `wasmMemory` where it is shared, `asm.memory` where not. */
interface Heap {
  HEAP32: Int32Array;
  HEAPF32: Float32Array;
  HEAPU8: Uint8Array;
  wasmMemory?: WebAssembly.Memory;
  asm: { memory?: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Bytes of the control block: assembly/pool.ts, then up to 48 arguments. */
const CONTROL_BYTES = 256;
/** Where the arguments of a task start in it; ARGUMENTS of assembly/pool.ts. */
const ARGUMENTS = 64;
/** What a thread may need for itself: the packed block of pixels of a filter gradient (outer.ts). */
const SCRATCH_BYTES = 640 * 1024;
/** A cache line, so that threads do not wait for each other's writes. */
const ALIGNMENT = 64;

interface Machine {
  backend: BackendWasm;
  run: (task: Task, chunks: number) => void;
  control: number;
  threads: number;
}

let machine: Machine | null = null;

const backend = () => tf.backend() as BackendWasm;
const heap = () => backend().wasm as unknown as Heap;

/** Takes aligned room that is never given back. */
function claim(bytes: number): number {
  const address = heap()._malloc(bytes + ALIGNMENT) >>> 0;
  const aligned = Math.ceil(address / ALIGNMENT) * ALIGNMENT;
  heap().HEAPU8.fill(0, aligned, aligned + bytes);
  return aligned;
}

/** Every allocation, those of tfjs too, ends in a sentence where there is no room. */
function refuseZero(): void {
  const wasm = heap();
  const malloc = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = malloc(bytes);
    if (address === 0) throw new HeapFull();
    return address;
  };
}

/**
 * Starts the kernels on the wasm backend, which must be the one in use. `threads` includes this one; without a shared memory
 * there is this one only. Returns how many there are. Rejects where the browser cannot compile the module.
 */
export async function startMachine(threads: number): Promise<number> {
  if (machine?.backend === backend()) return machine.threads;
  refuseZero();
  const memory = heap().wasmMemory ?? heap().asm.memory!;
  const isShared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const module = await compileKernels(isShared);
  const { run } = await instantiateKernels(module, memory);
  const control = claim(CONTROL_BYTES);
  const [own, ...others] = Array.from({ length: isShared ? threads : 1 }, () => claim(SCRATCH_BYTES));
  const further = others.length === 0 ? 0 : await startThreads({ module, memory, control }, others);
  machine = { backend: backend(), control, threads: 1 + further, run: (task, chunks) => run(control, task, chunks, own!) };
  return machine.threads;
}

const asFloat = new Float32Array(1);
const asBits = new Int32Array(asFloat.buffer);

/** A float as an argument of a task. */
export function float(value: number): number {
  asFloat[0] = value;
  return asBits[0]!;
}

/** Does the chunks of a task. `given` names its arguments in the order of their class in assembly/. */
export function run(task: Task, chunks: number, given: Record<string, number>): void {
  const { HEAP32 } = heap();
  let at = (machine!.control + ARGUMENTS) / 4;
  for (const argument of Object.values(given)) HEAP32[at++] = argument;
  machine!.run(task, chunks);
}

/** Address of a tensor's first number. */
export function addressOf({ dataId }: TensorInfo): number {
  return backend().dataIdMap.get(dataId).memoryOffset;
}

export function addressOfSlice({ vector, offset }: Pick<Slice, 'vector' | 'offset'>): number {
  return addressOf(vector) + 4 * offset;
}

/** An uninitialised float32 tensor. */
export function make(shape: readonly number[]): TensorInfo {
  return backend().makeOutput([...shape], 'float32');
}

/** The numbers of a tensor themselves; until something is allocated. */
export function numbersOf(tensor: TensorInfo): Float32Array | Int32Array {
  return backend().typedArrayFromHeap(tensor) as Float32Array | Int32Array;
}

/** Floats on the heap; until something is allocated. */
export function floatsAt(address: number, length: number): Float32Array {
  return heap().HEAPF32.subarray(address / 4, address / 4 + length);
}

/** Words of 32 bits on the heap; until something is allocated. */
export function wordsAt(address: number, length: number): Int32Array {
  return heap().HEAP32.subarray(address / 4, address / 4 + length);
}

export function copyFloats(to: number, from: number, length: number): void {
  heap().HEAPF32.copyWithin(to / 4, from / 4, from / 4 + length);
}

/** Room on the heap that grows with what was asked for and is used again by the next call. */
export class Room {
  private address = 0;
  private bytes = 0;
  private owner: BackendWasm | null = null;

  /** Address of at least so many bytes; zeros at first, and where a room only ever holds zeros, always. */
  reserve(bytes: number): number {
    if (bytes <= this.bytes && this.owner === backend()) return this.address;
    if (this.owner === backend()) heap()._free(this.address);
    this.address = heap()._malloc(bytes) >>> 0;
    heap().HEAPU8.fill(0, this.address, this.address + bytes);
    [this.bytes, this.owner] = [bytes, backend()];
    return this.address;
  }
}

/** Sets a tensor to zeros. */
export function clear(tensor: TensorInfo): void {
  numbersOf(tensor).fill(0);
}
