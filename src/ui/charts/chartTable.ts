/** The data behind a chart: shown rounded, copied whole. Pure. */

/** Null where there is nothing. */
export type Cell = string | number | null;

export interface Column {
  readonly name: string;
  /** How its numbers are shown. */
  readonly format: (value: number) => string;
}

export interface ChartTable {
  readonly columns: readonly (string | Column)[];
  /** An array, or rows that are made when they are asked for. */
  readonly rows: { readonly length: number; at(index: number): readonly Cell[] | undefined };
}

export function nameOf(column: string | Column): string {
  return typeof column === 'string' ? column : column.name;
}

export function showCell(cell: Cell, column: string | Column): string {
  if (cell === null) return '–';
  return typeof cell === 'number' && typeof column !== 'string' ? column.format(cell) : String(cell);
}

/** RFC 4180 with numbers in full; what holds commas, quotes or breaks is quoted. */
export function toCsv({ columns, rows }: ChartTable): string {
  const lines = [columns.map((column) => quoted(nameOf(column))).join(',')];
  for (let index = 0; index < rows.length; index++) lines.push(rows.at(index)!.map(csvCell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : quoted(cell);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
