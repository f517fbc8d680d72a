/** What a crosshair reads: a line per run, newest first, with its swatch and its values. */
import { differingFields, nameAmong } from '../../runs/naming';
import type { Run } from '../../runs/run';
import { Swatch } from './runStyle';

interface RunReadingProps {
  title: string;
  /** Heads of the values; left out where the title says what they are. */
  columns?: readonly string[];
  runs: readonly Run[];
  /** Null leaves the run out. */
  valuesOf: (run: Run) => readonly string[] | null;
}

export function RunReading({ title, columns, runs, valuesOf }: RunReadingProps) {
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return (
    <div className="reading">
      <p>{title}</p>
      <table>
        {columns && (
          <thead>
            <tr>
              {['run', ...columns].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {[...runs].reverse().map((run) => {
            const values = valuesOf(run);
            return values === null ? null : (
              <tr key={run.id}>
                <th scope="row">
                  <Swatch slot={run.slot} /> {nameAmong(run.experiment, differing)}
                </th>
                {values.map((value, index) => (
                  <td key={index}>{value}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
