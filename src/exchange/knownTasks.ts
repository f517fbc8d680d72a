/** What is known of images without having them: tasks and their classes, and how they are normalised. */
import { cifarFormats } from '../data/cifar/format';
import type { Dataset, Task } from '../data/dataset';
import { derivedTasks } from '../data/derived/derive';
import { shapeTasks } from '../data/shapes/factors';
import { shapesDataset } from '../data/shapes/generate';
import type { Experiment } from '../experiment/fields';
import { probedSource } from '../experiment/probedSource';

/** Those of the names that are known, in their order. */
export function knownTasks(names: readonly string[]): Task[] {
  const known = [...shapeTasks, ...derivedTasks, ...Object.values(cifarFormats).flatMap(({ tasks }) => tasks)];
  return names.flatMap((name) => known.find((task) => task.name === name) ?? []);
}

/** What every set of these images has in common; null of a visitor's own. */
export function knownImages(source: Experiment['data']): Pick<Dataset, 'tasks' | 'mean' | 'deviation'> | null {
  if (source === 'own') return null;
  return source === 'shapes' ? shapesDataset(1, 0, 0) : cifarFormats[source];
}

/** What an experiment's representation is judged on; nothing where only a visitor's own images tell. */
export function judgedTasks(experiment: Experiment): readonly Task[] {
  return experiment.tasks === 'derived' ? derivedTasks : (knownImages(probedSource(experiment))?.tasks ?? []);
}
