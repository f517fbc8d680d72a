/** The scoreboard's arithmetic, its file of runs, and the README that it writes. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/command/projectRoot';
import { RunFailed } from '../../src/command/runInPage';
import { readScoreboardArguments } from '../../src/command/scoreboard/arguments';
import { makeRuns } from '../../src/command/scoreboard/makeRuns';
import { effectValues, measuredEffect, scoreboardOf } from '../../src/command/scoreboard/measure';
import { nextRun, planOf } from '../../src/command/scoreboard/plan';
import { cifarChart } from '../../src/command/scoreboard/cifarChart';
import { BEGIN, END, readmeTable, withTable } from '../../src/command/scoreboard/readmeTable';
import { addRun, DamagedRuns, findRun, readRuns } from '../../src/command/scoreboard/runsFile';
import { intervalOf, rankCorrelation } from '../../src/record/statistics';
import { seededLink, storedRunOf, type StoredRun, type WantedRun } from '../../src/command/scoreboard/storedRun';
import { effectVerdict, intervalVerdict, wantsSeeds, wholeVerdict } from '../../src/command/scoreboard/verdicts';
import type { Claim } from '../../src/experiment/claims/claim';
import { conditionLink } from '../../src/experiment/claims/conditions';
import { claims } from '../../src/experiment/claims/claims';
import { claimsHeld } from '../../src/experiment/claims/claimsHeld';
import { spellEffect, spellMeans, spellPercent } from '../../src/experiment/claims/wording';
import type { Scoreboard } from '../../src/experiment/claims/scoreboard';
import { fieldNames } from '../../src/experiment/fields';
import { readLink } from '../../src/experiment/link';
import type { ExperimentReport } from '../../src/record/report';
import type { JudgedProbe } from '../../src/train/events';

const claimOf = (id: string) => claims.find((claim) => claim.id === id)!;
const claimA = claimOf('a');
const SEEDS = { seeds: 3, most: 8 };

/** Every condition of some claims, long ones left out, at seeds from 1. */
function wantedRuns(chosen: readonly Claim[], seeds: number): WantedRun[] {
  const links = [...new Set(chosen.flatMap(({ conditions }) => conditions.filter(({ long }) => !long).map(({ link }) => link)))];
  return Array.from({ length: seeds }, (_, index) => links.map((link) => ({ link, seed: index + 1 }))).flat();
}

/** The first of some runs that is neither kept nor failed. */
const inOrder = (wanted: readonly WantedRun[], file: string) => (failed: readonly WantedRun[]) => wanted.find((run) => !findRun(readRuns(file), run) && !failed.includes(run)) ?? null;

interface Probed {
  untrained?: number;
  logistic: number;
  mlp?: number;
  binarised?: number;
  output?: number;
  few?: number;
  rankMe?: number;
  /** Share of zeros, untrained and trained. */
  zeros?: [number, number];
}

function reportOf(query: string, { untrained = 0.3, logistic, mlp = logistic, binarised = logistic, output = logistic, few, rankMe = 20, zeros = [0.1, 0.25] }: Probed): ExperimentReport {
  const row = <Probe extends JudgedProbe['probe']>(probe: Probe, accuracy: number, layer?: number) => ({
    probe,
    ...(layer !== undefined && { layer }),
    dimensions: 64,
    untrained: { cifar10: untrained },
    trained: { cifar10: accuracy },
  });
  const probes = [row('logistic', logistic), row('mlp', mlp), row('binarised', binarised), row('projector', output, 2), row('projector', 0.9, 1), ...(few === undefined ? [] : [{ ...row('few' as const, few), share: 0.01, draws: 5 }, { ...row('few' as const, few), share: 0.1, draws: 5 }])];
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
    points: [{ step: 0, seconds: 0, loss: 4, online: accuracy, inside: { rankMe: 9, collapse: 0.2, sparsity: zeros[0], uniformity: -1 } }],
    losses: [],
    final: { loss: 1, online: accuracy, refit: accuracy, knn: accuracy, rankMe, collapse: 0.9, sparsity: zeros[1], uniformity: -2, alignment: 0.5, lidar: 7, spectrum: [2, 1] },
    timing: { firstPointSeconds: 1, stepMilliseconds: 100, totalSeconds: 30, probeShare: 0.1 },
    memory: { tensorsAtStart: 1, tensorsAtEnd: 1, bytesPeak: 1 },
    judgement: { step: 300, trainImages: 10_000, testImages: 2_000, probes },
  };
}

