/** What a crosshair reads: of many runs those that lie near it. Pure. */

export interface ReadingRow {
  readonly id: string;
  readonly slot: number;
  readonly name: string;
  readonly values: readonly string[];
  /** Where its curves are at the crosshair, as heights from the top of the plot, 0…1. */
  readonly heights: readonly number[];
}

export interface Reading {
  readonly title: string;
  /** Heads of the values; none where the title says what they are. */
  readonly columns: readonly string[];
  readonly rows: readonly ReadingRow[];
  /** Runs that are drawn but not listed. */
  readonly further: number;
}

/** More lines than this cover what they speak of. */
export const MOST_READ = 8;
const MOST_NEAR = 6;

/** All rows while they are few, newest first; of many those whose curves pass nearest, from top to bottom as they lie. */
export function readNear(title: string, columns: readonly string[], rows: readonly ReadingRow[], height: number): Reading {
  if (rows.length <= MOST_READ) return { title, columns, rows, further: 0 };
  const near = rows
    .map((row) => ({ row, nearest: nearestHeight(row, height) }))
    .sort((a, b) => Math.abs(a.nearest - height) - Math.abs(b.nearest - height))
    .slice(0, MOST_NEAR)
    .sort((a, b) => a.nearest - b.nearest)
    .map(({ row }) => row);
  return { title, columns, rows: near, further: rows.length - near.length };
}

function nearestHeight({ heights }: ReadingRow, height: number): number {
  return heights.reduce((best, other) => (Math.abs(other - height) < Math.abs(best - height) ? other : best), Infinity);
}

/** Heights closer than this, as a share of the plot, count as pointed at. */
const POINTED = 0.04;

/** The row whose curve the crosshair stands on; null where it stands on none. */
export function pointedAt({ rows }: Pick<Reading, 'rows'>, height: number): ReadingRow | null {
  const nearest = rows.reduce<ReadingRow | null>(
    (best, row) => (best === null || Math.abs(nearestHeight(row, height) - height) < Math.abs(nearestHeight(best, height) - height) ? row : best),
    null,
  );
  return nearest && Math.abs(nearestHeight(nearest, height) - height) < POINTED ? nearest : null;
}

/** For ears. E.g. "Step 120. D = 64: loss 4.31, online 30.1 %." */
export function spellReading({ title, columns, rows, further }: Reading): string {
  const lines = rows.map(({ name, values }) => `${name}: ${values.map((value, index) => (columns[index] ? `${columns[index]} ${value}` : value)).join(', ')}.`);
  return [`${title}.`, ...lines, ...(further > 0 ? [`${further} further runs.`] : [])].join(' ');
}

export function furtherRuns(count: number): string {
  return count === 1 ? 'and 1 further run' : `and ${count} further runs`;
}
