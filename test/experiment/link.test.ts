import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment, type Field, fieldNames, fieldTable } from '../../src/experiment/fields';
import { checkValue, readKeptLink, readLink, writeLink } from '../../src/experiment/link';
import { experimentsOf, readSweep, writeSweep } from '../../src/experiment/sweep';

/** Any value that a field may hold. */
function valueOf(field: Field): fc.Arbitrary<string | number> {
  if (field.kind === 'choice') return fc.constantFrom(...field.choices);
  if (field.kind === 'integer') return fc.integer({ min: field.minimum, max: field.maximum });
  return fc.double({ min: field.minimum, max: field.maximum, noNaN: true }).map((value) => value + 0);
}

const anyExperiment = fc.record(Object.fromEntries(fieldNames.map((name) => [name, valueOf(fieldTable[name])]))) as unknown as fc.Arbitrary<Experiment>;

function expectValid(experiment: Experiment) {
  expect(Object.keys(experiment)).toEqual(fieldNames);
  for (const name of fieldNames) {
    const field = fieldTable[name];
    const value = experiment[name];
    if (field.kind === 'choice') {
      expect(field.choices).toContain(value);
    } else {
      expect(value).toBeGreaterThanOrEqual(field.minimum);
      expect(value).toBeLessThanOrEqual(field.maximum);
      if (field.kind === 'integer') expect(Number.isInteger(value)).toBe(true);
    }
  }
}

describe('writing', () => {
  test('leaves out defaults and keeps the order of the table', () => {
    expect(writeLink(defaultExperiment)).toBe('v=2');
    expect(writeLink({ ...defaultExperiment, seed: 3, layers: 2, width: 1024, method: 'vicreg' })).toBe('v=2&method=vicreg&width=1024&layers=2&seed=3');
  });

  test('prints numbers in their shortest form', () => {
    expect(writeLink(readLink('v=2&lr=3.000e-4&decay=0.50').experiment)).toBe('v=2&lr=0.0003&decay=0.5');
  });
});

describe('reading', () => {
  test.each(['https://host/path/?v=2&method=vicreg&width=1024#run=abc', '?v=2&method=vicreg&width=1024', 'v=2&method=vicreg&width=1024', '/path?width=1024&method=vicreg&v=2'])('understands %s', (link) => {
    const { experiment, remarks } = readLink(link);
    expect(remarks).toEqual([]);
    expect(experiment).toEqual({ ...defaultExperiment, method: 'vicreg', width: 1024 });
  });

  test.each(['', '?', '#', 'https://host/path', 'https://host/path/?', '/path/', 'v=2', 'v=2&backend=wasm&embed=1&sweep=width:16,64&seeds=3'])('finds the default in %j', (link) => {
    expect(readLink(link)).toEqual({ experiment: defaultExperiment, remarks: [] });
  });

  test.each([
    ['v=2&width=99999999', { width: 32768 }, '“width” was given as “99999999”, but the largest value is 32768; 32768 is used.'],
    ['v=2&batch=-5', { batch: 8 }, '“batch” was given as “-5”, but the smallest value is 8; 8 is used.'],
    ['v=2&batch=256.7', { batch: 257 }, '“batch” was given as “256.7”, but must be a whole number; 257 is used.'],
    ['v=2&lr=1e999', { lr: 10 }, '“lr” was given as “1e999”, but the largest value is 10; 10 is used.'],
    ['v=2&width=0x10', {}, '“width” was given as “0x10”, which is not a whole number; the default, 256, is used.'],
    ['v=2&width=', {}, '“width” was given as “”, which is not a whole number; the default, 256, is used.'],
    ['v=2&lr=NaN', {}, '“lr” was given as “NaN”, which is not a number; the default, 0.002, is used.'],
    ['v=2&lr=Infinity', {}, '“lr” was given as “Infinity”, which is not a number; the default, 0.002, is used.'],
    ['v=2&method=magic', {}, '“method” was given as “magic”, which is none of simclr, vicreg, byol, barlow, simsiam, supervised; the default, simclr, is used.'],
    ['v=2&color=red', {}, '“color” was given as “red”, but is not a field of an experiment; it is ignored.'],
    ['v=2&__proto__=1', {}, '“__proto__” was given as “1”, but is not a field of an experiment; it is ignored.'],
    ['v=2&seed=3&seed=4', { seed: 3 }, '“seed” was given more than once; 3 is used and “4” is ignored.'],
    ['v=3', {}, '“v” was given as “3”, a newer link format than this page knows; it is read as version 2, so reload the page or look for a newer one.'],
    ['v=x', {}, '“v” was given as “x”, which is no version of the link format; 2 is used.'],
  ])('remarks on %s', (link, changes, remark) => {
    expect(readLink(link)).toEqual({ experiment: { ...defaultExperiment, ...changes }, remarks: [remark] });
  });

  test.each([['v=2&images=1e3', { images: 1000 }], ['v=2&width=%2064%20', { width: 64 }], ['v=2&width=+64+', { width: 64 }], ['v=2&decay=-0', { decay: 0 }], ['v=2&flip=.25', { flip: 0.25 }]])('takes %s as it is meant', (link, changes) => {
    expect(readLink(link)).toEqual({ experiment: { ...defaultExperiment, ...changes }, remarks: [] });
  });

  test('shows neither control characters nor long values', () => {
    const [remark] = readLink(`v=2&width=${encodeURIComponent(`\u202eab\u0000\n${'x'.repeat(100_000)}`)}`).remarks;
    expect(remark).toBe(`“width” was given as “ab${'x'.repeat(38)}…”, which is not a whole number; the default, 256, is used.`);
  });

  test('counts the remarks after the eighth', () => {
    const { remarks } = readLink(Array.from({ length: 20 }, (_, index) => `x${index}=1`).join('&'));
    expect(remarks).toHaveLength(9);
    expect(remarks.at(-1)).toBe('And 12 more values were not used as given.');
  });
});

