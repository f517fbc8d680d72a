/** What a probe is fitted to, and where the classes of several tasks stand that are fitted in one go. */

export interface LogisticTask {
  /** One label per row of the features. */
  labels: Uint8Array;
  classes: number;
}

/** Columns of the tasks' classes, side by side. */
export function columnRanges(tasks: readonly Pick<LogisticTask, 'classes'>[]): { from: number; until: number }[] {
  let until = 0;
  return tasks.map(({ classes }) => ({ from: until, until: (until += classes) }));
}
