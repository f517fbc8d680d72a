/** Where recorded runs come from, as sentences. Pure. */
import type { RunRecord } from '../../record/record';
import { formatWait } from '../text/format';

export interface ProvenanceText {
  /** E.g. "WebAssembly SIMD, 2 threads". */
  readonly devices: readonly string[];
  /** E.g. "24 November 2026", or "24 to 26 November 2026". */
  readonly days: string;
  readonly versions: readonly string[];
  /** Of all runs together, e.g. "2 h 10 min". */
  readonly took: string | null;
}

export function provenanceOf(records: readonly RunRecord[]): ProvenanceText {
  const starts = records.map(({ startedAt }) => startedAt);
  const seconds = records.reduce((sum, { timing }) => sum + (timing?.totalSeconds ?? 0), 0);
  return {
    devices: distinct(records.map(({ device }) => device?.adapter ?? 'an unknown device')),
    days: spellDays(Math.min(...starts), Math.max(...starts)),
    versions: distinct(records.map(({ madeBy }) => madeBy)),
    took: seconds > 0 ? formatWait(seconds) : null,
  };
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function spellDays(first: number, last: number): string {
  const [from, to] = [day.format(first), day.format(last)];
  return from === to ? from : `${from} to ${to}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
