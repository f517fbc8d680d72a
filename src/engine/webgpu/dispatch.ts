/**
 * Runs one compute pass of our own on the device of tfjs' WebGPU backend: pipelines, bindings, uniforms. A pass is a WGSL
 * text with an entry point `main`; what varies between its variants is prepended as constants, what varies between shapes
 * comes in as uniforms, so that a handful of pipelines serves every layer.
 *
 * Bindings of group 0: the tensors in their order, then the uniforms (a struct of u32 and f32, in their order). The text
 * must use each of them, since layouts are derived from it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** A whole number goes in as u32; wrap what is to be f32. */
export type Uniform = number | { readonly float: number };

export interface Pass {
  /** For labels and errors. */
  readonly name: string;
  /** The WGSL text, without its constants. */
  readonly code: string;
}

export interface Dispatch {
  readonly pass: Pass;
  /** Prepended as `const NAME = value;`: numbers as u32, booleans as bool, strings as they are. */
  readonly constants: Readonly<Record<string, number | boolean | string>>;
  readonly bindings: readonly TensorInfo[];
  readonly uniforms: readonly Uniform[];
  /** Numbers of workgroups in x, y, z; see `spread` for long ranges. */
  readonly workgroups: readonly [number, number, number];
}

/** What of tfjs' backend is used here; its types hide some of it. */
export interface OpenBackend extends Omit<WebGPUBackend, 'computePassEncoder' | 'commandEncoder'> {
  computePassEncoder: GPUComputePassEncoder | null;
  commandEncoder: GPUCommandEncoder | null;
  dispatchCountInPass: number;
  commandQueueOwnedIds: { add(id: object): unknown; has(id: object): boolean };
}

/** The WebGPU backend of this thread, which must be the one in use. */
export function webgpuBackend(): OpenBackend {
  return tf.backend() as unknown as OpenBackend;
}

/** Most workgroups in one dimension that every device allows. */
const MOST_GROUPS = 65_535;

/** A long row of workgroups as a rectangle; in WGSL the index is `group.y * groups.x + group.x`, which may exceed the row. */
export function spread(groups: number): [number, number, number] {
  if (groups <= MOST_GROUPS) return [groups, 1, 1];
  const rows = Math.ceil(groups / MOST_GROUPS);
  return [Math.ceil(groups / rows), rows, 1];
}

/** An uninitialised tensor on the device. */
export function allocate(shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
  const backend = webgpuBackend();
  const info = backend.makeTensorInfo([...shape], dtype);
  backend.uploadToGPU(info.dataId);
  return info;
}

/** Frees a tensor that no caller will see; the device keeps it until what uses it is done. */
export function release(...tensors: readonly TensorInfo[]): void {
  for (const { dataId } of tensors) webgpuBackend().disposeData(dataId);
}

interface DeviceCaches {
  pipelines: Map<string, GPUComputePipeline>;
  compiling: Map<string, Promise<void>>;
  /** By content: shapes repeat from step to step, so nothing is uploaded twice. */
  uniforms: Map<string, GPUBuffer>;
}

const caches = new WeakMap<GPUDevice, DeviceCaches>();

function cachesOf(device: GPUDevice): DeviceCaches {
  let found = caches.get(device);
  if (!found) caches.set(device, (found = { pipelines: new Map(), compiling: new Map(), uniforms: new Map() }));
  return found;
}

function textOf({ pass, constants }: Dispatch): string {
  const lines = Object.entries(constants).map(([name, value]) =>
    typeof value === 'string' ? `alias ${name} = ${value};` : `const ${name} = ${typeof value === 'number' ? `${value}u` : value};`,
  );
  return [...lines, pass.code].join('\n');
}

function keyOf({ pass, constants }: Dispatch): string {
  return `${pass.name} ${JSON.stringify(constants)}`;
}

function descriptorOf(device: GPUDevice, dispatch: Dispatch): GPUComputePipelineDescriptor {
  const label = keyOf(dispatch);
  return { label, layout: 'auto', compute: { module: device.createShaderModule({ label, code: textOf(dispatch) }), entryPoint: 'main' } };
}

function uniformBuffer(device: GPUDevice, uniforms: readonly Uniform[]): GPUBuffer {
  const words = Math.max(4, Math.ceil(uniforms.length / 4) * 4);
  const data = new DataView(new ArrayBuffer(4 * words));
  uniforms.forEach((value, index) =>
    typeof value === 'number' ? data.setUint32(4 * index, value, true) : data.setFloat32(4 * index, value.float, true),
  );
  const key = new Uint32Array(data.buffer).join();
  const known = cachesOf(device).uniforms.get(key);
  if (known) return known;
  const buffer = device.createBuffer({ size: 4 * words, usage: GPUBufferUsage.UNIFORM, mappedAtCreation: true });
  new Uint8Array(buffer.getMappedRange()).set(new Uint8Array(data.buffer));
  buffer.unmap();
  cachesOf(device).uniforms.set(key, buffer);
  return buffer;
}

/** tfjs' own switch for a dry run: pipelines are compiled, nothing is dispatched. */
function isCompiling(): boolean {
  return tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
}

/** Encodes a pass behind those that tfjs has encoded; in a dry run, starts compiling its pipeline instead. */
export function dispatch(request: Dispatch): void {
  const backend = webgpuBackend();
  const { device } = backend;
  const { pipelines, compiling } = cachesOf(device);
  const key = keyOf(request);
  if (isCompiling()) {
    if (!pipelines.has(key) && !compiling.has(key)) {
      compiling.set(key, device.createComputePipelineAsync(descriptorOf(device, request)).then((pipeline) => void pipelines.set(key, pipeline)));
    }
    return;
  }
  let pipeline = pipelines.get(key);
  if (!pipeline) pipelines.set(key, (pipeline = device.createComputePipeline(descriptorOf(device, request))));

  const resources = request.bindings.map(({ dataId }) => {
    backend.uploadToGPU(dataId);
    backend.commandQueueOwnedIds.add(dataId);
    const data = backend.tensorMap.get(dataId);
    data.values = undefined as never; // what an earlier read left behind may be overwritten by this pass
    return data.resource as GPUBuffer;
  });
  if (request.uniforms.length > 0) resources.push(uniformBuffer(device, request.uniforms));
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass();
  backend.computePassEncoder.setPipeline(pipeline);
  backend.computePassEncoder.setBindGroup(0, bindGroup);
  backend.computePassEncoder.dispatchWorkgroups(...request.workgroups);
  backend.dispatchCountInPass++;
  if (backend.dispatchCountInPass >= tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
}

/** Resolves when every pipeline that dry runs asked for is there; rejects with the first that does not compile. */
export async function compiled(): Promise<void> {
  const { compiling } = cachesOf(webgpuBackend().device);
  try {
    await Promise.all(compiling.values());
  } finally {
    compiling.clear(); // one that failed must not fail the next dry run too
  }
}
