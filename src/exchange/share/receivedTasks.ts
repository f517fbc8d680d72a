/** Tasks as links name them: known ones only, since their names become keys and words on the page. */
import type { Task } from '../../data/dataset';
import { OWN_TASK } from '../../data/own/readImages';
import { knownTasks } from '../knownTasks';
import type { Source } from './format';

/** Names of a visitor's own classes stay with the visitor: a link tells how many there are. Null where a name is not known or comes twice. */
export function receivedTasks(given: Source['k']): Task[] | null {
  const names = given.map(([name]) => name);
  if (new Set(names).size !== names.length) return null;
  const tasks = given.map(([name, classes]) => (name === OWN_TASK ? ownTask(classes) : knownTasks([name])[0]));
  return tasks.every((task) => task !== undefined) ? tasks : null;
}

function ownTask(classes: number): Task {
  return { name: OWN_TASK, classNames: Array.from({ length: classes }, (_, index) => `class ${index + 1}`) };
}
