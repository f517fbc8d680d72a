/**
 * Text as people type, paste and send it: with decimal commas, thousands apart, true minus signs, and characters that nobody sees. One reader for
 * number boxes, sweeps and links.
 */

/** Format characters (zero-width, bidirectional marks, soft hyphens, byte-order mark) and controls: invisible wherever they stand. */
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;
const MINUS = /[\u2212\u2012\u2013\uFE63\uFF0D]/gu;
/** Decimal notation only: `Number` would also take "", "0x10" and "Infinity". */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED_BY_SPACES = /^[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/;
const GROUPED_BY_COMMAS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const GROUPED_BY_DOTS = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+$/;
const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;

/** Without what cannot be seen: spaces around it, and format and control characters anywhere. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}

export interface TypedNumber {
  readonly value: number;
  /** Whether a comma or a dot could have been read otherwise, so that it is worth saying what was taken. */
  readonly isInterpreted: boolean;
}

/**
 * Null where it is no number. A comma parts thousands where it can in a whole number ("2,048"), and is a decimal comma elsewhere
 * ("0,005"; in a field that is not whole also "1,000").
 */
export function typedNumber(given: string, isWhole: boolean): TypedNumber | null {
  const text = visible(given).replace(MINUS, '-').replace(/[\p{Zs}\u2019']/gu, ' ');
  if (DECIMAL.test(text)) return { value: Number(text), isInterpreted: false };
  if (GROUPED_BY_SPACES.test(text)) return { value: Number(text.replaceAll(' ', '').replace(',', '.')), isInterpreted: false };
  const isGrouped = GROUPED_BY_COMMAS.test(text) && (isWhole || text.includes('.') || text.split(',').length > 2);
  if (isGrouped) return { value: Number(text.replaceAll(',', '')), isInterpreted: true };
  if (GROUPED_BY_DOTS.test(text)) return { value: Number(text.replaceAll('.', '').replace(',', '.')), isInterpreted: true };
  if (DECIMAL_COMMA.test(text)) return { value: Number(text.replace(',', '.')), isInterpreted: true };
  return null;
}
