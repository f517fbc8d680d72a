/** Arguments of the headless command, checked before anything is started. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Experiment } from '../experiment/fields';
import { readLink, writeLink } from '../experiment/link';
import { readPageOptions } from '../experiment/pageOptions';
import type { BackendWish } from '../worker/protocol';

const USAGE = "Usage: npm run -s experiment -- '<URL or query>' [--data-dir DIR] [--backend auto|webgpu|wasm] [--judge] [--out FILE]";

const backendNames = ['auto', 'webgpu', 'wasm'] as const;

/** Exit code 2. Its message says what to change. */
export class UnusableArguments extends Error {
  override name = 'UnusableArguments';
}

export interface ExperimentArguments {
  experiment: Experiment;
  /** The link of exactly this experiment. */
  query: string;
  backend: BackendWish;
  /** Whether every probe judges the network in the end. */
  judge: boolean;
  dataDirectory?: string;
  /** Absolute; the report goes to stdout where it is left out. */
  out?: string;
  /** What was not used as given. */
  remarks: string[];
}

/** `argv` without node and script. Throws `UnusableArguments`. */
export function readExperimentArguments(argv: readonly string[]): ExperimentArguments {
  const { values, positionals } = parsed(argv);
  const [link, ...more] = positionals;
  if (link === undefined) throw new UnusableArguments(`There is no experiment; give its link or query, or '' for the default. ${USAGE}`);
  if (more.length > 0) throw new UnusableArguments(`There are ${positionals.length} experiments; give one, in quotes. ${USAGE}`);
  const { experiment, remarks } = readLink(link);
  const page = readPageOptions(link);
  return {
    experiment,
    query: writeLink(experiment),
    backend: values.backend === undefined ? page.backend : backendOf(values.backend),
    judge: values.judge ?? false,
    remarks: [...remarks, ...page.remarks],
    ...(values['data-dir'] !== undefined && { dataDirectory: folder('--data-dir', values['data-dir']) }),
    ...(values.out !== undefined && { out: outFile(values.out) }),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { 'data-dir': { type: 'string' }, backend: { type: 'string' }, judge: { type: 'boolean' }, out: { type: 'string' } },
    });
  } catch (error) {
    throw new UnusableArguments(`${(error as Error).message.split('. ')[0]}. ${USAGE}`, { cause: error });
  }
}

function backendOf(given: string): BackendWish {
  const backend = backendNames.find((name) => name === given);
  if (backend === undefined) throw new UnusableArguments(`--backend was ${given}; give one of ${backendNames.join(', ')}.`);
  return backend;
}

function folder(option: string, given: string): string {
  const found = path.resolve(given);
  if (!statSync(found, { throwIfNoEntry: false })?.isDirectory()) throw new UnusableArguments(`${option} was ${given}, which is no folder; give one that exists.`);
  return found;
}

function outFile(given: string): string {
  const file = path.resolve(given);
  folder('The folder of --out', path.dirname(file));
  if (given === '' || statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new UnusableArguments(`--out was ${given}, which is a folder; give the name of a file.`);
  return file;
}