/** Runs through the same code that keeps real ones. */
async function storedRuns(wanted: readonly WantedRun[], probed: (run: WantedRun) => Probed): Promise<StoredRun[]> {
  const place = path.join(mkdtempSync(path.join(tmpdir(), 'scoreboard-')), 'runs.json');
  await makeRuns({ file: place, next: inOrder(wanted, place), version: '1', say: () => undefined, kept: () => undefined, run: (query) => Promise.resolve(reportOf(query, probed({ link: query, seed: readLink(query).experiment.seed }))) });
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
    expect(intervalVerdict(intervalOf([0.4]), 'more')).toBe('open');
    expect(intervalVerdict(intervalOf([0]), 'same')).toBe('open');
    expect(intervalVerdict(null, 'more')).toBe('open');
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
    expect(intervalVerdict(intervalOf(values), expect_)).toBe(verdict);
  });

  test('a claim needs all of its effects and falls with one', () => {
    expect(wholeVerdict(['reproduced', 'reproduced'])).toBe('reproduced');
    expect(wholeVerdict(['reproduced', 'open'])).toBe('open');
    expect(wholeVerdict(['open', 'not reproduced'])).toBe('not reproduced');
  });

  test('an effect of width needs what training added as well: a reading that grows is not enough', () => {
    const reads = intervalOf([0.08, 0.085, 0.09]);
    expect(effectVerdict({ interval: reads, expect: 'more' })).toBe('reproduced');
    expect(effectVerdict({ interval: reads, added: intervalOf([0.02, 0.025, 0.03]), expect: 'more' })).toBe('reproduced');
    expect(effectVerdict({ interval: reads, added: intervalOf([-0.02, -0.025, -0.03]), expect: 'more' })).toBe('not reproduced');
    expect(effectVerdict({ interval: reads, added: intervalOf([-0.02, 0.025, 0.03]), expect: 'more' })).toBe('open');
    expect(effectVerdict({ interval: reads, added: null, expect: 'more' })).toBe('open');
  });

  test('seeds go to effects that are open and wider than ±2 points, and to no others', () => {
    const points = { unit: 'points', expect: 'more' } as const;
    expect(wantsSeeds({ ...points, interval: intervalOf([0.1, -0.1, 0.05]) })).toBe(true);
    expect(wantsSeeds({ ...points, interval: intervalOf([0.1, 0.11, 0.12]) })).toBe(false);
    expect(wantsSeeds({ ...points, interval: intervalOf([0.004, -0.004, 0.001]) })).toBe(false);
    // Settled by one part, however wide the other.
    expect(wantsSeeds({ ...points, interval: intervalOf([0.1, -0.1, 0.05]), added: intervalOf([-0.1, -0.11, -0.12]) })).toBe(false);
    // The open part is narrow; the wide one is settled.
    expect(wantsSeeds({ ...points, interval: intervalOf([0.2, 0.3, 0.25]), added: intervalOf([0.004, -0.004, 0.001]) })).toBe(false);
    expect(wantsSeeds({ ...points, interval: intervalOf([0.1]) })).toBe(true);
    expect(wantsSeeds({ unit: 'correlation', expect: 'more', interval: intervalOf([0.01, -0.01, 0]) })).toBe(true);
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
    const [first] = claimA.effects;
    const wanted = wantedRuns([claimA], 2).filter(({ link, seed }) => !(seed === 2 && wide(link) === 32));
    const runs = await storedRuns(wanted, ({ link }) => ({ logistic: wide(link) === 32 ? 0.4 : 0.5, untrained: wide(link) === 32 ? 0.28 : 0.35 }));
    expect(runs).toHaveLength(9);
    expect(effectValues(first!, runs)).toEqual([expect.closeTo(0.1, 12)]);
    expect(effectValues(first!, runs, 'added')).toEqual([expect.closeTo(0.03, 12)]);
  });

  test('between probes of one run, on the layer that is meant', async () => {
    const n1 = claimOf('n1');
    const runs = await storedRuns(wantedRuns([n1], 1), () => ({ logistic: 0.5, output: 0.4 }));
    expect(n1.effects.map((effect) => effectValues(effect, runs))).toEqual([[expect.closeTo(0.1, 12)], [expect.closeTo(0.5, 12)]]);
    // Every probe of the made-up untrained network reads the same, so training added the whole difference.
    expect(n1.effects.map((effect) => effectValues(effect, runs, 'added'))).toEqual([[expect.closeTo(0.1, 12)], [expect.closeTo(0.5, 12)]]);
  });

  test('of a share of zeros, against that of the untrained network', async () => {
    const [zeros] = claimOf('h').effects;
    const runs = await storedRuns(wantedRuns([claimOf('h')], 1), ({ link }) => ({ logistic: 0.5, zeros: wide(link) === 2048 ? [0.3, 0.5] : [0.05, 0.1] }));
    expect(effectValues(zeros!, runs)).toEqual([expect.closeTo(0.4, 12)]);
    expect(effectValues(zeros!, runs, 'added')).toEqual([expect.closeTo(0.15, 12)]);
  });

  test('of the probe with few labels, and nothing where a run was judged without it', async () => {
    const [narrow, wideOne] = claimOf('n4').effects;
    const wanted = wantedRuns([claimOf('n4')], 1);
    const runs = await storedRuns(wanted, ({ link }) => ({ logistic: 0.5, few: wide(link) === 2048 ? 0.2 : 0.24 }));
    expect(effectValues(narrow!, runs)).toEqual([expect.closeTo(0.04, 12)]);
    expect(effectValues(wideOne!, runs)).toEqual([expect.closeTo(-0.04, 12)]);
    expect(effectValues(narrow!, await storedRuns(wanted, () => ({ logistic: 0.5 })))).toEqual([]);
  });

  test('a rank correlation per seed', async () => {
    const n3 = claimOf('n3');
    const order = n3.conditions.map(({ link }) => link);
    const runs = await storedRuns(wantedRuns([n3], 2), ({ link, seed }) => ({ logistic: 0.4 + order.indexOf(conditionLink({ ...readLink(link).experiment, seed: 1 })) / 100, rankMe: (seed === 1 ? 1 : -1) * order.indexOf(conditionLink({ ...readLink(link).experiment, seed: 1 })) }));
    expect(effectValues(n3.effects[0]!, runs)).toEqual([1, -1]);
  });

  test('the whole scoreboard: verdict, conditions, and what is missing', async () => {
    const runs = await storedRuns(wantedRuns([claimA], 3), ({ link, seed }) => ({ logistic: 0.4 + 0.001 * seed + (wide(link) === 2048 ? 0.05 + 0.001 * seed : 0) }));
    const { claims: measured, ...about } = scoreboardOf(claims, runs, SEEDS);
    expect(about).toMatchObject({ runs: 15, devices: ['wasm (WebAssembly SIMD, 2 threads)'] });
    const a = measured.find(({ id }) => id === 'a')!;
    // The wide runs with few and with many outputs are made equal, so that effect stays open; the long runs are not there yet.
    expect(a.effects.map(({ verdict }) => verdict)).toEqual(['reproduced', 'open']);
    expect(a.effects[0]).toMatchObject({ interval: { seeds: 3, mean: 0.052 }, added: { seeds: 3, mean: 0.052 } });
    expect(a).toMatchObject({ verdict: 'open', missing: 'What is open is small: its interval is ±0.0 points, and reaches both sides.' });
    expect(a.conditions[0]!.measured).toMatchObject({ untrained: { mean: 0.3 }, trained: { seeds: 3, mean: 0.402 }, gain: { mean: 0.102 } });
    expect(measured.find(({ id }) => id === 'g')).toMatchObject({ verdict: 'open', missing: 'Not measured yet.', effects: [{ interval: null }] });
    // Claim i looks into the same runs, and finds no gap.
    expect(claimsHeld({ claims: measured })).toEqual({ tested: 2, held: 0, open: 2, refuted: 0 });
  });

  test('how many claims held: those without a measurement do not count as tested', () => {
    const measured = (verdict: 'reproduced' | 'open' | 'not reproduced', values: number[]) => ({ id: 'a', verdict, missing: null, conditions: [], effects: [{ name: '', unit: 'points', expect: 'more', verdict, interval: values.length ? intervalOf(values) : null }] }) as const;
    const all = [measured('reproduced', [1, 1]), measured('open', [1]), measured('open', []), measured('not reproduced', [-1, -1]), measured('reproduced', [1, 1])];
    expect(claimsHeld({ claims: all })).toEqual({ tested: 4, held: 2, open: 1, refuted: 1 });
  });

  test('a claim about width whose gain falls is not reproduced, as claim b is now', async () => {
    const b = claimOf('b');
    const runs = await storedRuns(wantedRuns([b], 3), ({ link, seed }) => (wide(link) === 2048 ? { logistic: 0.45 + seed / 1_000, untrained: 0.38 } : { logistic: 0.37 + seed / 1_000, untrained: 0.27 + seed / 2_000 }));
    const [width] = b.effects;
    expect(measuredEffect(width!, runs)).toMatchObject({ verdict: 'not reproduced', interval: { mean: 0.08 }, added: { mean: -0.029 } });
    expect(scoreboardOf(claims, runs, SEEDS).claims.find(({ id }) => id === 'b')).toMatchObject({ verdict: 'not reproduced', missing: null });  });

  test('in words', () => {
    expect(spellEffect({ unit: 'points', interval: { seeds: 3, mean: 0.0534, low: -0.01, high: 0.1168 } })).toBe('+5.3 points [−1.0, 11.7]');
    const pair = { unit: 'points', interval: { seeds: 3, mean: 0.085, low: 0.068, high: 0.102 }, added: { seeds: 3, mean: -0.025, low: -0.045, high: -0.005 } } as const;
    expect(spellEffect(pair)).toBe('reads +8.5 points [6.8, 10.2], training added −2.5 points [−4.5, −0.5]');
    expect(spellMeans(pair)).toBe('reads +8.5, training added −2.5');
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
  const making = (run: (query: string) => Promise<ExperimentReport>, chosen: readonly WantedRun[] = wanted) => ({ file, next: inOrder(chosen, file), version: '1', say: () => undefined, kept: () => undefined, run });

  test('each run is kept at once; what is there is not run again', async () => {
    const asked: string[] = [];
    const stopped = makeRuns(making((query) => (asked.push(query) > 3 ? Promise.reject(new Error('The machine was switched off.')) : Promise.resolve(reportOf(query, { logistic: 0.5 })))));
    await expect(stopped).rejects.toThrow('switched off');
    expect(readRuns(file).map(seededLink)).toEqual(asked.slice(0, 3));
    // Written with every field, so that what is kept outlives a change of defaults; read as links are written now.
    const { runs: [first] } = JSON.parse(readFileSync(file, 'utf8')) as { runs: { link: string }[] };
    expect(first!.link.split('&').slice(1).map((part) => part.split('=')[0])).toEqual(fieldNames);
    expect(readRuns(file)[0]!.link).toBe(wanted[0]!.link);

    const again: string[] = [];
    await makeRuns(making((query) => (again.push(query), Promise.resolve(reportOf(query, { logistic: 0.5 })))));
    expect(again).toHaveLength(wanted.length - 3);
    expect(again.filter((query) => asked.slice(0, 3).includes(query))).toEqual([]);
    expect(wanted.every((run) => findRun(readRuns(file), run))).toBe(true);
  });

  test('a failed run and one without a judgement are not kept, and the next ones are made', async () => {
    const outcomes = [
      () => Promise.reject(new RunFailed('The loss is no longer a number.')),
      (query: string) => Promise.resolve({ ...reportOf(query, { logistic: 0.5 }), judgement: undefined } as unknown as ExperimentReport),
      (query: string) => Promise.resolve(reportOf(query, { logistic: 0.5 })),
    ];
    expect(await makeRuns(making((query) => outcomes.shift()!(query), wanted.slice(0, 3)))).toEqual({ made: 1, failed: 2 });
    expect(readRuns(file)).toMatchObject([wanted[2]]);
  });

  test('answers are kept as counts: of the test images, and of every draw of few labels', async () => {
    await makeRuns(making((query) => Promise.resolve(reportOf(query, { logistic: 0.4565, untrained: 0.3, few: 0.2123 })), wanted.slice(0, 1)));
    const [run] = readRuns(file);
    const rowOf = (probe: string) => run!.judgement.probes.find((row) => row.probe === probe);
    expect(rowOf('logistic')).toEqual({ probe: 'logistic', dimensions: 64, answers: 2_000, untrained: { cifar10: 600 }, trained: { cifar10: 913 } });
    expect(rowOf('few')).toEqual({ probe: 'few', share: 0.01, dimensions: 64, answers: 10_000, untrained: { cifar10: 3_000 }, trained: { cifar10: 2_123 } });
    expect(run!.inside).toEqual({ untrained: { rankMe: 9, collapse: 0.2, sparsity: 0.1 }, trained: { rankMe: 20, collapse: 0.9, sparsity: 0.25 } });
  });

  test('a run that is made again takes the place of the older one', () => {
    const [run] = wanted;
    const stored = (date: string) => storedRunOf(run!, reportOf(seededLink(run!), { logistic: 0.5 }), { date, version: '1', seconds: 9 })!;
    addRun(file, stored('2026-11-24T00:00:00.000Z'));
    expect(addRun(file, stored('2026-11-28T00:00:00.000Z')).map(({ date }) => date)).toEqual(['2026-11-28T00:00:00.000Z']);
  });

  test('a file of version 1 keeps its meaning: old defaults, counts from shares, and no run on scenes that came from the seed', () => {
    const old = (link: string, seed: number) => ({
      link,
      seed,
      backend: 'wasm',
      adapter: 'two threads',
      date: '2026-11-24T20:37:33.803Z',
      version: '0.1.0',
      untrained: { cifar10: 0.233974 },
      final: { refit: { cifar10: 0.352564 }, knn: { cifar10: 0.3 }, loss: 3.6, rankMe: 17.9, collapse: 0.58, sparsity: 0.02 },
      judgement: { step: 300, trainImages: 5_000, testImages: 5_000, probes: [{ probe: 'logistic', dimensions: 32, untrained: { cifar10: 0.2802 }, trained: { cifar10: 0.3752 } }] },
      timing: { stepMilliseconds: 482, totalSeconds: 166, probeShare: 0.1 },
      seconds: 190,
    });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ version: 1, runs: [old('data=cifar10&images=10000&sampling=two-class&width=32&steps=300', 2), old('method=supervised&width=32&steps=300', 2)] }));
    const runs = readRuns(file);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ link: claimA.conditions[0]!.link, seed: 2, inside: { untrained: null, trained: { rankMe: 17.9 } } });
    expect(runs[0]!.judgement.probes[0]).toEqual({ probe: 'logistic', dimensions: 32, answers: 5_000, untrained: { cifar10: 1_401 }, trained: { cifar10: 1_876 } });
    expect(readLink(runs[0]!.link).experiment).toMatchObject({ crop: 0.08, jitter: 0.4, hue: 0.1, gray: 0.2, batch: 64, lr: 0.002 });
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

