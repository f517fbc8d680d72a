/**
 * `npm run -s bench -- [--out FILE] [--only NAME]` measures training steps, convolutions and the page against what else there
 * is, and writes one JSON object; a table goes to stderr. NAME is a row or how rows begin. Exit code 0: all measured;
 * 1: a row failed; 2: unusable arguments.
 */
import { writeFileSync } from 'node:fs';
import { describeMachine } from '../../test/bench/machine';
import { openBench } from '../../test/bench/open';
import type { BenchReport, Row } from '../../test/bench/report';
import { rowPlans } from '../../test/bench/rows';
import { measureRow } from '../../test/bench/rows/plan';
import { type BenchArguments, readBenchArguments, UnusableArguments } from './benchArguments';

const COLUMNS = { name: 22, figure: 11, unit: 12, ratio: 9 } as const;

function line(name: string, ours: string, baseline: string, unit: string, ratio: string, note: string): string {
  const { name: wide, figure } = COLUMNS;
  return `${name.padEnd(wide)} ${ours.padStart(figure)} ${baseline.padStart(figure)} ${unit.padEnd(COLUMNS.unit)} ${ratio.padStart(COLUMNS.ratio)}  ${note}`;
}

function lineOf({ name, unit, ours, baseline, ratio, note }: Row): string {
  const figure = (value: number | null) => (value === null ? '–' : value.toLocaleString('en'));
  return line(name, figure(ours), figure(baseline), unit, ratio === null ? '–' : `${ratio.toPrecision(3)} ×`, note);
}

async function run({ only }: BenchArguments): Promise<BenchReport> {
  const bench = openBench(console.error);
  const closeAndLeave = (code: number) => void bench.close().finally(() => process.exit(code));
  process.once('SIGINT', () => closeAndLeave(130));
  process.once('SIGTERM', () => closeAndLeave(143));
  try {
    const machine = await describeMachine(await bench.browser());
    console.error(line('row', 'ours', 'baseline', 'unit', 'ratio', 'note'));
    const rows: Row[] = [];
    for (const plan of rowPlans.filter(({ name }) => only.includes(name))) {
      const row = await measureRow(plan, bench);
      console.error(lineOf(row));
      rows.push(row);
    }
    return { machine, rows };
  } finally {
    await bench.close();
  }
}

try {
  const given = readBenchArguments(process.argv.slice(2), rowPlans.map(({ name }) => name));
  const report = await run(given);
  const json = `${JSON.stringify(report, null, 1)}\n`;
  if (given.out === undefined) process.stdout.write(json);
  else writeFileSync(given.out, json);
  if (report.rows.some(({ ours }) => ours === null)) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message.replace(/\s*\n\s*/g, ' '));
  process.exitCode = error instanceof UnusableArguments ? 2 : 1;
}
