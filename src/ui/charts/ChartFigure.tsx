/** The frame of every chart: a name, what to read from it, the drawing, and the data behind it as a table. */
import { useId, useState, type ReactNode } from 'react';
import './tables.css';

interface ChartFigureProps {
  name: string;
  /** Of the heading; 3 within a room that has a heading of its own. */
  level?: 2 | 3;
  /** One sentence below the name. */
  note?: ReactNode;
  legend?: ReactNode;
  /** Controls beside the name. */
  options?: ReactNode;
  children: ReactNode;
  /** Column heads and rows; asked for only once the table is open. */
  table: () => { columns: readonly string[]; rows: readonly (readonly (string | number)[])[] };
}

export function ChartFigure({ name, level = 2, note, legend, options, children, table }: ChartFigureProps) {
  const title = useId();
  const Heading = `h${level}` as const;
  const [open, setOpen] = useState(false);
  return (
    <figure className="chart" aria-labelledby={title}>
      <figcaption>
        <div className="chart-head">
          <Heading id={title}>{name}</Heading>
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
