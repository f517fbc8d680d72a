import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkValue } from '../../src/experiment/checkValue';
import { defaultExperiment, type Experiment, type Field, fieldNames, type FieldName, fieldTable } from '../../src/experiment/fields';
import { writeLink } from '../../src/experiment/link';
import { countRuns, experimentsOf, MOST_SEEDS, MOST_SWEPT_RUNS, readSweep, type Sweep, type SweepAxis, sweepOver, writeSweep } from '../../src/experiment/sweep';

function sweepIn(link: string): Sweep {
  const { sweep, remarks } = readSweep(link);
  expect(remarks).toEqual([]);
  return sweep!;
}

describe('reading', () => {
  test('one field and seeds', () => {
    const sweep = sweepIn('https://host/path/?v=2&steps=200&sweep=width:16,64,256&seeds=3#run=abc');
    expect(sweep).toEqual({ base: { ...defaultExperiment, steps: 200 }, axes: [{ field: 'width', values: [16, 64, 256] }], seeds: 3 });
    expect(experimentsOf(sweep).map(writeLink)).toEqual([
      'v=2&width=16&steps=200', 'v=2&width=64&steps=200', 'v=2&steps=200',
      'v=2&width=16&steps=200&seed=2', 'v=2&width=64&steps=200&seed=2', 'v=2&steps=200&seed=2',
      'v=2&width=16&steps=200&seed=3', 'v=2&width=64&steps=200&seed=3', 'v=2&steps=200&seed=3',
    ]); // prettier-ignore
  });

  test('two fields, the second of which varies faster; seeds begin at the base’s', () => {
    const sweep = sweepIn('v=2&seed=7&sweep=method:simclr,vicreg;width:16,64&seeds=2');
    expect(countRuns(sweep)).toBe(8);
    expect(experimentsOf(sweep).slice(3, 5).map(writeLink)).toEqual(['v=2&method=vicreg&width=64&seed=7', 'v=2&width=16&seed=8']);
  });

  test('values that depend on a swept field follow it, unless they are swept too', () => {
    expect(experimentsOf(sweepIn('v=2&sweep=method:simclr,simsiam')).map(({ out }) => out)).toEqual([64, 256]);
    expect(experimentsOf(sweepIn('v=2&sweep=method:simclr,simsiam;out:64')).map(({ out }) => out)).toEqual([64, 64]);
    expect(experimentsOf(sweepIn('v=2&sweep=optimizer:adamw,sgd')).map(({ lr }) => lr)).toEqual([0.002, 0.05]);
    expect(experimentsOf(sweepIn('v=2&method=simsiam&sweep=width:8')).map(({ out }) => out)).toEqual([256]);
  });

  test.each([
    ['v=2&width=64', null, []],
    ['seeds=3', null, ['“seeds” was given as “3”, but belongs to a sweep and there is none; it is ignored.']],
    ['v=2&sweep=', null, ['“sweep” was given as “”, in which no list of values was found; write for instance sweep=width:16,64,256. The single experiment is shown.']],
    ['v=2&sweep=width:0x10,64', 'v=2&sweep=width:64', ['“sweep” lists “0x10” for “width”, which is no value of it; it is left out.']],
    ['v=2&sweep=width:Infinity,64', 'v=2&sweep=width:64', ['“sweep” lists “Infinity” for “width”, which is no value of it; it is left out.']],
    ['v=2&sweep=method:SimCLR,byol', 'v=2&sweep=method:byol', ['“sweep” lists “SimCLR” for “method”, which is no value of it; it is left out.']],
    ['v=2&sweep=width:16,16.0', 'v=2&sweep=width:16', ['“sweep” lists 16 for “width” more than once; it is used once.']],
    ['v=2&sweep=width:1,8', 'v=2&sweep=width:8', ['“width” was given as “1”, but the smallest value is 8; 8 is used.', '“sweep” lists 8 for “width” more than once; it is used once.']],
    ['v=2&sweep=width:8,1', 'v=2&sweep=width:8', ['“sweep” lists 8 for “width” more than once, as “1” comes to it too; it is used once.']],
    ['v=2&sweep=seed:1,2;width:8', 'v=2&sweep=width:8', ['“sweep” names the seed; write seeds=3 for three of them. It is ignored.']],
    ['v=2&sweep=colour:1;width:8', 'v=2&sweep=width:8', ['“sweep” names “colour”, which is not a field of an experiment; it is ignored.']],
    ['v=2&sweep=constructor:1;width:8', 'v=2&sweep=width:8', ['“sweep” names “constructor”, which is not a field of an experiment; it is ignored.']],
    ['v=2&sweep=width;out:8', 'v=2&sweep=out:8', ['“sweep” names “width” without values; it is ignored.']],
    ['v=2&sweep=width:8;width:16', 'v=2&sweep=width:8', ['“sweep” names “width” more than once; the first list is used.']],
    ['v=2&sweep=width:8;out:8;batch:8', 'v=2&sweep=width:8;out:8', ['“sweep” names more than 2 fields; “batch” is ignored.']],
    ['v=2&sweep=width:8&seeds=0', 'v=2&sweep=width:8', ['“seeds” was given as “0”, which is not a whole number from 1 to 20; 1 is used.']],
    ['v=2&sweep=width:8&seeds=99', 'v=2&sweep=width:8&seeds=20', ['“seeds” was given as “99”, which is not a whole number from 1 to 20; 20 are used.']],
    ['v=2&sweep=width:8&seeds=0x2', 'v=2&sweep=width:8', ['“seeds” was given as “0x2”, which is not a whole number from 1 to 20; 1 is used.']],
    ['v=2&seed=2147483646&sweep=width:8&seeds=3', 'v=2&seed=2147483646&sweep=width:8&seeds=2', ['“seeds” was given as “3”, but there are only 2 from seed 2147483646 on; 2 are used.']],
  ])('%s', (link, written, sentences) => {
    const { sweep, remarks } = readSweep(link);
    expect(sweep && writeSweep(sweep)).toBe(written);
    expect(remarks).toEqual(sentences);
  });

  test('more runs than a browser should make are none', () => {
    const most = Array.from({ length: MOST_SWEPT_RUNS }, (_, index) => index + 8);
    expect(countRuns(sweepIn(`v=2&sweep=width:${most.join(',')}`))).toBe(MOST_SWEPT_RUNS);
    const { sweep, remarks } = readSweep(`v=2&sweep=width:${most.join(',')}&seeds=2`);
    expect(sweep).toBeNull();
    expect(remarks).toEqual(['“sweep” asks for 800 runs, more than the 400 of one sweep; name fewer values or seeds. The single experiment is shown.']);
  });

  test('a link of many faults says a few of them and counts the rest, and one of megabytes is none', () => {
    const { sweep, remarks } = readSweep(`v=2&sweep=${'width:x;'.repeat(1_000)}`);
    expect(sweep).toBeNull();
    expect(remarks).toHaveLength(9);
    expect(remarks.at(-1)).toMatch(/^And \d+ more values were not used as given\.$/);
    expect(readSweep(`v=2&sweep=${'width:8,'.repeat(500_000)}`).remarks).toEqual([expect.stringContaining('which is longer than any sweep')]);
  });
});

