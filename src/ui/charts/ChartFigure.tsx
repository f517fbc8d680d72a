/** The frame of every chart: a name, what to read from it, the drawing, and the data behind it as a table. */
import { useId, useState, type ReactNode } from 'react';
import './tables.css';

interface ChartFigureProps {
  name: string;
  /** One sentence below the name. */
  note?: ReactNode;
  legend?: ReactNode;
  /** Controls beside the name. */
  options?: ReactNode;
  children: ReactNode;
  /** Column heads and rows; asked for only once the table is open. */
  table: () => { columns: readonly string[]; rows: readonly (readonly (string | number)[])[] };
}

export function ChartFigure({ name, note, legend, options, children, table }: ChartFigureProps) {
  const title = useId();
  const [open, setOpen] = useState(false);
  return (
    <figure className="chart" aria-labelledby={title}>
      <figcaption>
        <div className="chart-head">
          <h2 id={title}>{name}</h2>
          {options}
        </div>
        {note && <p className="small soft">{note}</p>}
        {legend}
      </figcaption>
      {children}
      <details className="table-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Table: {name}</summary>
        {open && <DataTable name={name} {...table()} />}
      </details>
    </figure>
  );
}

function DataTable({ name, columns, rows }: { name: string } & ReturnType<ChartFigureProps['table']>) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={`Table: ${name}`}>
      <table>
        <caption className="visually-hidden">{name}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
