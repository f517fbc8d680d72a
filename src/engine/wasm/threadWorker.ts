/** A further thread: takes part in tasks on the shared heap until it is terminated. */
import { instantiateKernels } from './module';

export interface ThreadStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Addresses of the control block (assembly/pool.ts) and of this thread's scratch. */
  control: number;
  scratch: number;
}

self.onmessage = async ({ data: { module, memory, control, scratch } }: MessageEvent<ThreadStart>) => {
  const { serve } = await instantiateKernels(module, memory);
  self.postMessage('ready');
  serve(control, scratch);
};
