/** Arguments of the benchmark, checked before anything is started. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = 'Usage: npm run -s bench -- [--out FILE] [--only NAME]';

/** Exit code 2. Its message says what to change. */
export class UnusableArguments extends Error {
  override name = 'UnusableArguments';
}

export interface BenchArguments {
  /** Absolute; the report goes to stdout where it is left out. */
  out?: string;
  /** Rows to measure, in the order of `names`. */
  only: readonly string[];
}

/** `argv` without node and script; `names` of all rows. Throws `UnusableArguments`. */
export function readBenchArguments(argv: readonly string[], names: readonly string[]): BenchArguments {
  const { out, only = '' } = parsed(argv);
  const chosen = names.filter((name) => name.startsWith(only));
  if (chosen.length === 0) throw new UnusableArguments(`--only was ${only}, and no row begins with that; the rows are ${names.join(', ')}.`);
  return { only: chosen, ...(out !== undefined && { out: outFile(out) }) };
}

function parsed(argv: readonly string[]): { out?: string; only?: string } {
  try {
    return parseArgs({ args: [...argv], options: { out: { type: 'string' }, only: { type: 'string' } } }).values;
  } catch (error) {
    throw new UnusableArguments(`${(error as Error).message.split('. ')[0]}. ${USAGE}`, { cause: error });
  }
}

function outFile(given: string): string {
  const file = path.resolve(given);
  const isFolder = (place: string) => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  if (given === '' || isFolder(file)) throw new UnusableArguments(`--out was ${given || 'empty'}; give the name of a file.`);
  if (!isFolder(path.dirname(file))) throw new UnusableArguments(`--out was ${given}, but its folder does not exist; give a place in one that does.`);
  return file;
}
