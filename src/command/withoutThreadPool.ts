/**
 * A vite plugin for one module of tfjs 4.22: the factory of the threaded wasm backend hands its own source text
 * (`toString()`) to its worker threads. There a variable of the enclosing scope, `_scriptDir`, does not exist. The
 * source guards against that with `typeof`, but a minifier sees the declaration and drops the guard, and then every
 * thread dies with a ReferenceError and the backend never starts. Vite bundles the module, so `_scriptDir` is not
 * needed: take it out. To be deleted when tfjs no longer ships its factory that way.
 */
import type { Plugin } from 'vite';

const MODULE = /tfjs-backend-wasm-threaded-simd\.js$/;

export function wholeWasmFactory(): Plugin {
  return {
    name: 'whole-wasm-factory',
    apply: 'build', // development servers do not minify
    enforce: 'pre',
    transform(code, id) {
      if (!MODULE.test(id.split('?')[0]!)) return null;
      const whole = code
        .replace('if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}', '')
        .replace('"urlOrBlob":Module["mainScriptUrlOrBlob"]||_scriptDir', '"urlOrBlob":Module["mainScriptUrlOrBlob"]');
      if ((whole.match(/_scriptDir/g) ?? []).length !== (code.match(/_scriptDir/g) ?? []).length - 4) {
        this.error('The threaded module of tfjs-backend-wasm has changed; check whether src/command/wholeWasmFactory.ts is still needed.');
      }
      return { code: whole, map: null };
    },
  };
}
