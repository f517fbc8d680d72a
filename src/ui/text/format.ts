/** Numbers as people read them: three significant digits, a thin unit, plain words for time. */

/** Narrow, and no line breaks at it. */
const NARROW_SPACE = '\u202f';

/** 103_216 → "103 k", 1_234_567 → "1.23 M". Below 1,000 the number itself. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return '–';
  for (const [size, unit] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']] as const) {
    // 999,600 would round to "1000 k": the larger unit takes over where rounding reaches it.
    if (count >= size * 0.9995) return `${threeDigits(count / size)}${NARROW_SPACE}${unit}`;
  }
  return String(Math.round(count));
}

function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  if (value >= 9.995) return value.toFixed(1);
  return value.toFixed(2);
}

/** 48.2 ms → "48 ms", 480 → "0.48 s", 12_345 → "12.3 s". */
export function formatMilliseconds(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '–';
  if (milliseconds < 10) return `${milliseconds.toFixed(1)}${NARROW_SPACE}ms`;
  if (milliseconds < 99.5) return `${Math.round(milliseconds)}${NARROW_SPACE}ms`;
  return `${threeDigits(milliseconds / 1000)}${NARROW_SPACE}s`;
}

/** A duration to wait for: "under 5 s", "40 s", "3 min", "1 h 20 min". */
export function formatWait(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown time';
  if (seconds < 5) return `under 5${NARROW_SPACE}s`;
  if (seconds < 90) return `${Math.round(seconds / 5) * 5}${NARROW_SPACE}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${NARROW_SPACE}min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}${NARROW_SPACE}h${rest ? ` ${rest}${NARROW_SPACE}min` : ''}`;
}

/** A fraction as a percentage with one digit: 0.412 → "41.2 %". */
export function formatPercent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)}${NARROW_SPACE}%`;
}

/** A difference of fractions in points: 0.061 → "+6.1". */
export function formatGain(difference: number): string {
  const points = (100 * difference).toFixed(1);
  if (Number(points) === 0) return '±0.0';
  return difference > 0 ? `+${points}` : points.replace('-', '−');
}

/** With its standard error: 0.412, 0.008 → "41.2 ± 0.8 %". Without one, the percentage alone. */
export function formatShare(fraction: number, error: number | null): string {
  return error === null ? formatPercent(fraction) : `${(100 * fraction).toFixed(1)} ± ${(100 * error).toFixed(1)}${NARROW_SPACE}%`;
}

/** The same of a difference in points: 0.061, 0.009 → "+6.1 ± 0.9". */
export function formatGainError(difference: number, error: number | null): string {
  return error === null ? formatGain(difference) : `${formatGain(difference)} ± ${(100 * error).toFixed(1)}`;
}

/** A loss: enough digits to see it move. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return '–';
  return Math.abs(loss) >= 100 ? loss.toFixed(0) : loss.toPrecision(3);
}

/** A figure without a unit, to three digits: 12.34 → "12.3", −2.5 → "−2.50", 3.2e-5 → "3.20 × 10⁻⁵". */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 100 || size === 0) return sign + size.toFixed(0);
  if (size >= 0.001) return sign + size.toPrecision(3);
  const [digits, power] = size.toExponential(2).split('e') as [string, string];
  return `${sign}${digits} × ${powerOfTen(Number(power))}`;
}

/** A round number as it is, with a true minus sign: -2.5 → "−2.5". */
export function formatRound(value: number): string {
  return String(value).replace('-', '−');
}

/** Tick of a logarithmic axis: whole numbers from 1 to 99,999 as they are, powers of ten beyond. */
export function formatLogTick(value: number): string {
  if (value >= 1 && value < 1e5) return formatWhole(value);
  const power = Math.floor(Math.log10(value) + 1e-9);
  const digit = Math.round(value / 10 ** power);
  return digit === 1 ? powerOfTen(power) : `${digit} × ${powerOfTen(power)}`;
}

function powerOfTen(power: number): string {
  return `10${[...String(power)].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)])).join('')}`;
}

/** Bytes as people meet them in file managers: 170_052_171 → "170 MB". */
export function formatBytes(bytes: number): string {
  return formatCount(bytes).replace(/(\s?)([kMGT])?$/u, (_, space: string, unit?: string) => `${space}${unit ?? NARROW_SPACE}B`);
}

/** Whole numbers in prose: 50000 → "50,000". */
export function formatWhole(value: number): string {
  return value.toLocaleString('en-GB');
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** Milliseconds since 1970 in the visitor's own time: "6 May 2026, 14:03". */
export function formatDate(milliseconds: number): string {
  return Math.abs(milliseconds) <= 8.64e15 ? dateFormat.format(milliseconds) : '–';
}
