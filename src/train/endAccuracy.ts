import type { EndEvaluation, TaskAccuracy } from './events';

/** Fractions of an end evaluation, at full precision. */
export function accuracyOf({ correct, testImages }: Pick<EndEvaluation, 'correct' | 'testImages'>): TaskAccuracy {
  return Object.fromEntries(Object.entries(correct).map(([task, count]) => [task, count / testImages]));
}
