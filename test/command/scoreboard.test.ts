/** The scoreboard's arithmetic, its file of runs, and the README that it writes. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/command/projectRoot';
import { RunFailed } from '../../src/command/runInPage';
import { readScoreboardArguments } from '../../src/command/scoreboard/arguments';
import { makeRuns } from '../../src/command/scoreboard/makeRuns';
import { effectValues, scoreboardOf } from '../../src/command/scoreboard/measure';
import { missingRuns, wantedRuns } from '../../src/command/scoreboard/plan';
import { BEGIN, END, readmeTable, withTable } from '../../src/command/scoreboard/readmeTable';
import { addRun, DamagedRuns, readRuns } from '../../src/command/scoreboard/runsFile';
import { intervalOf, rankCorrelation } from '../../src/record/statistics';
import { seededLink, type StoredRun, type WantedRun } from '../../src/command/scoreboard/storedRun';
import { claimVerdict, effectVerdict } from '../../src/command/scoreboard/verdicts';
import type { Claim } from '../../src/experiment/claims/claim';
import { claims } from '../../src/experiment/claims/claims';
import { spellEffect, spellPercent } from '../../src/experiment/claims/wording';
import type { Scoreboard } from '../../src/experiment/claims/scoreboard';
import { readLink } from '../../src/experiment/link';
import type { ExperimentReport } from '../../src/record/report';

const claimA = claims.find(({ id }) => id === 'a')!;

interface Probed {
  untrained?: number;
  logistic: number;
  mlp?: number;
  binarised?: number;
  output?: number;
  rankMe?: number;
}

function reportOf(query: string, { untrained = 0.3, logistic, mlp = logistic, binarised = logistic, output = logistic, rankMe = 20 }: Probed): ExperimentReport {
  const row = (probe: 'logistic' | 'mlp' | 'binarised' | 'projector', accuracy: number, layer?: number) => ({
    probe,
    ...(layer !== undefined && { layer }),
    dimensions: 64,
    untrained: { cifar10: untrained },
    trained: { cifar10: accuracy },
  });
  const probes = [row('logistic', logistic), row('mlp', mlp), row('binarised', binarised), row('projector', output, 2), row('projector', 0.9, 1)];
  const accuracy = { cifar10: logistic };
  return {
    version: 1,
    date: '2026-11-24T00:00:00.000Z',
    madeBy: 'test',
    config: readLink(query).experiment,
    device: { backend: 'wasm', adapter: 'WebAssembly SIMD, 2 threads' },
    parameters: { backbone: 1, projector: 1 },
    untrained: { refit: { cifar10: untrained } },
    tasks: [],
    images: { train: 1, test: 1, probeTrain: 1, probeTest: 1, lookTrain: 100, lookTest: 50 },
    points: [],
    losses: [],
    final: { loss: 1, online: accuracy, refit: accuracy, knn: accuracy, rankMe, collapse: 0.9, sparsity: 0.25, uniformity: -2, alignment: 0.5, lidar: 7, spectrum: [2, 1] },
    timing: { firstPointSeconds: 1, stepMilliseconds: 100, totalSeconds: 30, probeShare: 0.1 },
    memory: { tensorsAtStart: 1, tensorsAtEnd: 1, bytesPeak: 1 },
    judgement: { step: 300, trainImages: 10_000, testImages: 2_000, probes },
  };
}

/** Runs through the same code that keeps real ones. */
async function storedRuns(wanted: readonly WantedRun[], probed: (run: WantedRun) => Probed): Promise<StoredRun[]> {
  const place = path.join(mkdtempSync(path.join(tmpdir(), 'scoreboard-')), 'runs.json');
  await makeRuns(wanted, { file: place, version: '1', say: () => undefined, kept: () => undefined, run: (query) => Promise.resolve(reportOf(query, probed({ link: query, seed: readLink(query).experiment.seed }))) });
  const runs = readRuns(place);
  rmSync(path.dirname(place), { recursive: true });
  return runs;
}

