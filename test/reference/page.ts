/** Runs in Chromium: the checks of one file on one backend, with the code of the real page. */
import { chooseBackend } from '../../src/engine/backend';
import { type Check, type Miss, type ReferenceFile, worstOf } from './check';

export interface FileResult {
  /** Adapter of the backend that ran. */
  adapter: string;
  cases: number;
  quantities: number;
  /** The quantity with the largest error; null where nothing was compared. */
  worst: Miss | null;
  /** Every quantity that missed. */
  misses: Miss[];
  /** "case: why", each once. */
  skipped: string[];
}

declare global {
  interface Window {
    /** Which files have checks, by name without ".json". */
    knownFiles: string[];
    startBackend: (backend: ReferenceBackend) => Promise<string>;
    checkFile: (name: string, file: ReferenceFile) => Promise<FileResult>;
  }
}

export type ReferenceBackend = 'wasm' | 'software-webgpu' | 'webgpu';

const modules = import.meta.glob<{ check: Check }>('./checks/*.ts');

const nameOf = (path: string) => path.replace(/^.*\//, '').replace(/\.ts$/, '');

let adapter = '';

window.knownFiles = Object.keys(modules).map(nameOf);

window.startBackend = async (backend) => {
  const device = await chooseBackend(backend);
  adapter = device.adapter;
  return adapter;
};

window.checkFile = async (name, file) => {
  const load = modules[`./checks/${name}.ts`];
  if (!load) throw new Error(`There are no checks for ${name}.json.`);
  const { check } = await load();
  const results: Miss[] = [];
  const cases = new Set<string>();
  const skipped = new Set<string>();
  await check(
    file,
    (caseName, quantity, actual, expected) => {
      cases.add(caseName);
      results.push(worstOf(caseName, quantity, actual, expected));
    },
    (caseName, why) => skipped.add(`${caseName}: ${why}`),
  );
  const worst = results.reduce<Miss | null>((most, miss) => (most === null || miss.excess > most.excess ? miss : most), null);
  return {
    adapter,
    cases: cases.size,
    quantities: results.length,
    worst,
    misses: results.filter((miss) => miss.excess > 1),
    skipped: [...skipped],
  };
};
