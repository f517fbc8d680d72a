/** Arguments of the sweep command, checked before anything is started. */
import path from 'node:path';
import { readLink } from '../../experiment/link';
import { readPageOptions } from '../../experiment/pageOptions';
import { readSweep, type Sweep, writeSweep } from '../../experiment/sweep';
import type { BackendWish } from '../../worker/protocol';
import { givenBackend, givenFolder, parsedArguments, UnusableArguments } from '../givenOptions';

const USAGE = "Usage: npm run -s sweep -- '<sweep link>' [--shard I/N] [--out DIR] [--data-dir DIR] [--backend auto|webgpu|wasm] [--dry-run], or npm run -s sweep -- --merge DIR";
const DEFAULT_OUT = 'sweep-results';
const MOST_SHARDS = 100_000;

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

export interface MakeArguments {
  what: 'make';
  sweep: Sweep;
  /** `writeSweep`. */
  link: string;
  shard: Shard;
  /** Absolute; need not exist yet. */
  out: string;
  backend: BackendWish;
  dataDirectory?: string;
  dryRun: boolean;
  /** What was not used as given. */
  remarks: string[];
}

export interface MergeArguments {
  what: 'merge';
  directory: string;
}

/** `argv` without node and script. Throws `UnusableArguments`. */
export function readSweepArguments(argv: readonly string[]): MakeArguments | MergeArguments {
  const { values, positionals } = parsed(argv);
  const { merge, shard, out, backend, 'data-dir': dataDirectory, 'dry-run': dryRun } = values;
  if (merge !== undefined) {
    if (positionals.length > 0 || Object.keys(values).length > 1) throw new UnusableArguments(`--merge takes a folder and nothing else. ${USAGE}`);
    return { what: 'merge', directory: givenFolder('--merge', merge) };
  }
  const [link, ...more] = positionals;
  if (link === undefined) throw new UnusableArguments(`There is no sweep; give its link or query, in quotes. ${USAGE}`);
  if (more.length > 0) throw new UnusableArguments(`There are ${positionals.length} sweeps; give one, in quotes. ${USAGE}`);
  const { sweep, remarks } = readSweep(link);
  if (!sweep) throw new UnusableArguments(remarks.at(-1)?.replace(' The single experiment is shown.', '') ?? `The link names no sweep; add for instance sweep=width:16,64,256 to it. ${USAGE}`);
  const page = readPageOptions(link);
  return {
    what: 'make',
    sweep,
    link: writeSweep(sweep),
    shard: readShard(shard ?? '1/1'),
    out: path.resolve(out ?? DEFAULT_OUT),
    backend: backend === undefined ? page.backend : givenBackend(backend),
    ...(dataDirectory !== undefined && { dataDirectory: givenFolder('--data-dir', dataDirectory) }),
    dryRun: dryRun ?? false,
    remarks: [...readLink(link).remarks, ...page.remarks, ...remarks],
  };
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { shard: text, out: text, merge: text, backend: text, 'data-dir': text, 'dry-run': { type: 'boolean' } } as const;
  return parsedArguments({ args: [...argv], allowPositionals: true, options }, USAGE);
}

function readShard(given: string): Shard {
  const [index, count] = (/^(\d{1,9})\/(\d{1,9})$/.exec(given)?.slice(1) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count || count > MOST_SHARDS) {
    throw new UnusableArguments(`--shard was ${given}; give I/N with I from 1 to N, for instance 2/8.`);
  }
  return { index, count };
}
