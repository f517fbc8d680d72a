/**
 * Counts at the border to WebGPU what a page asks of it: dispatches, bytes written by the CPU, bytes of buffers that live. By
 * wrapping the interfaces of WebGPU itself, so that it holds for any code, ours or not.
 */

export interface DeviceCounts {
  dispatches: number;
  /** Written by `writeBuffer` or through a mapping. */
  uploadBytes: number;
  /** Of buffers that were made and not destroyed. */
  bufferBytes: number;
  /** The most that `bufferBytes` has been. */
  bufferBytesPeak: number;
}

type Parameters<Method> = Method extends (...given: infer Given) => unknown ? Given : never;

/** Calls `before` with the object and the arguments at every call of a method. */
function watch<Owner extends object, Name extends keyof Owner>(
  prototype: Owner,
  name: Name,
  before: (self: Owner, given: Parameters<Owner[Name]>) => void,
): void {
  const original = prototype[name] as (...given: Parameters<Owner[Name]>) => unknown;
  prototype[name] = function (this: Owner, ...given: Parameters<Owner[Name]>) {
    before(this, given);
    return original.apply(this, given);
  } as Owner[Name];
}

function byteLength(data: GPUAllowSharedBufferSource, offset = 0, size?: number): number {
  const unit = ArrayBuffer.isView(data) && 'BYTES_PER_ELEMENT' in data ? (data as Uint8Array).BYTES_PER_ELEMENT : 1;
  return size === undefined ? data.byteLength - offset * unit : size * unit;
}

/** Call once, before the first buffer that is to count. The returned counts go on changing. */
export function countDeviceWork(): DeviceCounts {
  const counts: DeviceCounts = { dispatches: 0, uploadBytes: 0, bufferBytes: 0, bufferBytesPeak: 0 };
  const living = new WeakMap<GPUBuffer, number>();

  watch(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
  watch(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
  watch(GPUQueue.prototype, 'writeBuffer', (_, [, , data, offset, size]) => (counts.uploadBytes += byteLength(data, offset, size)));
  watch(GPUBuffer.prototype, 'mapAsync', (buffer, [mode, offset = 0, size = buffer.size - offset]) => {
    if (mode & GPUMapMode.WRITE) counts.uploadBytes += size;
  });
  watch(GPUBuffer.prototype, 'destroy', (buffer) => {
    counts.bufferBytes -= living.get(buffer) ?? 0;
    living.delete(buffer);
  });
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    if (descriptor.mappedAtCreation) counts.uploadBytes += descriptor.size;
    living.set(buffer, descriptor.size);
    counts.bufferBytes += descriptor.size;
    counts.bufferBytesPeak = Math.max(counts.bufferBytesPeak, counts.bufferBytes);
    return buffer;
  };
  return counts;
}
