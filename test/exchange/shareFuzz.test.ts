/** Ten thousand links that nobody meant: readers give a valid experiment, a sweep within bounds, a result or a sentence, and never throw. */
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPageOptions } from '../../src/experiment/pageOptions';
import { type Experiment, fieldNames, fieldTable } from '../../src/experiment/fields';
import { readLink } from '../../src/experiment/link';
import { countRuns, experimentsOf, MOST_SWEPT_RUNS, readSweep } from '../../src/experiment/sweep';
import { payloadIn } from '../../src/exchange/share/fragment';
import { unpack } from '../../src/exchange/share/packed';
import { readPayload } from '../../src/exchange/share/read';
import { runFragment, tableFragment } from '../../src/exchange/share/write';
import { randomStream } from '../../src/random/stream';
import { summaryOf } from '../../src/record/summary';
import { hostileTexts, mutations, type Mutate } from '../support/hostile';
import { longRun } from './support/longRun';

const QUERIES = 6_000;
const PAYLOADS = 2_000;
const CONTENTS = 2_000;

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

function expectValid(experiment: Experiment): void {
  for (const name of fieldNames) {
    const field = fieldTable[name];
    const value = experiment[name];
    if (field.kind === 'choice' ? !field.choices.includes(value as string) : !((value as number) >= field.minimum && (value as number) <= field.maximum)) {
      throw new Error(`${name} became ${value}`);
    }
  }
  if (Object.keys(experiment).length !== fieldNames.length) throw new Error('There are other fields than the table has.');
}

function expectPlain(texts: readonly string[]): void {
  for (const text of texts) if (UNPRINTABLE.test(text) || text.length > 1_000) throw new Error(`Shown as it came: ${JSON.stringify(text)}`);
}

const queries = [
  'v=2&method=vicreg&width=1024&layers=2&seed=3',
  'v=2&sweep=width:16,32,64,128&seeds=3&steps=200',
  'v=2&sweep=width:16,64;out:32,128&seeds=20&backend=wasm',
  'v=2&sweep=method:simclr,byol;optimizer:sgd,lars&embed=1',
  'v=2&data=own&probe=cifar10&tasks=derived&lr=3e-4&v=1',
];

const { sweep } = readSweep('v=2&sweep=width:16,32,64,128&seeds=2&steps=200');
const source = { madeBy: '0.1.0', startedAt: 1.7e12, device: { backend: 'wasm' as const, adapter: 'CPU' } };
const fragments = await Promise.all([
  runFragment(longRun({ steps: 60 })),
  runFragment(longRun({ steps: 3_000, method: 'byol' })),
  tableFragment(sweep!, experimentsOf(sweep!).map((experiment) => summaryOf(longRun(experiment))), source),
]);
const payloads = fragments.map((fragment) => payloadIn(fragment!)!);
const contents = await Promise.all(payloads.map(unpack));

/** One to three mutations of something that was well meant, the same ones in every run of this test. */
function mutated(seeds: readonly string[], index: number): string {
  const random = randomStream(index, 'probe');
  const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)]!;
  return Array.from({ length: 1 + random.below(3) }, () => pick<Mutate>(mutations)).reduce((text, mutate) => mutate(text, random, pick(hostileTexts)), pick(seeds));
}

test('queries', () => {
  for (let index = 0; index < QUERIES; index++) {
    const query = mutated(queries, index);
    const link = readLink(query);
    expectValid(link.experiment);
    const read = readSweep(query);
    if (read.sweep) {
      expect(countRuns(read.sweep)).toBeLessThanOrEqual(MOST_SWEPT_RUNS);
      if (index % 8 === 0) experimentsOf(read.sweep).forEach(expectValid);
    }
    expectPlain([...link.remarks, ...read.remarks, ...readPageOptions(query).remarks]);
  }
});

async function expectHandled(payload: string): Promise<string> {
  const received = await readPayload(payload);
  if (received.kind === 'run') {
    const { record } = received;
    expectValid(record.experiment);
    expectPlain([record.madeBy, record.device?.adapter ?? '', ...received.remarks]);
    expect(record.points.every(({ step, seconds }) => step <= record.experiment.steps && seconds >= 0)).toBe(true);
    expect(record.losses.length).toBeLessThanOrEqual(record.experiment.steps);
    for (const { online, refit = {} } of record.points) for (const accuracy of [...Object.values(online), ...Object.values(refit)]) if (!(accuracy >= 0 && accuracy <= 1)) throw new Error(`an accuracy of ${accuracy}`);
  }
  if (received.kind === 'table') {
    received.runs.forEach(({ experiment }) => expectValid(experiment));
    expect(received.runs.length).toBeLessThanOrEqual(countRuns(received.sweep));
    expectPlain([received.from.madeBy, received.from.device?.adapter ?? '', ...received.remarks]);
  }
  return received.kind;
}

test('payloads with characters changed, cut off, repeated or foreign', async () => {
  let damaged = 0;
  for (let index = 0; index < PAYLOADS; index++) {
    const payload = mutated(payloads, index);
    // The checksum tells damage: what is read is what was sent.
    if ((await expectHandled(payload)) === 'unusable') damaged += 1;
    else expect(contents).toContain(await unpack(payload));
  }
  expect(damaged).toBeGreaterThan(0.9 * PAYLOADS);
});

test('contents that were tampered with and packed again', async () => {
  const kinds = new Map<string, number>();
  for (let index = 0; index < CONTENTS; index++) {
    const kind = await expectHandled(deflateSync(mutated(contents, index)).toString('base64url'));
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  // Some changes stay within bounds, so that this went beyond the first check.
  expect([...kinds.keys()].sort()).toEqual(['run', 'table', 'unusable']);
});