test('what an axis takes over does not stand in the link, so equal sweeps have equal links', () => {
  const written = 'v=2&steps=200&sweep=width:16,64&seeds=2';
  for (const link of [`v=2&width=1024&${written}`, `seeds=2&v=2&sweep=%20width%3A16%2C%2064&steps=200&width=7`, `${written}&width=64`]) {
    expect(writeSweep(readSweep(link).sweep!)).toBe(written);
  }
  const axes: SweepAxis[] = [{ field: 'method', values: ['simclr', 'byol'] }];
  const [simclr, simsiam] = [defaultExperiment, { ...defaultExperiment, method: 'simsiam', out: 256 } as const];
  expect(writeSweep({ base: simsiam, axes, seeds: 1 })).toBe(writeSweep({ base: simclr, axes, seeds: 1 }));
  expect(experimentsOf({ base: simsiam, axes, seeds: 1 })).toEqual(experimentsOf({ base: simclr, axes, seeds: 1 }));
});

/** Any value that a field may hold. */
function valueOf(field: Field): fc.Arbitrary<string | number> {
  if (field.kind === 'choice') return fc.constantFrom(...field.choices);
  if (field.kind === 'integer') return fc.integer({ min: field.minimum, max: field.maximum });
  return fc.double({ min: field.minimum, max: field.maximum, noNaN: true }).map((value) => value + 0);
}

