/** Arguments of the scoreboard, checked before anything is started. */
import { claimIds, type ClaimId } from '../../experiment/claims/claimPresets';
import type { BackendWish } from '../../worker/protocol';
import { givenBackend, givenFolder, parsedArguments, UnusableArguments } from '../givenOptions';

const USAGE = 'Usage: npm run -s scoreboard -- [--data-dir DIR] [--only a,b] [--seeds N] [--backend auto|webgpu|wasm] [--dry-run]';
const DEFAULT_SEEDS = 3;
const MOST_SEEDS = 30;

export interface ScoreboardArguments {
  only: readonly ClaimId[];
  seeds: number;
  backend: BackendWish;
  dryRun: boolean;
  dataDirectory?: string;
}

/** `argv` without node and script. Throws `UnusableArguments`. */
export function readScoreboardArguments(argv: readonly string[]): ScoreboardArguments {
  const values = parsed(argv);
  const seeds = Number(values.seeds ?? DEFAULT_SEEDS);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) throw new UnusableArguments(`--seeds was ${values.seeds}; give a whole number from 1 to ${MOST_SEEDS}.`);
  const directory = values['data-dir'];
  return {
    only: values.only === undefined ? claimIds : chosen(values.only),
    seeds,
    backend: givenBackend(values.backend ?? 'auto'),
    dryRun: values['dry-run'] ?? false,
    ...(directory !== undefined && { dataDirectory: givenFolder('--data-dir', directory) }),
  };
}

function chosen(given: string): ClaimId[] {
  const wanted = given.split(',').map((id) => id.trim());
  const unknown = wanted.find((id) => !(claimIds as readonly string[]).includes(id));
  if (unknown !== undefined) throw new UnusableArguments(`--only names ${unknown || 'nothing'}; give claims from ${claimIds.join(', ')}, with commas between them.`);
  return wanted as ClaimId[];
}

function parsed(argv: readonly string[]) {
  const options = { 'data-dir': { type: 'string' }, only: { type: 'string' }, seeds: { type: 'string' }, backend: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;
  return parsedArguments({ args: [...argv], options }, USAGE).values;
}
