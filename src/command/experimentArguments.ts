/** Arguments of the headless command, checked before anything is started. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Experiment } from '../experiment/fields';
import { readLink, writeLink } from '../experiment/link';
import { readPageOptions } from '../experiment/pageOptions';
import { queryOf } from '../experiment/queryOf';
import type { BackendWish } from '../worker/protocol';
import { givenBackend, givenFolder, parsedArguments, UnusableArguments } from './givenOptions';

const USAGE = "Usage: npm run -s experiment -- '<URL or query>' [--data-dir DIR] [--backend auto|webgpu|wasm] [--judge] [--out FILE]";

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
    backend: values.backend === undefined ? page.backend : givenBackend(values.backend),
    judge: values.judge ?? false,
    remarks: [...remarks, ...page.remarks, ...sweepRemarks(link)],
    ...(values['data-dir'] !== undefined && { dataDirectory: givenFolder('--data-dir', values['data-dir']) }),
    ...(values.out !== undefined && { out: outFile(values.out) }),
  };
}

function parsed(argv: readonly string[]) {
  return parsedArguments(
    {
      args: [...argv],
      allowPositionals: true,
      options: { 'data-dir': { type: 'string' }, backend: { type: 'string' }, judge: { type: 'boolean' }, out: { type: 'string' } },
    },
    USAGE,
  );
}

function sweepRemarks(link: string): string[] {
  return queryOf(link).has('sweep') ? ['This is the link of a sweep; only its single experiment runs here. npm run -s sweep runs them all.'] : [];
}

function outFile(given: string): string {
  const file = path.resolve(given);
  givenFolder('The folder of --out', path.dirname(file));
  if (given === '' || statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new UnusableArguments(`--out was ${given}, which is a folder; give the name of a file.`);
  return file;
}
