/**
 * The buffer manager of tfjs' WebGPU backend while a step is recorded: buffers come from an arena that belongs to the
 * recording, so that nobody else writes to them between two replays. A buffer is free again as soon as its tensor is
 * disposed, since what was recorded before runs before.
 *
 * What must be the same at every replay is never given out twice: uniforms, and values uploaded while recording.
 */
import type { BufferManager } from '@tensorflow/tfjs-backend-webgpu/dist/buffer_manager';
import { Arena } from './arena';

/** Stands in front of tfjs' own manager for the lifetime of the backend and passes on whatever belongs to no recording. */
export class RecordingBuffers {
  private recordingTo: Arena | null = null;
  private readonly arenas = new Set<Arena>();

  constructor(
    private readonly device: GPUDevice,
    private readonly stock: BufferManager,
  ) {}

  get numBytesUsed(): number {
    return this.stock.numBytesUsed + this.arenaBytes();
  }

  get numBytesAllocated(): number {
    return this.stock.numBytesAllocated + this.arenaBytes();
  }

  newArena(): Arena {
    const arena = new Arena(this.device);
    this.arenas.add(arena);
    return arena;
  }

  /** Buffers come from the arena until null is given. */
  recordTo(arena: Arena | null): void {
    this.recordingTo = arena;
  }

  destroy(arena: Arena): void {
    this.arenas.delete(arena);
    arena.destroy();
  }

  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false, reuse = true): GPUBuffer {
    if (!this.recordingTo) return this.stock.acquireBuffer(size, usage, mappedAtCreation, reuse);
    const isLasting = mappedAtCreation || (usage & GPUBufferUsage.UNIFORM) !== 0;
    return this.recordingTo.acquire(size, usage, isLasting, mappedAtCreation);
  }

  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    for (const arena of this.arenas) if (arena.has(buffer)) return arena.release(buffer);
    // A buffer of a destroyed arena may still hang on a tensor that is freed late.
    if (!this.isStock(buffer)) return;
    this.stock.releaseBuffer(buffer, reuse);
  }

  dispose(): void {
    for (const arena of this.arenas) arena.destroy();
    this.arenas.clear();
    this.stock.dispose();
  }

  private arenaBytes(): number {
    return [...this.arenas].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private isStock(buffer: GPUBuffer): boolean {
    const { usedBuffers } = this.stock as unknown as { usedBuffers: Map<string, GPUBuffer[]> };
    return usedBuffers.get(`${buffer.size}_${buffer.usage}`)?.includes(buffer) ?? false;
  }
}
