/**
 * `npm run fetch-data`: both CIFAR archives from their official site into local-data/, which git ignores and from which
 * the page offers them by itself. Exit 0 done, 1 failed, 2 unusable arguments; a failure is one line that says what to do.
 */
import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cifarFormats, type CifarFormat, type CifarName } from '../data/cifar/format';
import { holdingOf } from '../data/library/holdings';
import { importFiles } from '../data/library/importing';
import { download, isFull } from './download';
import { DEFAULT_DATA_FOLDER } from './localData';
import { nodeFolder } from './nodeFolder';
import { progressLine } from './progressLine';

const OFFICIAL_SITE = 'https://www.cs.toronto.edu/~kriz/';
/** As the official site states them. */
const MD5: Readonly<Record<CifarName, string>> = {
  cifar10: 'c32a1d4ab5d03f1284b67883e8d87530',
  cifar100: '03b5dce01913d631647c71ecec9e9cb8',
};
/** Images of either data set. */
const TRAIN_IMAGES = 50_000;
const TEST_IMAGES = 10_000;

const usage = `npm run fetch-data -- [--from URL] [--to DIR] [--no-verify]
  --from URL    fetch the archives from here (default ${OFFICIAL_SITE})
  --to DIR      put the files here (default ${DEFAULT_DATA_FOLDER})
  --no-verify   accept archives of other contents than the official ones`;

interface Settings {
  from: URL;
  to: string;
  verify: boolean;
}

function readSettings(): Settings {
  try {
    const { values } = parseArgs({
      options: { from: { type: 'string' }, to: { type: 'string' }, 'no-verify': { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const from = (values.from ?? OFFICIAL_SITE).replace(/\/*$/, '/');
    return { from: new URL(from), to: values.to ?? DEFAULT_DATA_FOLDER, verify: !values['no-verify'] };
  } catch (error) {
    console.error(`${(error as Error).message}. Use:\n${usage}`);
    process.exit(2);
  }
}

const line = progressLine(0);

function show(label: string, fraction: number | null, secondsLeft: number | null): void {
  line.take({ kind: 'progress', runId: '', label, fraction, secondsLeft });
}

/** Seconds left at the pace since this was made, from the share done now. */
function pace(): (done: number, total: number) => number | null {
  const started = performance.now();
  return (done, total) => (done > 0 ? ((performance.now() - started) / 1000) * (total / done - 1) : null);
}

async function fetchDataset(format: CifarFormat, { from, to, verify }: Settings): Promise<void> {
  const store = nodeFolder(to);
  const here = holdingOf(format, store.source, await store.list(format.folder));
  const allFiles = here.files.length === format.trainFiles.length + format.testFiles.length;
  const whole = verify ? here.trainImages === TRAIN_IMAGES && here.testImages === TEST_IMAGES : here.missing === null;
  if (allFiles && whole) {
    line.say(`${format.title} is already in ${path.join(to, format.folder)}.`);
    return;
  }
  const archive = path.join(to, format.archive);
  const left = pace();
  await download({ url: new URL(format.archive, from), file: archive, md5: verify ? MD5[format.name] : null }, (bytes, start, total) =>
    show(
      `Fetching ${format.archive}: ${(bytes / 1e6).toFixed(0)}${total ? ` of ${(total / 1e6).toFixed(0)}` : ''} MB,`,
      total ? bytes / total : null,
      total ? left(bytes - start, total - start) : null,
    ),
  );
  await unpack(format, archive, to);
}

async function unpack(format: CifarFormat, archive: string, to: string): Promise<void> {
  const store = nodeFolder(to);
  const left = pace();
  const file = new File([await openAsBlob(archive)], format.archive);
  const { imported, problems } = await importFiles(store, [file], (_, share) => show(`Unpacking ${format.archive}`, share, left(share, 1)));
  if (problems[0]) throw problems[0];
  await rm(archive);
  line.say(`${format.title}: ${imported.length} files in ${path.join(to, format.folder)}.`);
}

const settings = readSettings();
try {
  for (const format of Object.values(cifarFormats)) await fetchDataset(format, settings);
  line.say('Start the page with “npm start”; it offers these images.');
} catch (error) {
  line.clear();
  const message = isFull(error)
    ? `The disk is full. Free about 600 MB below ${path.resolve(settings.to)}, then run “npm run fetch-data” again; it resumes there.`
    : (error as Error).message;
  console.error(message);
  process.exitCode = 1;
}