/** Links that were shared before links said their version, and what each of them meant. */
const before: Experiment = {
  ...{ data: 'shapes', images: 4000, sampling: 'balanced', method: 'simclr', probe: 'same', tasks: 'labels', backbone: 'tiny', width: 256, layers: 1 },
  ...{ hidden: 256, out: 64, batch: 64, steps: 400, lr: 0.002, decay: 1e-4, optimizer: 'adamw', temperature: 0.2, crop: 0.08, jitter: 0.4, hue: 0.1 },
  ...{ gray: 0.2, flip: 0.5, scenes: 1, seed: 1 },
} as const;

describe('links of version 1', () => {
  test.each<[string, Partial<Experiment>]>([
    ['width=32', { width: 32 }],
    ['v=1', {}],
    ['v=1&width=32', { width: 32 }],
    ['method=vicreg&width=1024&layers=2&seed=3', { method: 'vicreg', width: 1024, layers: 2, scenes: 3, seed: 3 }],
    ['method=simsiam', { method: 'simsiam', out: 256 }],
    ['optimizer=lars&batch=256', { optimizer: 'lars', lr: 0.4, batch: 256 }],
    ['jitter=1&crop=0.3', { jitter: 1, hue: 0.25, crop: 0.3 }],
    ['jitter=0', { jitter: 0, hue: 0 }],
    ['data=cifar10&images=10000&sampling=two-class&steps=300&width=2048', { data: 'cifar10', images: 10_000, sampling: 'two-class', steps: 300, width: 2048 }],
    ['width=abc', {}],
  ])('%s opens the experiment that it meant', (link, changes) => {
    const { experiment } = readLink(link);
    expect(experiment).toEqual({ ...before, ...changes });
    expect(readLink(writeLink(experiment))).toEqual({ experiment, remarks: [] });
  });

  test('a kept or sent query is one even where it is empty, an address is not', () => {
    expect(readKeptLink('').experiment).toEqual(before);
    expect(readKeptLink('v=2').experiment).toEqual(defaultExperiment);
    expect(readLink('https://host/path/').experiment).toEqual(defaultExperiment);
    expect(readLink('lab=1&backend=wasm').experiment).toEqual(defaultExperiment);
  });

  test('its sweeps drew scenes from every seed, and still do once written anew', () => {
    const { sweep } = readSweep('sweep=width:16,64&seeds=2');
    expect(experimentsOf(sweep!).map(({ width, seed, scenes, crop }) => [width, seed, scenes, crop])).toEqual([[16, 1, 1, 0.08], [64, 1, 1, 0.08], [16, 2, 2, 0.08], [64, 2, 2, 0.08]]);
    expect(readSweep(writeSweep(sweep!)).sweep).toEqual(sweep);
    expect(experimentsOf(readSweep('v=2&sweep=width:16,64&seeds=2').sweep!).map(({ scenes }) => scenes)).toEqual([1, 1, 1, 1]);
  });
});

