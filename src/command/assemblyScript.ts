/**
 * A vite plugin that compiles src/engine/wasm/assembly when one of its variants is imported, as
 * `virtual:wasm-kernels/<variant>`: a module whose default export is the WebAssembly binary in base64. So there is no build step
 * to forget, and workers, tests and builds get the same code. Compiled binaries are kept under node_modules/.cache by the
 * hash of what went into them, since the compiler takes two seconds.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { version as compilerVersion } from 'assemblyscript/asc';
import type { Plugin } from 'vite';
import { projectRoot } from './projectRoot.ts';

const PREFIX = 'virtual:wasm-kernels/';
const SOURCES = path.join(projectRoot, 'src/engine/wasm/assembly');
const CACHE = path.join(projectRoot, 'node_modules/.cache/wasm-kernels');

/** The heap is that of tfjs, so the module has no memory, data or allocator of its own. */
const COMMON = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--enable', 'simd'];
/** A shared memory must be declared with the maximum that tfjs gives its own: all 65536 pages. */
const SHARED = ['--enable', 'threads', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
const RELAXED = ['--enable', 'relaxed-simd'];

const variants: Record<string, string[]> = {
  plain: COMMON,
  relaxed: [...COMMON, ...RELAXED],
  shared: [...COMMON, ...SHARED],
  'shared-relaxed': [...COMMON, ...SHARED, ...RELAXED],
};

function sourceFiles(): string[] {
  return readdirSync(SOURCES)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(SOURCES, name));
}

async function compile(options: string[]): Promise<Uint8Array> {
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const messages = asc.createMemoryStream();
  const { error } = await asc.main(
    // 201 warns of products of an index and a size, which wrap as addresses of 32 bits shall.
    [path.join(SOURCES, 'index.ts'), '--outFile', 'kernels.wasm', '--disableWarning', '201', ...options],
    {
      stderr: messages,
      writeFile: (_, contents) => {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary) throw new Error(`AssemblyScript: ${error?.message ?? 'no output'}\n${messages.toString()}`);
  return binary;
}

async function binaryOf(options: string[]): Promise<Uint8Array> {
  const hash = createHash('sha256').update(JSON.stringify([compilerVersion, options]));
  for (const file of sourceFiles()) hash.update(path.basename(file)).update(readFileSync(file));
  const kept = path.join(CACHE, `${hash.digest('hex')}.wasm`);
  try {
    return readFileSync(kept);
  } catch {
    const binary = await compile(options);
    mkdirSync(CACHE, { recursive: true });
    // Renamed into place: test files that start together compile together.
    const unfinished = `${kept}.${process.pid}`;
    writeFileSync(unfinished, binary);
    renameSync(unfinished, kept);
    return binary;
  }
}

export function assemblyScript(): Plugin {
  return {
    name: 'assembly-script',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const variant = id.slice(PREFIX.length + 1);
      const options = variants[variant];
      if (!options) this.error(`There is no variant ${variant} of the WebAssembly kernels, only ${Object.keys(variants).join(', ')}.`);
      for (const file of sourceFiles()) this.addWatchFile(file);
      const binary = await binaryOf(options);
      return `export default ${JSON.stringify(Buffer.from(binary).toString('base64'))};`;
    },
  };
}
