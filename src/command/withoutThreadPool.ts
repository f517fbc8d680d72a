/**
 * A vite plugin for one module of tfjs 4.22: its threaded wasm build starts a pool of eight workers from blob URLs before it does
 * anything else, and waits for each of them. We need its shared memory only; all that takes time is ours and has threads of its own
 * (engine/wasm/threads.ts). The pool cost eight idle workers per visit, did not start in 5 of 15 visits with Firefox 153 (a worker
 * that never answers is waited for without end), and cannot start under a content security policy without `blob:`. So it goes.
 * To be deleted when tfjs makes the size of its pool a setting.
 */
import type { Plugin } from 'vite';

const MODULE = /tfjs-backend-wasm-threaded-simd\.js$/;

const POOL = 'var pthreadPoolSize=8;';
const WAIT_FOR_POOL =
  'var numWorkersToLoad=PThread.unusedWorkers.length;PThread.unusedWorkers.forEach(function(w){PThread.loadWasmModuleToWorker(w,function(){if(!--numWorkersToLoad)removeRunDependency("wasm-instantiate")})})';

function changed(code: string, id: string): string | null {
  if (!MODULE.test(id.split('?')[0]!)) return null;
  if (!code.includes(POOL) || !code.includes(WAIT_FOR_POOL)) {
    throw new Error('The threaded module of tfjs-backend-wasm has changed; check whether src/command/withoutThreadPool.ts is still needed.');
  }
  return code.replace(POOL, 'var pthreadPoolSize=0;').replace(WAIT_FOR_POOL, 'removeRunDependency("wasm-instantiate")');
}

export function withoutThreadPool(): Plugin {
  const transform = (code: string, id: string) => {
    const whole = changed(code, id);
    return whole === null ? null : { code: whole, map: null };
  };
  return {
    name: 'without-thread-pool',
    enforce: 'pre',
    // The development server bundles packages ahead, without the plugins of the page.
    config: () => ({ optimizeDeps: { rolldownOptions: { plugins: [{ name: 'without-thread-pool', transform }] } } }),
    transform,
  };
}
