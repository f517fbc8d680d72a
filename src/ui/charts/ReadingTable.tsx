/** A reading as a small table: a line per run with its swatch and its values. */
import { furtherRuns, type Reading } from './reading';
import { Swatch } from './runStyle';

interface ReadingTableProps {
  reading: Reading;
  /** The run that the crosshair stands on. */
  pointed?: string | null;
}

export function ReadingTable({ reading: { title, columns, rows, further }, pointed = null }: ReadingTableProps) {
  return (
    <div className="reading">
      <p>{title}</p>
      {rows.length > 0 && (
        <table>
          {columns.length > 0 && (
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
            {rows.map(({ id, slot, name, values }) => (
              <tr key={id} className={id === pointed ? 'pointed' : undefined}>
                <th scope="row">
                  <Swatch slot={slot} /> {name}
                </th>
                {values.map((value, index) => (
                  <td key={index}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {further > 0 && <p>{furtherRuns(further)}</p>}
    </div>
  );
}
