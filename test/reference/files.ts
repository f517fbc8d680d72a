/** Finds reference files in a folder and tells what each of them holds. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface FoundFile {
  name: string;
  /** Contents, or the sentence that says why there are none. */
  contents: { cases: unknown[] } | string;
}

/** Every .json file of the folder. Throws a sentence where the folder cannot be read. */
export function referenceFiles(directory: string): FoundFile[] {
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    throw new Error(`The reference folder ${directory} cannot be read (${(error as Error).message}); set REFERENCE_DIR to a folder that exists.`, { cause: error });
  }
  if (names.length === 0) throw new Error(`The reference folder ${directory} holds no .json file; set REFERENCE_DIR to one that does.`);
  return names.map((name) => ({ name, contents: read(path.join(directory, name)) }));
}

function read(file: string): FoundFile['contents'] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return `cannot be read (${(error as Error).message}); replace it by an intact copy`;
  }
  const { cases } = (parsed ?? {}) as { cases?: unknown };
  if (!Array.isArray(cases) || cases.length === 0) return 'has no list of "cases"; replace it by an intact copy';
  return parsed as { cases: unknown[] };
}

/** A key that cases of this format have and cases of no other format. */
const marks: Record<string, string> = {
  cropped: 'augmentations',
  dfilter: 'conv2d',
  runningStats: 'last_block',
  steps: 'optimizers',
  method: 'pretext_losses',
  queries: 'probes',
  rankMe: 'representation_metrics',
};

/** Which checks belong to a file: those of its name, else those that its first case looks made for; null for neither. */
export function formatOf(name: string, cases: unknown[], known: readonly string[]): string | null {
  const stem = name.replace(/\.json$/, '');
  if (known.includes(stem)) return stem;
  const first: unknown = cases[0];
  const keys = typeof first === 'object' && first !== null ? Object.keys(first) : [];
  const format = keys.map((key) => marks[key]).find((format) => format !== undefined);
  return format !== undefined && known.includes(format) ? format : null;
}
