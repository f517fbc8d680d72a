/** What images this visitor has, and the import that may be going on. Asks the data worker, which is started on first use. */
import { createStore } from 'zustand/vanilla';
import type { CifarName } from '../../data/cifar/format';
import type { Holding } from '../../data/library/holdings';
import { createDataClient, type DataClient } from '../../worker/dataClient';
import type { ImportProgress } from '../../worker/dataProtocol';

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

export async function importImages(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  imageStore.setState({ importing: { label: `Reading ${files[0]!.name}`, fraction: 0, secondsLeft: null }, problems: [], done: null });
  await attempt(async () => {
    const report = await images().importFiles(files, (importing) => imageStore.setState({ importing }));
    const done = report.imported.length > 0 ? `Ready: ${report.imported.join(', ')}.` : null;
    return { holdings: report.holdings, problems: report.problems, done };
  });
  imageStore.setState({ importing: null });
}

export async function removeImages({ dataset, title }: { dataset: CifarName; title: string }): Promise<void> {
  imageStore.setState({ problems: [], done: null });
  await attempt(async () => ({ holdings: await images().remove(dataset), done: `${title} was removed.` }));
}