const anyExperiment = fc
  .record(Object.fromEntries(fieldNames.map((name) => [name, valueOf(fieldTable[name])])))
  // Seeds beyond the largest are cut off, as tested above.
  .map((values) => ({ ...values, seed: Math.min(values.seed as number, 2_147_483_647 - MOST_SEEDS) }) as unknown as Experiment);

const anyAxis = (field: FieldName): fc.Arbitrary<SweepAxis> =>
  fc.uniqueArray(valueOf(fieldTable[field]), { minLength: 1, maxLength: 4 }).map((values) => ({ field, values }));

const anySweep = fc
  .record({
    base: anyExperiment,
    axes: fc.uniqueArray(fc.constantFrom(...fieldNames.filter((name) => name !== 'seed')), { minLength: 1, maxLength: 2 }).chain((names) => fc.tuple(...names.map(anyAxis))),
    seeds: fc.integer({ min: 1, max: MOST_SEEDS }),
  })
  .map(({ base, axes, seeds }) => sweepOver(base, axes, seeds));

describe('any sweep', () => {
  test('is what its link says, to the letter', () => {
    fc.assert(
      fc.property(anySweep, (sweep) => {
        const link = writeSweep(sweep);
        expect(readSweep(link)).toEqual({ sweep, remarks: [] });
        expect(writeSweep(readSweep(`https://host/?${link}`).sweep!)).toBe(link);
      }),
      { numRuns: 500 },
    );
  });

  test('has as many different runs as it says, each with the values of its place', () => {
    fc.assert(
      fc.property(anySweep, (sweep) => {
        const runs = experimentsOf(sweep);
        expect(new Set(runs.map(writeLink)).size).toBe(countRuns(sweep));
        for (const { field, values } of sweep.axes) expect(new Set(runs.map((run) => run[field]))).toEqual(new Set(values));
      }),
      { numRuns: 200 },
    );
  });
});

describe('whatever is given', () => {
  const expectSound = (link: string | URLSearchParams) => {
    const { sweep, remarks } = readSweep(link);
    for (const remark of remarks) if (remark.length > 250) throw new Error(remark);
    if (!sweep) return;
    if (countRuns(sweep) > MOST_SWEPT_RUNS) throw new Error('too many runs');
    for (const run of experimentsOf(sweep).slice(0, 10)) for (const name of fieldNames) if (checkValue(name, run[name]).remark !== undefined) throw new Error(`${name} is ${run[name]}`);
    expect(readSweep(writeSweep(sweep))).toEqual({ sweep, remarks: [] });
  };

  test('is a sound sweep or none', () => {
    const words = fc.constantFrom('width', 'method', 'seed', 'out', 'lr', 'byol', 'sgd', '16', '64', '-0', '1e9', '0x10', 'NaN', ':', ';', ',', ' ', '', '__proto__', '%', '&seeds=', '&method=');
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(words, { maxLength: 20 }).map((parts) => parts.join('')));
    fc.assert(fc.property(text, fc.string({ maxLength: 4 }), (given, seeds) => expectSound(`v=2&sweep=${given}&seeds=${seeds}`)), { numRuns: 2000 });
  });

  test('so are links with a few characters changed', () => {
    const mutation = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(anySweep, fc.array(mutation, { minLength: 1, maxLength: 4 }), (sweep, mutations) => {
        let link = `https://host/?${writeSweep(sweep)}`;
        for (const [place, removed, inserted] of mutations) {
          const at = place % (link.length + 1);
          link = link.slice(0, at) + inserted + link.slice(at + removed);
        }
        expectSound(link);
      }),
      { numRuns: 1000 },
    );
  });
});
