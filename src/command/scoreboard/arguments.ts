/** Arguments of the scoreboard, checked before anything is started. */
import { claimIds, type ClaimId } from '../../experiment/claims/claimPresets';
import type { BackendWish } from '../../worker/protocol';
import { givenBackend, givenFolder, parsedArguments, UnusableArguments } from '../givenOptions';

const USAGE = 'Usage: npm run -s scoreboard -- [--data-dir DIR] [--only a,b] [--seeds N] [--most N] [--limit-minutes N] [--backend auto|webgpu|wasm] [--dry-run]';
const DEFAULT_SEEDS = 3;
const DEFAULT_MOST = 8;
const MOST_SEEDS = 30;

export interface ScoreboardArguments {
  only: readonly ClaimId[];
  /** Of every condition. */
  seeds: number;
  /** Seeds at which an open effect gets no more. */
  most: number;
  /** Minutes after which no further run is started. */
  limitMinutes: number;
  backend: BackendWish;
  dryRun: boolean;
  dataDirectory?: string;
}

/** `argv` without node and script. Throws `UnusableArguments`. */
export function readScoreboardArguments(argv: readonly string[]): ScoreboardArguments {
  const values = parsed(argv);
  const seeds = seedCount('--seeds', values.seeds, DEFAULT_SEEDS);
  const limitMinutes = Number(values['limit-minutes'] ?? Infinity);
  if (!(limitMinutes >= 0)) throw new UnusableArguments(`--limit-minutes was ${values['limit-minutes']}; give a number of minutes, 0 to make no run.`);
  const directory = values['data-dir'];
  return {
    only: values.only === undefined ? claimIds : chosen(values.only),
    seeds,
    most: Math.max(seeds, seedCount('--most', values.most, DEFAULT_MOST)),
    limitMinutes,
    backend: givenBackend(values.backend ?? 'auto'),
    dryRun: values['dry-run'] ?? false,
    ...(directory !== undefined && { dataDirectory: givenFolder('--data-dir', directory) }),
  };
}

function seedCount(option: string, given: string | undefined, otherwise: number): number {
  const count = Number(given ?? otherwise);
  if (!Number.isInteger(count) || count < 1 || count > MOST_SEEDS) throw new UnusableArguments(`${option} was ${given}; give a whole number from 1 to ${MOST_SEEDS}.`);
  return count;
}

function chosen(given: string): ClaimId[] {
  const wanted = given.split(',').map((id) => id.trim());
  const unknown = wanted.find((id) => !(claimIds as readonly string[]).includes(id));
  if (unknown !== undefined) throw new UnusableArguments(`--only names ${unknown || 'nothing'}; give claims from ${claimIds.join(', ')}, with commas between them.`);
  return wanted as ClaimId[];
}

function parsed(argv: readonly string[]) {
  const options = {
    'data-dir': { type: 'string' },
    only: { type: 'string' },
    seeds: { type: 'string' },
    most: { type: 'string' },
    'limit-minutes': { type: 'string' },
    backend: { type: 'string' },
    'dry-run': { type: 'boolean' },
  } as const;
  return parsedArguments({ args: [...argv], options }, USAGE).values;
}