describe('intervals and verdicts', () => {
  test('Student’s interval of 1, 2, 3: 2 ± 4.3027 / √3', () => {
    const { mean, low, high } = intervalOf([1, 2, 3]);
    expect(mean).toBe(2);
    expect(high! - mean).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
    expect(mean - low!).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
  });

  test('one seed has no interval and leaves everything open', () => {
    expect(intervalOf([0.4])).toEqual({ seeds: 1, mean: 0.4, low: null, high: null });
    expect(effectVerdict(intervalOf([0.4]), 'more')).toBe('open');
    expect(effectVerdict(intervalOf([0]), 'same')).toBe('open');
    expect(effectVerdict(null, 'more')).toBe('open');
  });

  test.each([
    ['more', [0.05, 0.06, 0.055], 'reproduced'],
    ['more', [-0.05, -0.06, -0.055], 'not reproduced'],
    ['more', [0.05, -0.06, 0.055], 'open'],
    ['more', [0, 0, 0], 'open'],
    ['more', [0.01, 0.01, 0.01], 'reproduced'],
    ['same', [0, 0, 0], 'reproduced'],
    ['same', [0.02, 0.02, 0.02], 'reproduced'],
    ['same', [-0.004, 0.004, 0.001], 'reproduced'],
    ['same', [0.05, 0.06, 0.055], 'not reproduced'],
    ['same', [-0.05, -0.06, -0.055], 'not reproduced'],
    ['same', [0.01, 0.03, 0.02], 'open'],
  ] as const)('%s with %j is %s', (expect_, values, verdict) => {
    expect(effectVerdict(intervalOf(values), expect_)).toBe(verdict);
  });

  test('a claim needs all of its effects and falls with one', () => {
    expect(claimVerdict(['reproduced', 'reproduced'])).toBe('reproduced');
    expect(claimVerdict(['reproduced', 'open'])).toBe('open');
    expect(claimVerdict(['open', 'not reproduced'])).toBe('not reproduced');
  });

  test('rank correlation, with ties and without variation', () => {
    expect(rankCorrelation([1, 20, 300], [0.1, 0.2, 0.9])).toBe(1);
    expect(rankCorrelation([1, 20, 300], [3, 2, 1])).toBe(-1);
    expect(rankCorrelation([1, 1, 2], [1, 2, 3])).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull();
  });
});

describe('effects', () => {
  const wide = (link: string) => readLink(link).experiment.width;

  test('are paired by seed, and a seed without both runs is left out', async () => {
    const [first, gain] = claimA.effects;
    const wanted = wantedRuns([claimA], 2).filter(({ link, seed }) => !(seed === 2 && wide(link) === 32));
    const runs = await storedRuns(wanted, ({ link }) => ({ logistic: wide(link) === 32 ? 0.4 : 0.5, untrained: wide(link) === 32 ? 0.28 : 0.35 }));
    expect(runs).toHaveLength(9);
    expect(effectValues(first!, runs)).toEqual([expect.closeTo(0.1, 12)]);
    expect(effectValues(gain!, runs)).toEqual([expect.closeTo(0.03, 12)]);
  });

  test('between probes of one run, on the layer that is meant', async () => {
    const n1 = claims.find(({ id }) => id === 'n1')!;
    const runs = await storedRuns(wantedRuns([n1], 1), () => ({ logistic: 0.5, output: 0.4 }));
    expect(n1.effects.map((effect) => effectValues(effect, runs))).toEqual([[expect.closeTo(0.1, 12)], [expect.closeTo(0.5, 12)]]);
  });

  test('a rank correlation per seed', async () => {
    const n3 = claims.find(({ id }) => id === 'n3')!;
    const runs = await storedRuns(wantedRuns([n3], 2), ({ link, seed }) => ({ logistic: 0.4 + wide(link) / 10_000, rankMe: seed === 1 ? wide(link) : -wide(link) }));
    expect(effectValues(n3.effects[0]!, runs)).toEqual([1, -1]);
  });

  test('the whole scoreboard: verdict, conditions, and what is missing', async () => {
    const runs = await storedRuns(wantedRuns([claimA], 3), ({ link, seed }) => ({ logistic: 0.4 + 0.001 * seed + (wide(link) === 2048 ? 0.05 + 0.001 * seed : 0) }));
    const { claims: measured, ...about } = scoreboardOf(claims, runs, 3);
    expect(about).toMatchObject({ runs: 15, devices: ['wasm (WebAssembly SIMD, 2 threads)'] });
    const a = measured.find(({ id }) => id === 'a')!;
    // The wide runs with few and with many outputs are made equal, so the third effect stays open.
    expect(a.effects.map(({ verdict }) => verdict)).toEqual(['reproduced', 'reproduced', 'open']);
    expect(a).toMatchObject({ verdict: 'open', missing: expect.stringContaining('3 seeds') as string });
    expect(a.conditions[0]!.measured).toMatchObject({ untrained: { mean: 0.3 }, trained: { seeds: 3, mean: 0.402 }, gain: { mean: 0.102 } });
    expect(measured.find(({ id }) => id === 'g')).toMatchObject({ verdict: 'open', missing: 'Not measured yet.', effects: [{ interval: null }] });
  });

  test('in words', () => {
    expect(spellEffect({ unit: 'points', interval: { seeds: 3, mean: 0.0534, low: -0.01, high: 0.1168 } })).toBe('+5.3 points [−1.0, 11.7]');
    expect(spellEffect({ unit: 'correlation', interval: { seeds: 1, mean: -0.8, low: null, high: null } })).toBe('−0.80');
    expect(spellEffect({ unit: 'points', interval: { seeds: 1, mean: -0.0001, low: null, high: null } })).toBe('0.0 points');
    expect(spellPercent({ seeds: 3, mean: 0.47, low: 0.46, high: 0.48 })).toBe('47.0 ± 1.0');
  });
});

