/**
 * Records the dispatches of one training step and replays them: shapes are static, so pipelines, bindings and sizes are the
 * same at every step, and a replay is one loop without tfjs, bind groups or allocations. Works for stock operations of tfjs
 * as well as for our own passes, since both encode into the pass that the backend holds.
 *
 * A step may be recorded where everything that changes lies in tensors made before (see kernels/kernels.ts). Constants that
 * it uploads are uploaded once.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Arena } from './arena';
import { compiled, webgpuBackend, type OpenBackend } from './dispatch';
import { RecordingBuffers } from './recordingBuffers';

interface Command {
  pipeline: GPUComputePipeline;
  bindGroup: GPUBindGroup;
  workgroups: [number, number?, number?];
}

/**
 * A step is submitted in pieces of so many dispatches: on a slow adapter one submission of many seconds would trip the
 * watchdog of the driver (2 s on Windows), and the device can begin while the rest is encoded.
 */
const DISPATCHES_PER_SUBMISSION = 32;

const none: { add(id: object): unknown; has(id: object): boolean } = { add: () => undefined, has: () => false };

function recordingBuffers(backend: OpenBackend): RecordingBuffers {
  const open = backend as unknown as { bufferManager: unknown };
  if (!(open.bufferManager instanceof RecordingBuffers)) {
    open.bufferManager = new RecordingBuffers(backend.device, backend.bufferManager);
  }
  return open.bufferManager as RecordingBuffers;
}

function submitPending(backend: OpenBackend): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** A pass that keeps what is encoded into it, and encodes it. */
function recordingPass(pass: GPUComputePassEncoder, commands: Command[]): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline;
  let bindGroup: GPUBindGroup;
  return {
    setPipeline(next: GPUComputePipeline) {
      pipeline = next;
      pass.setPipeline(next);
    },
    setBindGroup(index: number, group: GPUBindGroup) {
      bindGroup = group;
      pass.setBindGroup(index, group);
    },
    dispatchWorkgroups(...workgroups: Command['workgroups']) {
      commands.push({ pipeline, bindGroup, workgroups });
      pass.dispatchWorkgroups(...workgroups);
    },
    end: () => pass.end(),
  } as unknown as GPUComputePassEncoder;
}

/** Lets tfjs ask for encoders that keep what is encoded. Returns what puts the backend back. */
function intercept(backend: OpenBackend, commands: Command[], arena: Arena): () => void {
  const buffers = recordingBuffers(backend);
  const own = backend as { ensureCommandEncoderReady?: () => void };
  buffers.recordTo(arena);
  own.ensureCommandEncoderReady = () => {
    if (backend.commandEncoder) return;
    const encoder = backend.device.createCommandEncoder();
    backend.commandEncoder = {
      beginComputePass: (descriptor?: GPUComputePassDescriptor) => recordingPass(encoder.beginComputePass(descriptor), commands),
      copyBufferToBuffer: (from: GPUBuffer, fromAt: number, to: GPUBuffer, toAt: number, size: number) => encoder.copyBufferToBuffer(from, fromAt, to, toAt, size),
      finish: () => encoder.finish(),
    } as unknown as GPUCommandEncoder;
  };
  // tfjs keeps disposed tensors until the queue was submitted; here they are free at once, as the order of dispatches allows.
  const owned = backend.commandQueueOwnedIds;
  backend.commandQueueOwnedIds = none;
  const submitQueue = backend.submitQueue.bind(backend);
  const submitting = backend as { submitQueue?: () => void };
  submitting.submitQueue = () => {
    submitQueue();
    backend.commandQueueOwnedIds = none;
  };
  return () => {
    submitPending(backend);
    buffers.recordTo(null);
    delete own.ensureCommandEncoderReady;
    delete submitting.submitQueue;
    backend.commandQueueOwnedIds = owned;
  };
}

/** One step, recorded at its first run. */
export class RecordedStep {
  private commands: Command[] | null = null;
  private result: Tensor | null = null;
  private readonly backend = webgpuBackend();
  private readonly arena = recordingBuffers(this.backend).newArena();

  /** `work` returns its one result and frees all else that it makes. */
  constructor(private readonly work: () => Tensor) {}

  /** Compiles every pipeline of the step in parallel and makes its buffers, without running it. */
  async prepare(): Promise<void> {
    submitPending(this.backend);
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
    this.arena.survey();
    const restore = intercept(this.backend, [], this.arena);
    try {
      this.work().dispose();
    } finally {
      restore();
      tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
    }
    this.arena.plan();
    await Promise.all([compiled(), this.backend.checkCompileCompletionAsync()]);
  }

  /** One step, without waiting for the device. The result is the same tensor each time, valid until the next run. */
  run(): Tensor {
    submitPending(this.backend);
    if (this.commands) this.replay(this.commands);
    else this.result = this.record();
    return this.result!;
  }

  dispose(): void {
    this.result?.dispose();
    recordingBuffers(this.backend).destroy(this.arena);
  }

  private record(): Tensor {
    const commands: Command[] = [];
    const restore = intercept(this.backend, commands, this.arena);
    try {
      const result = tf.keep(this.work());
      this.commands = commands;
      return result;
    } finally {
      restore();
    }
  }

  private replay(commands: readonly Command[]): void {
    const { device } = this.backend;
    for (let from = 0; from < commands.length; from += DISPATCHES_PER_SUBMISSION) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (const { pipeline, bindGroup, workgroups } of commands.slice(from, from + DISPATCHES_PER_SUBMISSION)) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindGroup);
        pass.dispatchWorkgroups(...workgroups);
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
    }
    // What tfjs remembers of an earlier read-back is stale.
    this.backend.tensorMap.get(this.result!.dataId).values = undefined as never;
  }
}
