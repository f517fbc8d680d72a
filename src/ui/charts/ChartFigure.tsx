/** The frame of every chart: a name, what to read from it, the drawing, and the data behind it as a table. */
import { useId, type ReactNode } from 'react';
import { SaveFigure } from '../export/SaveFigure';
import type { ChartTable } from './chartTable';
import { TableFold } from './TableFold';

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
  /** All that is drawn; asked for only once the table is open. */
  table: () => ChartTable;
  /** Behind the same drawing, in more detail. */
  furtherTables?: readonly { name: string; table: () => ChartTable }[];
}

export function ChartFigure({ name, level = 2, note, legend, options, children, table, furtherTables = [] }: ChartFigureProps) {
  const title = useId();
  const Heading = `h${level}` as const;
  return (
    <figure className="chart" aria-labelledby={title}>
      <figcaption>
        <div className="chart-head">
          <Heading id={title}>{name}</Heading>
          {options}
          <SaveFigure name={name} />
        </div>
        {note && <p className="small soft">{note}</p>}
        {legend}
      </figcaption>
      {children}
      {[{ name, table }, ...furtherTables].map((data) => (
        <TableFold key={data.name} {...data} />
      ))}
    </figure>
  );
}