describe('the plan', () => {
  const steps = (link: string) => readLink(link).experiment.steps;
  const judged = ({ link, seed }: WantedRun): Probed => ({ logistic: (readLink(link).experiment.width === 2048 ? 0.5 : 0.4) + 0.0001 * seed, few: 0.2 });

  test('is one seed of everything, then the next, each run once, and the long ones at the end', () => {
    const { sure, further, long } = planOf(claims, [], SEEDS);
    expect(new Set(sure.map(seededLink)).size).toBe(sure.length);
    expect(sure.map(({ seed }) => seed)).toEqual([...sure.map(({ seed }) => seed)].sort());
    const links = new Set(claims.flatMap(({ conditions }) => conditions.map(({ link }) => link)));
    expect(sure).toHaveLength(3 * ([...links].length - 4));
    expect(sure.some(({ link }) => steps(link) === 2_000)).toBe(false);
    expect(further).toEqual([]);
    expect(long).toHaveLength(12);
    expect(long.every(({ link }) => steps(link) === 2_000)).toBe(true);
  });

  test('asks again for a run that lacks a probe which a claim reads, and for no other', async () => {
    const b = claimOf('b');
    const made = await storedRuns(wantedRuns([b], 3), () => ({ logistic: 0.5 }));
    expect(planOf([b], made, SEEDS).sure).toEqual([]);
    const again = planOf([b, claimOf('n4')], made, SEEDS).sure.filter(({ link }) => b.conditions.some((condition) => condition.link === link));
    expect(again.map(({ link, seed }) => [readLink(link).experiment.width, seed])).toEqual([[32, 1], [2048, 1], [32, 2], [2048, 2], [32, 3], [2048, 3]]);
  });

  test('adds seeds to what is open, one after the other, until it is narrow, settled, or has the most', async () => {
    const g = claimOf('g');
    const links = g.conditions.map(({ link }) => link);
    const wavering = await storedRuns(wantedRuns([g], 3), ({ link, seed }) => ({ logistic: link === seededLink({ link: links[0]!, seed }) ? 0.4 + (seed - 2) * 0.05 : 0.4 }));
    const plan = planOf([g], wavering, SEEDS);
    expect(plan.sure).toEqual([]);
    expect(plan.further).toEqual([4, 5, 6, 7, 8].flatMap((seed) => links.map((link) => ({ link, seed }))));
    expect(nextRun(plan, [])).toEqual({ link: links[0], seed: 4 });
    expect(nextRun(plan, [{ link: links[0]!, seed: 4 }])).toEqual({ link: links[1], seed: 4 });
    expect(planOf([g], wavering, { seeds: 3, most: 3 }).further).toEqual([]);
    expect(planOf([g], await storedRuns(wantedRuns([g], 3), judged), SEEDS).further).toEqual([]);
    expect(nextRun(planOf([g], await storedRuns(wantedRuns([g], 3), judged), SEEDS), [])).toBeNull();
  });
});