describe('what people type, paste and send', () => {
  test.each<[string, 'lr' | 'width' | 'decay', number, string | null]>([
    ['0,005', 'lr', 0.005, '“lr” was given as “0,005”; 0.005 is used.'],
    ['1,5', 'lr', 1.5, '“lr” was given as “1,5”; 1.5 is used.'],
    ['1,000', 'lr', 1, '“lr” was given as “1,000”; 1 is used.'],
    ['2,048', 'width', 2048, '“width” was given as “2,048”; 2048 is used.'],
    ['2\u2009048', 'width', 2048, null],
    ['2\u202f048', 'width', 2048, null],
    ['2’048', 'width', 2048, null],
    ['1.024,0', 'width', 1024, '“width” was given as “1.024,0”; 1024 is used.'],
    ['5\u200b12', 'width', 512, null],
    ['\u202a512\u202c\n', 'width', 512, null],
    ['5\u00ad12', 'width', 512, null],
    ['\u22120,5', 'decay', 0, '“decay” was given as “−0,5”, but the smallest value is 0; 0 is used.'],
    ['1e\u22124', 'decay', 1e-4, null],
    ['1,2,3', 'lr', 0.002, '“lr” was given as “1,2,3”, which is not a number; the default, 0.002, is used.'],
    ['5 12', 'width', 256, '“width” was given as “5 12”, which is not a whole number; the default, 256, is used.'],
  ])('%j for %s', (given, name, value, remark) => {
    expect(checkValue(name, given)).toEqual(remark === null ? { value } : { value, remark });
    expect(readLink(new URLSearchParams([['v', '2'], [name, given]])).experiment[name]).toBe(value);
  });

  test('names and choices with marks or breaks around them', () => {
    expect(readLink('v=2&\u200bwidth%0A=64&method=%E2%80%8Bvicreg%20')).toEqual({ experiment: { ...defaultExperiment, width: 64, method: 'vicreg' }, remarks: [] });
  });
});

test('what trackers add gets no remark', () => {
  expect(readLink('v=2&width=64&fbclid=IwAR0&utm_source=chat&gclid=1&ref=nav')).toEqual({ experiment: { ...defaultExperiment, width: 64 }, remarks: [] });
});

describe('a single value', () => {
  test('from a number box', () => {
    expect(checkValue('width', '64')).toEqual({ value: 64 });
    expect(checkValue('width', 7)).toEqual({ value: 8, remark: '“width” was given as “7”, but the smallest value is 8; 8 is used.' });
    expect(checkValue('lr', Number.NaN).value).toBe(0.002);
  });
});

describe('for every link', () => {
  test('equal experiments have equal links and links give the experiment back', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        const link = writeLink(experiment);
        expect(readLink(link)).toEqual({ experiment, remarks: [] });
        expect(writeLink(readLink(link).experiment)).toBe(link);
      }),
      { numRuns: 500 },
    );
  });

  test('arbitrary text gives a valid experiment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => expectValid(readLink(text).experiment)),
      { numRuns: 1000 },
    );
  });

  test('arbitrary values of known fields give a valid experiment, which is its own link', () => {
    const pair = fc.tuple(fc.constantFrom(...fieldNames), fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
        const { experiment } = readLink(new URLSearchParams(pairs));
        expectValid(experiment);
        expect(readLink(writeLink(experiment))).toEqual({ experiment, remarks: [] });
      }),
      { numRuns: 1000 },
    );
  });

  test('10,000 links with a few characters changed still give a valid experiment in short sentences', () => {
    const mutation = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(anyExperiment, fc.array(mutation, { minLength: 1, maxLength: 4 }), (experiment, mutations) => {
        let link = `https://host/?${writeLink(experiment)}`;
        for (const [place, removed, inserted] of mutations) {
          const at = place % (link.length + 1);
          link = link.slice(0, at) + inserted + link.slice(at + removed);
        }
        const { experiment: read, remarks } = readLink(link);
        for (const name of fieldNames) if (checkValue(name, read[name]).remark !== undefined) throw new Error(`${name} is not valid: ${read[name]}`);
        for (const remark of remarks) if (remark.length > 250) throw new Error(remark);
      }),
      { numRuns: 10_000 },
    );
  });
});
