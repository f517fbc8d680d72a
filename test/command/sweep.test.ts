/** The sweep command's arguments, its shares, its files and what it makes of them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UnusableArguments } from '../../src/command/givenOptions';
import { RunFailed } from '../../src/command/runInPage';
import { readSweepArguments } from '../../src/command/sweep/arguments';
import { makeShare } from '../../src/command/sweep/makeShare';
import { mergeResults } from '../../src/command/sweep/merge';
import { fileNameOf, isMade, keepReport, keepSweepLink } from '../../src/command/sweep/resultFiles';
import { expectedSeconds, shareOf } from '../../src/command/sweep/share';
import { readRunFile } from '../../src/exchange/runFile';
import { defaultExperiment, type Experiment, fieldTable } from '../../src/experiment/fields';
import { readLink, writeLink } from '../../src/experiment/link';
import { experimentsOf, readSweep } from '../../src/experiment/sweep';
import { finishedReport } from '../exchange/support/finishedReport';

const LINK = 'v=2&steps=8&sweep=width:8,16&seeds=2';
const sweep = readSweep(LINK).sweep!;
const runs = experimentsOf(sweep);

let directory: string;
beforeEach(() => void (directory = mkdtempSync(path.join(tmpdir(), 'sweep-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const inside = (name: string) => path.join(directory, name);
const say = () => undefined;
const run = (experiment: Experiment) => Promise.resolve(finishedReport(experiment));

describe('arguments', () => {
  test('a link and every option', () => {
    const given = ['https://host/?v=2&backend=wasm&width=7&sweep=width:8,16&seeds=2&steps=8', '--shard', '2/3', '--out', inside('out'), '--data-dir', directory, '--dry-run'];
    expect(readSweepArguments(given)).toEqual({
      what: 'make',
      sweep,
      link: LINK,
      shard: { index: 2, count: 3 },
      out: inside('out'),
      backend: 'wasm',
      dataDirectory: directory,
      dryRun: true,
      remarks: ['“width” was given as “7”, but the smallest value is 8; 8 is used.'],
    });
    expect(readSweepArguments([LINK, '--backend', 'webgpu'])).toMatchObject({ shard: { index: 1, count: 1 }, backend: 'webgpu', dryRun: false, out: path.resolve('sweep-results') });
    expect(readSweepArguments(['--merge', directory])).toEqual({ what: 'merge', directory });
  });

  test.each([
    [[], /There is no sweep.*Usage/],
    [['v=2&width=64'], /names no sweep; add for instance sweep=width:16,64,256/],
    [['v=2&sweep=colour:1'], /no list of values was found; write for instance sweep=width:16,64,256\.$/],
    [['v=2&sweep=width:8&seeds=20', 'v=2&sweep=out:8'], /There are 2 sweeps/],
    [[LINK, '--shard', '0/3'], /--shard was 0\/3; give I\/N/],
    [[LINK, '--shard', '4/3'], /--shard was 4\/3/],
    [[LINK, '--shard', '1'], /--shard was 1; give/],
    [[LINK, '--backend', 'cuda'], /--backend was cuda/],
    [[LINK, '--colour'], /--colour.*Usage/],
    [['--merge', '/nowhere/at/all'], /--merge was .* no folder/],
    [['--merge', tmpdir(), '--shard', '1/2'], /--merge takes a folder and nothing else/],
  ])('%j is refused in one line', (argv, message) => {
    expect(() => readSweepArguments(argv)).toThrow(UnusableArguments);
    expect(() => readSweepArguments(argv)).toThrow(message);
  });
});

describe('shares', () => {
  test('hold every run once, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.uniqueArray(fc.integer({ min: 8, max: 4096 }), { minLength: 1, maxLength: 5 }), (count, widths) => {
        const some = readSweep(`v=2&sweep=width:${widths.join(',')}&seeds=3`).sweep!;
        const shares = Array.from({ length: count }, (_, index) => shareOf(some, { index: index + 1, count }).map(writeLink));
        expect(shares.flat().sort()).toEqual(experimentsOf(some).map(writeLink).sort());
      }),
      { numRuns: 50 },
    );
  });

  test('are balanced: none takes longer than the mean and one run more', () => {
    const wide = readSweep('v=2&backbone=small&sweep=width:8,64,512,4096,16384&seeds=3').sweep!;
    const loads = [1, 2, 3, 4].map((index) => shareOf(wide, { index, count: 4 }).reduce((sum, one) => sum + expectedSeconds(one), 0));
    const longest = Math.max(...experimentsOf(wide).map(expectedSeconds));
    expect(Math.max(...loads)).toBeLessThan(loads.reduce((sum, load) => sum + load, 0) / 4 + longest);
    expect(Math.min(...loads)).toBeGreaterThan(0);
  });
});

describe('file names', () => {
  test('tell the settings', () => {
    expect(runs.map(fileNameOf)).toEqual(['width-8_steps-8.json', 'width-16_steps-8.json', 'width-8_steps-8_seed-2.json', 'width-16_steps-8_seed-2.json']);
    expect(fileNameOf(defaultExperiment)).toBe('default.json');
  });

  test('are safe on any file system and as different as the settings', () => {
    const value = (name: keyof Experiment) => {
      const field = fieldTable[name];
      return field.kind === 'choice' ? fc.constantFrom(...field.choices) : field.kind === 'integer' ? fc.integer({ min: field.minimum, max: field.maximum }) : fc.double({ min: field.minimum, max: field.maximum, noNaN: true });
    };
    const names = Object.keys(fieldTable) as (keyof Experiment)[];
    const any = fc.record(Object.fromEntries(names.map((name) => [name, value(name)])), { requiredKeys: [] }).map((given) => ({ ...defaultExperiment, ...given }) as Experiment);
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(fileNameOf(one)).toMatch(/^[a-z0-9][a-z0-9._-]{0,180}\.json$/);
        expect(fileNameOf(one) === fileNameOf(other)).toBe(writeLink(one) === writeLink(other));
        expect(fileNameOf(readLink(writeLink(one)).experiment)).toBe(fileNameOf(one));
      }),
      { numRuns: 300 },
    );
  });
});

describe('making', () => {
  test('keeps each run in a file of its own, and makes none twice', async () => {
    expect(await makeShare(runs, { directory, run, say })).toEqual({ made: 4, failed: 0, kept: 0 });
    expect(readdirSync(directory).sort()).toEqual(runs.map(fileNameOf).sort());
    expect(JSON.parse(readFileSync(inside('width-16_steps-8.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(finishedReport(runs[1]))));
    expect(await makeShare(runs, { directory, run: () => Promise.reject(new Error('made twice')), say })).toEqual({ made: 0, failed: 0, kept: 4 });
  });

  test('a file that was cut off, or holds another run, is made again', async () => {
    await makeShare(runs, { directory, run, say });
    const [cut, wrong] = [inside(fileNameOf(runs[0]!)), inside(fileNameOf(runs[1]!))];
    writeFileSync(cut, readFileSync(cut, 'utf8').slice(0, 500));
    writeFileSync(wrong, JSON.stringify(finishedReport(runs[2])));
    expect(runs.map((experiment) => isMade(directory, experiment))).toEqual([false, false, true, true]);
    expect(await makeShare(runs, { directory, run, say })).toEqual({ made: 2, failed: 0, kept: 2 });
    expect(runs.every((experiment) => isMade(directory, experiment))).toBe(true);
  });

  test('a run that fails is said, not kept, and does not stop the others; any other error does', async () => {
    const said: string[] = [];
    const some = (experiment: Experiment) => (experiment.width === 8 ? Promise.reject(new RunFailed('The loss was not a number; lower the learning rate.')) : run(experiment));
    expect(await makeShare(runs, { directory, run: some, say: (sentence) => said.push(sentence) })).toEqual({ made: 2, failed: 2, kept: 0 });
    expect(said[1]).toBe('It failed and is not kept: The loss was not a number; lower the learning rate.');
    expect(readdirSync(directory)).toHaveLength(2);
    await expect(makeShare(runs, { directory, run: () => Promise.reject(new Error('The browser is gone.')), say })).rejects.toThrow('The browser is gone.');
  });
});

describe('merging', () => {
  const merged = () => {
    const { text, ...rest } = mergeResults(directory);
    return { ...rest, read: text === null ? null : readRunFile(text, 'all.json') };
  };

  test('gives one file that the page opens, in the order of the sweep and with its link', async () => {
    keepSweepLink(directory, LINK);
    await makeShare([...runs].reverse(), { directory, run, say });
    const { read, remarks, faults } = merged();
    expect({ remarks, faults }).toEqual({ remarks: [], faults: [] });
    expect(read!.sweep).toBe(LINK);
    expect(read!.remarks).toEqual([]);
    expect(read!.records.map(({ link }) => link)).toEqual(runs.map(writeLink));
  });

  test('says what is missing, damaged or foreign, and takes the rest', () => {
    keepSweepLink(directory, LINK);
    for (const experiment of [runs[3]!, runs[0]!, defaultExperiment]) keepReport(directory, finishedReport(experiment));
    writeFileSync(inside('width-16_steps-8.json'), '{"version":1,"con');
    writeFileSync(inside('old.json.1234.part'), '{');
    mkdirSync(inside('folder.json'));
    const { read, remarks, faults } = merged();
    expect(read!.records.map(({ link }) => link)).toEqual([writeLink(runs[0]!), writeLink(runs[3]!), 'v=2']);
    expect(remarks).toEqual(['2 of the sweep’s 4 runs are not there yet.', '1 run is not of this sweep; it is in the collection too.']);
    expect(faults).toEqual([expect.stringMatching(/^folder\.json cannot be read/), expect.stringMatching(/^“width-16_steps-8\.json” ends in the middle/)]);
  });

  test('without a word of its sweep, the runs alone; without runs, nothing', () => {
    expect(merged()).toMatchObject({ read: null, remarks: [expect.stringMatching(/no finished run/)] });
    keepReport(directory, finishedReport(runs[0]));
    writeFileSync(inside('sweep.json'), '{"sweep":');
    expect(merged()).toMatchObject({ read: { sweep: null }, faults: [], remarks: [expect.stringMatching(/does not tell which sweep/)] });
  });
});