describe('the file of runs', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'scoreboard-'));
    file = path.join(folder, 'below', 'runs.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const wanted = wantedRuns([claimA], 2);
  const making = (run: (query: string) => Promise<ExperimentReport>) => ({ file, version: '1', say: () => undefined, kept: () => undefined, run });

  test('each run is kept at once; what is there is not run again', async () => {
    const asked: string[] = [];
    const stopped = makeRuns(wanted, making((query) => (asked.push(query) > 3 ? Promise.reject(new Error('The machine was switched off.')) : Promise.resolve(reportOf(query, { logistic: 0.5 })))));
    await expect(stopped).rejects.toThrow('switched off');
    expect(readRuns(file).map(seededLink)).toEqual(asked.slice(0, 3));

    const missing = missingRuns(wanted, readRuns(file));
    expect(missing).toHaveLength(wanted.length - 3);
    const again: string[] = [];
    await makeRuns(missing, making((query) => (again.push(query), Promise.resolve(reportOf(query, { logistic: 0.5 })))));
    expect(again.filter((query) => asked.slice(0, 3).includes(query))).toEqual([]);
    expect(missingRuns(wanted, readRuns(file))).toEqual([]);
  });

  test('a failed run and one without a judgement are not kept, and the next ones are made', async () => {
    const outcomes = [
      () => Promise.reject(new RunFailed('The loss is no longer a number.')),
      (query: string) => Promise.resolve({ ...reportOf(query, { logistic: 0.5 }), judgement: undefined } as unknown as ExperimentReport),
      (query: string) => Promise.resolve(reportOf(query, { logistic: 0.5 })),
    ];
    const failed = await makeRuns(wanted.slice(0, 3), making((query) => outcomes.shift()!(query)));
    expect(failed).toBe(2);
    expect(readRuns(file)).toMatchObject([wanted[2]]);
  });

  test.each(['{"version":1,"runs":[{"link":"', '{"version":9,"runs":[]}', '{"version":1,"runs":[{"link":"a"}]}', ''])('a damaged one (%j) gives a sentence and stays as it is', (text) => {
    const damaged = path.join(folder, 'runs.json');
    writeFileSync(damaged, text);
    expect(() => readRuns(damaged)).toThrow(DamagedRuns);
    expect(() => readRuns(damaged)).toThrow(/repair it, or move it away/);
    expect(() => addRun(damaged, {} as StoredRun)).toThrow(DamagedRuns);
    expect(readFileSync(damaged, 'utf8')).toBe(text);
  });
});

test('runs are planned claim by claim, all conditions of a seed before the next, shared ones once', () => {
  const plan = wantedRuns(claims, 2);
  expect(plan.slice(0, 6).map(({ seed }) => seed)).toEqual([1, 1, 1, 1, 1, 2]);
  expect(new Set(plan.map(seededLink)).size).toBe(plan.length);
  const conditions = new Set(claims.flatMap((claim: Claim) => claim.conditions.map(({ link }) => link)));
  expect(plan).toHaveLength(2 * conditions.size);
});

test.each([
  [['--only', 'a,z'], /--only names z/],
  [['--seeds', '0'], /--seeds was 0/],
  [['--backend', 'cuda'], /--backend was cuda/],
  [['--data-dir', '/nowhere/at/all'], /no folder/],
  [['--colour'], /Usage/],
  [['a'], /Usage/],
])('%j is refused in words', (argv, sentence) => {
  expect(() => readScoreboardArguments(argv)).toThrow(sentence);
});

describe('what is published', () => {
  const runsFile = path.join(projectRoot, 'public/scoreboard/runs.json');
  const published = JSON.parse(readFileSync(path.join(projectRoot, 'public/scoreboard/claims.json'), 'utf8')) as Scoreboard;

  test('the verdicts follow from the runs that are kept', () => {
    expect(scoreboardOf(claims, existsSync(runsFile) ? readRuns(runsFile) : [], published.seedsWanted)).toEqual(published);
  });

  test('the README’s table is the one that the command writes', () => {
    const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
    expect(withTable(readme, readmeTable(claims, published))).toBe(readme);
  });

  test('a README without the marks is left alone, in words', () => {
    expect(() => withTable('# Title', 'table')).toThrow(/lacks the lines/);
    expect(withTable(`a\n${BEGIN}\nold\n${END}\nz`, 'new')).toBe(`a\n${BEGIN}\nnew\n${END}\nz`);
  });
});
