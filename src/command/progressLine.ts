/** Progress on stderr: one line that rewrites itself on a terminal, else a new line every few seconds. */
import type { RunEvent } from '../worker/protocol';

const INTERVAL_MS = { terminal: 100, file: 5_000 };

export interface ProgressLine {
  /** Takes any event of the run and shows what it tells. */
  take: (event: RunEvent) => void;
  /** A sentence on a line of its own. */
  say: (sentence: string) => void;
  /** Removes an unfinished line, so that what is printed next starts at its beginning. */
  clear: () => void;
}

export function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s left`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min left`;
  return `${(seconds / 3600).toFixed(1)} h left`;
}

export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

export function progressLine(steps: number, stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  const interval = stream.isTTY ? INTERVAL_MS.terminal : INTERVAL_MS.file;
  let shownAt = -Infinity;
  let accuracy = '';

  function clear(): void {
    if (stream.isTTY) stream.write('\r\x1b[2K');
  }

  function say(sentence: string): void {
    clear();
    stream.write(`${sentence}\n`);
  }

  function show(text: string): void {
    const now = performance.now();
    if (now - shownAt < interval) return;
    shownAt = now;
    if (!stream.isTTY) stream.write(`${text}\n`);
    else stream.write(`\r\x1b[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
  }

  function take(event: RunEvent): void {
    if (event.kind === 'device') say(event.device.sentence);
    else if (event.kind === 'progress') {
      const share = event.fraction === null ? '' : ` ${percent(event.fraction)}`;
      const left = event.secondsLeft === null ? '' : `, ${timeLeft(event.secondsLeft)}`;
      show(`${event.label}${share}${left}${accuracy}`);
    } else if (event.kind === 'losses' && event.values.length > 0) {
      const step = event.fromStep + event.values.length - 1;
      const left = timeLeft(((steps - step) * event.stepMilliseconds) / 1000);
      show(`Step ${step} of ${steps}, loss ${event.values.at(-1)!.toPrecision(4)}, about ${left}${accuracy}`);
    } else if (event.kind === 'inspection') {
      const { label, fraction } = event.progress;
      show(`${label}${fraction === null ? '' : ` ${percent(fraction)}`}${accuracy}`);
    } else if (event.kind === 'point' && event.point.refit) {
      const [task, value] = Object.entries(event.point.refit)[0] ?? [];
      if (value !== undefined) accuracy = `; probe accuracy on ${task} at step ${event.point.step}: ${percent(value)}`;
    }
  }

  return { take, say, clear };
}
