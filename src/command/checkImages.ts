/** Whether the images of an experiment are there, asked before anything is started. */
import path from 'node:path';
import { planFolder } from '../data/own/plan';
import type { Experiment } from '../experiment/fields';
import { probedSource } from '../experiment/probedSource';
import { UnusableArguments } from './givenOptions';
import { listLocalData } from './localData';
import { OWN_FOLDER } from './ownImages';
import { dataFolder } from './servePage';

const folderOf: Readonly<Record<Experiment['data'], string | null>> = {
  shapes: null,
  cifar10: 'cifar-10-batches-bin',
  cifar100: 'cifar-100-binary',
  own: OWN_FOLDER,
};

/** Throws `UnusableArguments`. */
export async function checkImages(experiment: Experiment, dataDirectory: string | undefined): Promise<void> {
  const needed = { data: experiment.data, probe: probedSource(experiment) };
  const directory = dataFolder(dataDirectory);
  for (const [field, source] of Object.entries(needed)) {
    const folder = folderOf[source];
    if (folder === null) continue;
    const files = (await listLocalData(directory))[folder];
    if (!files) throw new UnusableArguments(`${field}=${source} needs ${folder}, which is not in ${directory}; ${remedy(source, dataDirectory)}.`);
    if (source === 'own') checkFolder(files.map(({ name }) => name), path.join(directory, folder));
  }
}

function remedy(source: Experiment['data'], dataDirectory: string | undefined): string {
  if (source === 'own') return 'put one sub-folder with images for each class into it, or name the folder that holds it with --data-dir';
  if (dataDirectory === undefined) return 'run npm run fetch-data, or name the folder that holds it with --data-dir';
  return 'give the folder that holds it, in the official layout';
}

function checkFolder(paths: readonly string[], folder: string): void {
  try {
    planFolder(paths);
  } catch (error) {
    throw new UnusableArguments(`${folder} cannot be used. ${(error as Error).message}`, { cause: error });
  }
}
