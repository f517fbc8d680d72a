/** The compiled kernels: the variant that this browser and the memory of tfjs allow. */

/** What assembly/index.ts exports. Tasks are those of assembly/tasks.ts; the rest are addresses. */
export interface KernelExports {
  run(control: number, task: number, chunks: number, scratch: number): void;
  serve(control: number, scratch: number): never;
}

/** A function that calls f32x4.relaxed_madd, in Chrome since 114 and Firefox since 145; as of 2025 not in Safari. */
const RELAXED_PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // magic, version
  ...[1, 5, 1, 96, 0, 1, 123], // one type: () → v128
  ...[3, 2, 1, 0], // one function of it
  ...[10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 11],
);

const variants = {
  plain: () => import('virtual:wasm-kernels/plain'),
  relaxed: () => import('virtual:wasm-kernels/relaxed'),
  shared: () => import('virtual:wasm-kernels/shared'),
  'shared-relaxed': () => import('virtual:wasm-kernels/shared-relaxed'),
};

/** For a memory that is shared between threads, or for one that is not. Rejects where the browser lacks SIMD. */
export async function compileKernels(isShared: boolean): Promise<WebAssembly.Module> {
  const isRelaxed = WebAssembly.validate(RELAXED_PROBE);
  const variant = isShared ? (isRelaxed ? 'shared-relaxed' : 'shared') : isRelaxed ? 'relaxed' : 'plain';
  const { default: base64 } = await variants[variant]();
  return WebAssembly.compile(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}

export async function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<KernelExports> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return exports as unknown as KernelExports;
}