describe('the chart of photographs', () => {
  const ladder = (id: 'a' | 'b') => claimOf(id).conditions.filter(({ label, long }) => !label.includes('K') && !long).map(({ link }) => link);

  test('takes claim b’s balanced runs where all widths are there, else claim a’s, as counts', async () => {
    const runs = (links: readonly string[], seeds: number) =>
      storedRuns(links.flatMap((link) => Array.from({ length: seeds }, (_, seed) => ({ link, seed: seed + 1 }))), ({ link }) => ({ logistic: 0.4 + readLink(link).experiment.width / 100_000, untrained: 0.3 }));
    const [a, b] = [await runs(ladder('a'), 2), await runs(ladder('b'), 1)];
    expect(cifarChart(a.slice(0, 3))).toBeNull();
    const chart = cifarChart([...b.slice(0, 3), ...a])!;
    expect(chart).toMatchObject({ id: 'cifar10', trainImages: 10_000, testImages: 2_000, steps: 300, images: 10_000, tasks: [{ name: 'cifar10', classes: 10 }] });
    expect(readLink(chart.link).experiment.sampling).toBe('two-class');
    expect(chart.runs.map(({ width, seed }) => [width, seed])).toEqual([[32, 1], [32, 2], [128, 1], [128, 2], [512, 1], [512, 2], [2048, 1], [2048, 2]]);
    expect(chart.runs.at(-1)).toEqual({ width: 2048, seed: 2, untrained: [600], trained: [841] });
    expect(readLink(cifarChart([...a, ...b])!.link).experiment).toMatchObject({ sampling: 'balanced', seed: 1 });
  });
});

test.each([
  [['--only', 'a,z'], /--only names z/],
  [['--seeds', '0'], /--seeds was 0/],
  [['--most', 'x'], /--most was x/],
  [['--limit-minutes', 'soon'], /--limit-minutes was soon/],
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
    expect(scoreboardOf(claims, existsSync(runsFile) ? readRuns(runsFile) : [], { seeds: published.seedsWanted, most: published.seedsMost })).toEqual(published);
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
