/** The data behind a chart, folded: all of it, to read and to copy. Long tables hold only the rows that are in view. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useLab } from '../../runs/useLab';
import { formatWhole } from '../text/format';
import { type Cell, type ChartTable, nameOf, showCell, toCsv } from './chartTable';
import './tables.css';

interface TableFoldProps {
  name: string;
  table: () => ChartTable;
}

export function TableFold({ name, table }: TableFoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="table-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table: {name}</summary>
      {open && <OpenTable name={name} table={table()} />}
    </details>
  );
}

/** A browser lays out this many rows without a thought. */
const MOST_WHOLE = 300;

function OpenTable({ name, table }: { name: string; table: ChartTable }) {
  return (
    <>
      <CopyAsCsv name={name} table={table} />
      {table.rows.length <= MOST_WHOLE ? <WholeTable name={name} table={table} /> : <WindowedTable name={name} table={table} />}
    </>
  );
}

function CopyAsCsv({ name, table }: { name: string; table: ChartTable }) {
  const lab = useLab();
  const [outcome, setOutcome] = useState('');
  const tell = (sentence: string) => {
    setOutcome(sentence);
    lab.say(sentence);
  };
  const copy = () =>
    navigator.clipboard.writeText(toCsv(table)).then(
      () => tell(`${formatWhole(table.rows.length)} rows copied.`),
      () => tell('The browser did not allow copying. Allow this page to use the clipboard, then copy again.'),
    );
  return (
    <p className="table-copy">
      <button type="button" className="button" aria-label={`Copy as CSV: ${name}`} onClick={() => void copy()}>
        Copy as CSV
      </button>
      <span className="small soft">{outcome || `${formatWhole(table.rows.length)} rows, numbers in full`}</span>
    </p>
  );
}

function WholeTable({ name, table: { columns, rows } }: { name: string; table: ChartTable }) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={`Table: ${name}`}>
      <table>
        <Head name={name} columns={columns} />
        <tbody>
          {Array.from({ length: rows.length }, (_, index) => (
            <Row key={index} columns={columns} cells={rows.at(index)!} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As the style sheet has it; rows do not wrap. */
const ROW_HEIGHT = 29;

function WindowedTable({ name, table: { columns, rows } }: { name: string; table: ChartTable }) {
  const scroll = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing below is memoised
  const window = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW_HEIGHT, overscan: 12 });
  const items = window.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = window.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  return (
    <div ref={scroll} className="table-scroll" tabIndex={0} role="region" aria-label={`Table: ${name}`}>
      <table className="windowed" aria-rowcount={rows.length + 1}>
        <Head name={name} columns={columns} />
        <Spacer height={before} columns={columns.length} />
        <tbody>
          {items.map(({ index }) => (
            <Row key={index} columns={columns} cells={rows.at(index)!} place={index + 2} />
          ))}
        </tbody>
        <Spacer height={after} columns={columns.length} />
      </table>
    </div>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return height > 0 ? (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={columns} style={{ height }} />
      </tr>
    </tbody>
  ) : null;
}

function Head({ name, columns }: { name: string; columns: ChartTable['columns'] }) {
  return (
    <>
      <caption className="visually-hidden">{name}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={nameOf(column)} scope="col">
              {nameOf(column)}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

/** `place` counts from the head, where not every row is there to be counted. */
function Row({ columns, cells, place }: { columns: ChartTable['columns']; cells: readonly Cell[]; place?: number }) {
  return (
    <tr aria-rowindex={place}>
      {cells.map((cell, index) => (
        <td key={index}>{showCell(cell, columns[index]!)}</td>
      ))}
    </tr>
  );
}
