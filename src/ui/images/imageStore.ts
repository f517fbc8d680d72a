/** What images this visitor has, and the import that may be going on. Asks the data worker, which is started on first use. */
import { createStore } from 'zustand/vanilla';
import type { Holding } from '../../data/library/holdings';
import type { FolderFile } from '../../data/own/importFolder';
import { createDataClient, type DataClient } from '../../worker/dataClient';
import type { ImportProgress, ImportReport } from '../../worker/dataProtocol';
import { capitalised } from '../text/choices';

export interface ImageState {
  /** Null until the first answer. */
  readonly holdings: readonly Holding[] | null;
  readonly importing: ImportProgress | null;
  /** Sentences about files that could not be used. */
  readonly problems: readonly string[];
  /** What the last import or removal did, for the live region too. */
  readonly done: string | null;
}

export const imageStore = createStore<ImageState>(() => ({ holdings: null, importing: null, problems: [], done: null }));

/** Files of CIFAR, packed or not. */
const OFFICIAL = /\.(bin|gz|tgz|tar)$/i;

let client: DataClient | null = null;
const images = (): DataClient => (client ??= createDataClient());

/** Runs one request and turns any failure into a sentence on the page. */
async function attempt(work: () => Promise<Partial<ImageState>>): Promise<void> {
  try {
    imageStore.setState(await work());
  } catch (error) {
    imageStore.setState({ problems: [error instanceof Error ? error.message : String(error)] });
  }
}

export function listImages(): Promise<void> {
  return attempt(async () => ({ holdings: await images().list() }));
}

/** One import at a time of whatever kind; `label` stands until the first word of the worker. */
async function importing(label: string, work: (onProgress: (progress: ImportProgress) => void) => Promise<ImportReport>): Promise<void> {
  imageStore.setState({ importing: { label, fraction: 0, secondsLeft: null }, problems: [], done: null });
  await attempt(async () => {
    const { imported, problems, holdings } = await work((importing) => imageStore.setState({ importing }));
    return { holdings, problems, done: imported.length > 0 ? `Ready: ${imported.join(', ')}.` : null };
  });
  imageStore.setState({ importing: null });
}

export async function importImages(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  await importing(`Reading ${files[0]!.name}`, (onProgress) => images().importFiles(files, onProgress));
}

/** A folder of own images. One that holds official files instead, such as an unpacked archive, is taken as these. */
export async function importFolder(collect: Promise<readonly FolderFile[]>): Promise<void> {
  imageStore.setState({ problems: [], done: null });
  await attempt(async () => {
    const files = await collect;
    const official = files.some(({ file }) => file.type.startsWith('image/')) ? [] : files.map(({ file }) => file).filter(({ name }) => OFFICIAL.test(name));
    if (official.length > 0) await importImages(official);
    else await importing('Reading the folder', (onProgress) => images().importFolder(files, onProgress));
    return {};
  });
}

export async function removeImages({ dataset, title }: Holding): Promise<void> {
  imageStore.setState({ problems: [], done: null });
  await attempt(async () => ({ holdings: await images().remove(dataset), done: `${capitalised(title)} ${dataset === 'own' ? 'were' : 'was'} removed.` }));
}
