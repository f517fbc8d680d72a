/** What the tooltip of a chart that is not over steps reads: a line per run, newest first. */
import { differingFields, nameAmong } from '../../runs/naming';
import type { Run } from '../../runs/run';
import { MOST_READ } from './reading';
import { ReadingTable } from './ReadingTable';

interface RunReadingProps {
  title: string;
  columns: readonly string[];
  runs: readonly Run[];
  valuesOf: (run: Run) => readonly string[];
}

export function RunReading({ title, columns, runs, valuesOf }: RunReadingProps) {
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  const rows = [...runs]
    .reverse()
    .slice(0, MOST_READ)
    .map((run) => ({ id: run.id, slot: run.slot, name: nameAmong(run.experiment, differing), values: valuesOf(run), heights: [] }));
  return <ReadingTable reading={{ title, columns, rows, further: runs.length - rows.length }} />;
}
