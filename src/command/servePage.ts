/** Serves the built page with the headers and the local images that it can make use of. */
import path from 'node:path';
import { preview } from 'vite';
import { distFolder } from './buildPage';
import { isolationHeaders } from './isolationHeaders';
import { DEFAULT_DATA_FOLDER, localData } from './localData';
import { projectRoot } from './projectRoot';

export interface ServeOptions {
  /** The first port to try; a busy one moves on to the next. */
  port: number;
  /** Address to listen on; true for every network of this machine. */
  host: string | boolean;
  /** Where the official image folders lie; `local-data` of the checkout where left out. */
  dataDirectory?: string;
}

export interface ServedPage {
  /** Addresses of the page, the one for this machine first. */
  addresses: string[];
  close: () => Promise<void>;
}

/** The folder that holds the visitor's unpacked archives. */
export function dataFolder(given?: string): string {
  return given === undefined ? path.join(projectRoot, DEFAULT_DATA_FOLDER) : path.resolve(given);
}

export async function servePage({ port, host, dataDirectory }: ServeOptions): Promise<ServedPage> {
  const server = await preview({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    plugins: [localData(dataFolder(dataDirectory))],
    build: { outDir: distFolder },
    // Whoever opens the page to a network knows under which names it is reached; vite would refuse all but its own.
    preview: { port, host, strictPort: false, headers: isolationHeaders, ...(host === 'localhost' ? {} : { allowedHosts: true }) },
  });
  const { local = [], network = [] } = server.resolvedUrls ?? {};
  return { addresses: [...local, ...network], close: () => server.close() };
}
