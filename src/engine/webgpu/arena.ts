/** The buffers of one recorded step: surveyed in a dry run, planned, then given out in the same order while recording. */
import { planBuffers, type Life } from './bufferPlan';

/** Up to this size a buffer is not shared between sizes, since results are read back whole. */
const EXACT_BYTES = 2 ** 16;
/** Stands for a buffer in a dry run. */
const STAND_IN_BYTES = 16;

export class Arena {
  /** Bytes of all buffers made. */
  bytes = 0;
  private readonly all = new Set<GPUBuffer>();
  /** What is the same at every replay and so is never given out twice. */
  private readonly lasting = new Set<GPUBuffer>();
  private readonly free: GPUBuffer[] = [];
  private readonly standIns = new Map<GPUBuffer, Life>();
  private readonly lives: Life[] = [];
  private isSurveying = false;
  private tick = 0;
  /** Planned buffers in the order in which they will be asked for. */
  private planned: GPUBuffer[] = [];

  constructor(private readonly device: GPUDevice) {}

  /** From here on large buffers are only written down. */
  survey(): void {
    this.isSurveying = true;
  }

  /** Makes the buffers that the survey calls for. */
  plan(): void {
    this.isSurveying = false;
    for (const buffer of this.standIns.keys()) buffer.destroy();
    this.standIns.clear();
    const { buffers, places } = planBuffers(this.lives);
    const made = buffers.map(({ bytes, usage }) => this.make(bytes, usage, false));
    this.planned = places.map((place) => made[place]!);
  }

  acquire(size: number, usage: GPUBufferUsageFlags, isLasting: boolean, mappedAtCreation: boolean): GPUBuffer {
    if (isLasting) {
      const buffer = this.make(size, usage, mappedAtCreation);
      this.lasting.add(buffer);
      return buffer;
    }
    if (size <= EXACT_BYTES) return this.takeFree(size, usage) ?? this.make(size, usage, false);
    if (this.isSurveying) return this.standIn(size, usage);
    const next = this.planned[0];
    if (next && next.size >= size && next.usage === usage) return this.planned.shift()!;
    // Not as surveyed, or never surveyed.
    return this.takeFree(size, usage) ?? this.make(size, usage, false);
  }

  has(buffer: GPUBuffer): boolean {
    return this.all.has(buffer) || this.standIns.has(buffer);
  }

  release(buffer: GPUBuffer): void {
    const life = this.standIns.get(buffer);
    if (life) life.dies = ++this.tick;
    else if (!this.lasting.has(buffer)) this.free.push(buffer);
  }

  destroy(): void {
    for (const buffer of [...this.all, ...this.standIns.keys()]) buffer.destroy();
    this.all.clear();
    this.bytes = 0;
  }

  private make(size: number, usage: GPUBufferUsageFlags, mappedAtCreation: boolean): GPUBuffer {
    const buffer = this.device.createBuffer({ size, usage, mappedAtCreation });
    this.bytes += size;
    this.all.add(buffer);
    return buffer;
  }

  private takeFree(size: number, usage: GPUBufferUsageFlags): GPUBuffer | undefined {
    const index = this.free.findIndex((buffer) => buffer.size === size && buffer.usage === usage);
    return index < 0 ? undefined : this.free.splice(index, 1)[0];
  }

  private standIn(bytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const buffer = this.device.createBuffer({ size: STAND_IN_BYTES, usage });
    const life: Life = { bytes, usage, born: ++this.tick, dies: Infinity };
    this.lives.push(life);
    this.standIns.set(buffer, life);
    return buffer;
  }
}
