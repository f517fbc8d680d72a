import { describe, expect, test } from 'vitest';
import { shapeTasks } from '../../src/data/shapes/factors';
import { defaultExperiment } from '../../src/experiment/fields';
import { readLink } from '../../src/experiment/link';
import { experimentsOf, readSweep } from '../../src/experiment/sweep';
import { fragmentOf, LONGEST_FRAGMENT, payloadIn } from '../../src/exchange/share/fragment';
import { pack, unpack } from '../../src/exchange/share/packed';
import { type Received, readPayload } from '../../src/exchange/share/read';
import { runFragment, tableFragment } from '../../src/exchange/share/write';
import type { RunRecord } from '../../src/record/record';
import { lastStep, valueAt } from '../../src/record/series';
import { summaryOf } from '../../src/record/summary';
import { longRun } from './support/longRun';

async function sent(record: RunRecord): Promise<{ fragment: string; received: RunRecord }> {
  const fragment = (await runFragment(record))!;
  const received = await readPayload(payloadIn(fragment)!);
  if (received.kind !== 'run') throw new Error(JSON.stringify(received));
  return { fragment, received: received.record };
}

/** Links somebody has tampered with: their content changed, then packed as the page does it. */
async function forged(fragment: string, change: (content: Record<string, unknown>) => void): Promise<Received> {
  const content = JSON.parse(await unpack(payloadIn(fragment)!)) as Record<string, unknown>;
  change(content);
  return readPayload(await pack(JSON.stringify(content)));
}

const close = (expected: unknown): unknown =>
  typeof expected === 'number' ? expect.closeTo(expected, Math.abs(expected) < 10 ? 3 : 1) : Object.fromEntries(Object.entries(expected as object).map(([key, value]) => [key, close(value)]));

describe('a link that other programs have decorated', () => {
  test.each<[string, (fragment: string) => string]>([
    ['a full stop', (fragment) => `${fragment}.`],
    ['a bracket and a comma', (fragment) => `${fragment}),`],
    ['an angle bracket', (fragment) => `${fragment}>`],
    ['spaces', (fragment) => ` ${fragment} `],
    ['a zero-width space', (fragment) => `${fragment}\u200b`],
    ['a tracker', (fragment) => `${fragment}&fbclid=IwAR0abc`],
    ['Markdown', (fragment) => `${fragment}_`],
    ['bold Markdown', (fragment) => `${fragment}__`],
    ['escapes', (fragment) => fragment.replaceAll('_', '%5F').replaceAll('-', '%2d')],
    ['an escaped equals sign', (fragment) => fragment.replace('=', '%3D')],
    ['line breaks', (fragment) => `${fragment.slice(0, 70)}\r\n${fragment.slice(70, 140)}%0A${fragment.slice(140)}`],
  ])('%s', async (_, decorate) => {
    const fragment = (await runFragment(longRun({ width: 64 })))!;
    expect(await readPayload(payloadIn(decorate(fragment))!)).toMatchObject({ kind: 'run', record: { experiment: { width: 64 } } });
  });

  test('a fragment about something else is none', () => {
    for (const fragment of ['', '#', '#claims', '#runs=1', '#/run=1']) expect(payloadIn(fragment)).toBeNull();
  });
});

describe('a run', () => {
  test('arrives with its figures to four digits, marked as received', async () => {
    const record = longRun({ width: 64, seed: 2 });
    const { fragment, received } = await sent(record);
    expect(fragment.length).toBeLessThan(LONGEST_FRAGMENT);
    expect(received).toMatchObject({
      experiment: record.experiment,
      link: record.link,
      origin: 'received',
      state: 'finished',
      startedAt: record.startedAt,
      madeBy: record.madeBy,
      device: { backend: 'wasm', adapter: 'WebAssembly SIMD, 2 threads' },
      tasks: record.tasks,
      images: record.images,
      sweepId: null,
    });
    expect(received.points.map(({ step }) => step)).toEqual(record.points.map(({ step }) => step));
    for (const [index, point] of record.points.entries()) {
      const { online, refit, inside, loss } = received.points[index]!;
      expect(online).toEqual(close(point.online));
      expect(refit).toEqual(point.refit && close(point.refit));
      expect(inside?.collapse).toEqual(point.inside && close(point.inside.collapse));
      expect(loss).toEqual(point.loss === null ? null : close(point.loss));
    }
    expect(received.final).toEqual(close(record.final!));
    // A short run keeps every step.
    expect(received.losses.length).toBe(400);
    for (let step = 1; step <= 400; step++) expect(valueAt(received.losses, step)).toBeCloseTo(valueAt(record.losses, step)!, 3);
  });

  test('of 100,000 steps fits, its curve thinned and open between what was sent', async () => {
    const record = longRun({ steps: 100_000 });
    const { fragment, received } = await sent(record);
    expect(fragment.length).toBeLessThanOrEqual(LONGEST_FRAGMENT);
    const told = Array.from(received.losses.values.subarray(0, received.losses.length)).filter(Number.isFinite);
    expect(told.length).toBeGreaterThan(100);
    expect(told.length).toBeLessThan(500);
    expect(lastStep(received.losses)).toBeGreaterThan(99_000);
  });

  test('that was stopped on the way arrives as stopped, and one without a figure without it', async () => {
    const whole = longRun();
    const { received } = await sent({ ...whole, state: 'paused', final: null, device: null, images: null, points: whole.points.slice(0, 4).map((point) => ({ ...point, loss: NaN })) });
    expect(received).toMatchObject({ state: 'idle', final: null, device: null, images: null });
    expect(received.points.map(({ loss }) => loss)).toEqual([null, null, null, null]);
  });

  test('has the same id each time it is opened', async () => {
    const [first, second] = [await sent(longRun()), await sent(longRun())];
    expect(first.received.id).toBe(second.received.id);
    expect((await sent(longRun({ seed: 2 }))).received.id).not.toBe(first.received.id);
  });

  test('does not tell the names of a visitor’s own classes', async () => {
    const record = longRun({ data: 'own' });
    const own = { ...record, tasks: [{ name: 'own', classNames: ['aunt', 'uncle'] }], points: record.points.map((point) => ({ ...point, online: { own: 0.5 }, refit: { own: 0.5 } })) };
    const { fragment, received } = await sent(own);
    expect(await unpack(payloadIn(fragment)!)).not.toContain('aunt');
    expect(received.tasks).toEqual([{ name: 'own', classNames: ['class 1', 'class 2'] }]);
  });
});

describe('a sweep', () => {
  const { sweep } = readSweep('v=2&sweep=width:16,32,64,128,256,512,1024,2048&seeds=3&steps=200');
  const runs = experimentsOf(sweep!).map((experiment) => summaryOf(longRun(experiment)));
  const source = { madeBy: '0.1.0+2bdee94', startedAt: Date.UTC(2026, 10, 24), device: { backend: 'wasm' as const, adapter: 'WebAssembly SIMD, 2 threads' } };

  test('of 8 widths and 3 seeds with six tasks takes a third of a link', async () => {
    const fragment = (await tableFragment(sweep!, runs, source))!;
    expect(fragment.length).toBeLessThan(LONGEST_FRAGMENT / 3);
    const received = await readPayload(payloadIn(fragment)!);
    expect(received).toMatchObject({ kind: 'table', sweep, remarks: [], from: source });
    if (received.kind !== 'table') return;
    expect(received.runs).toHaveLength(24);
    for (const [index, run] of received.runs.entries()) {
      const { link, refit, untrained, loss, rankMe, testImages } = runs[index]!;
      expect(run).toMatchObject({ link, testImages, origin: 'received', state: 'finished', refit: close(refit), untrained: close(untrained), loss: close(loss) });
      expect(run.rankMe).toBeCloseTo(rankMe!, 1);
    }
  });

  test('half done tells of the finished runs', async () => {
    const received = await readPayload(payloadIn((await tableFragment(sweep!, runs.map((run, index) => (index < 5 ? run : { ...run, state: 'running' })), source))!)!);
    expect(received).toMatchObject({ kind: 'table' });
    expect(received.kind === 'table' && received.runs.map(({ link }) => link)).toEqual(runs.slice(0, 5).map(({ link }) => link));
  });

  test('of 400 runs leaves out what matters less, or says that it does not fit', async () => {
    const wide = readSweep(`v=2&sweep=width:${Array.from({ length: 40 }, (_, index) => 8 * (index + 1)).join(',')}&seeds=10`).sweep!;
    const many = experimentsOf(wide).map((experiment) => summaryOf(longRun(experiment)));
    const oneTask = many.map((run) => ({ ...run, untrained: { shape: run.untrained!.shape! }, refit: { shape: run.refit!.shape! } }));
    expect(await tableFragment(wide, many, source)).toBeNull();
    const received = await readPayload(payloadIn((await tableFragment(wide, oneTask, source))!)!);
    expect(received.kind === 'table' && received.runs).toHaveLength(400);
  });

  test('with a place twice, a place beyond it, or an accuracy above one is damaged', async () => {
    const fragment = (await tableFragment(sweep!, runs, source))!;
    for (const change of [
      (rows: number[][]) => (rows[1]![0] = 0),
      (rows: number[][]) => (rows[1]![0] = 24),
      (rows: number[][]) => (rows[1]![0] = 0.5),
      (rows: number[][]) => (rows[1]![8] = 10_001),
      (rows: number[][]) => rows[1]!.pop(),
      (rows: number[][]) => (rows.length = 0),
    ]) {
      expect(await forged(fragment, ({ z }) => change(z as number[][]))).toMatchObject({ kind: 'unusable', problem: expect.stringContaining('damaged') as string });
    }
  });
});

describe('what is not usable', () => {
  test.each([
    ['longer than a link may be', 'A'.repeat(LONGEST_FRAGMENT), /longer than the 8192 characters/],
    ['empty', '', /damaged or was cut off/],
    ['of another alphabet', '<img src=x onerror=alert(1)>', /damaged/],
    ['not compressed', 'aGVsbG8', /damaged/],
  ])('a payload that is %s gets a sentence', async (_, payload, problem) => {
    expect(await readPayload(payload)).toEqual({ kind: 'unusable', problem: expect.stringMatching(problem) as string });
  });

  test('one that was cut anywhere is told from a whole one', async () => {
    const payload = payloadIn((await runFragment(longRun()))!)!;
    for (let length = payload.length - 1; length > 0; length -= 97) expect(await readPayload(payload.slice(0, length))).toMatchObject({ kind: 'unusable' });
  });

  test('one that unpacks to a gigabyte is left after the first quarter of a megabyte', async () => {
    // 3 MB of zeros are 4 kB packed; more would need a longer fragment than is read.
    const bomb = await pack(`{"v":1,"q":"${'0'.repeat(3_000_000)}"}`);
    expect(fragmentOf(bomb).length).toBeLessThan(LONGEST_FRAGMENT);
    expect(await readPayload(bomb)).toMatchObject({ kind: 'unusable' });
    await expect(unpack(bomb)).rejects.toThrow('More comes out');
  });

  test('a newer version says so; no version is damage', async () => {
    const fragment = (await runFragment(longRun()))!;
    expect(await forged(fragment, (content) => (content.v = 3))).toEqual({ kind: 'unusable', problem: expect.stringContaining('newer version of this page') as string });
    expect(await forged(fragment, (content) => delete content.v)).toMatchObject({ problem: expect.stringContaining('damaged') as string });
  });

  test.each<[string, (content: Record<string, unknown>) => void]>([
    ['a number beyond bounds', (content) => ((content.p as number[])[1] = 1e9)],
    ['steps that go back', (content) => ((content.p as number[])[1] = 0)],
    ['steps beyond the run', (content) => (content.q = 'v=2&steps=8')],
    ['columns of different lengths', (content) => (content.l as number[]).pop()],
    ['a task that nobody knows', (content) => ((content.k as unknown[][])[0]![0] = '__proto__')],
    ['a task twice', (content) => ((content.k as unknown[][])[0]![0] = 'hue')],
    ['a refit probe where there is no point', (content) => ((content.r as number[])[10] = 199)],
    ['a curve longer than the run', (content) => ((content.c as number[][])[0]![3] = 400)],
    ['a curve of two lengths', (content) => (content.c as number[][])[1]!.pop()],
    ['no points', (content) => Object.assign(content, { p: [], w: [], l: [], o: shapeTasks.map(() => []), r: [], a: shapeTasks.map(() => []), n: [] })],
    ['text for a number', (content) => (content.t = '<b>')],
    ['endless text', (content) => (content.m = 'x'.repeat(5_000))],
  ])('%s is damage', async (_, change) => {
    expect(await forged((await runFragment(longRun()))!, change)).toMatchObject({ kind: 'unusable', problem: expect.stringContaining('damaged') as string });
  });
});

test('hostile text comes through as plain text of one line, and settings as the link reads them', async () => {
  const received = await forged((await runFragment(longRun()))!, (content) => {
    content.m = '\u202Egnp.exe\u0000 <img src=x onerror=alert(1)>\n';
    content.d = ['wasm', '\u2066javascript:alert(1)\u2069'];
    content.q = 'v=2&width=999999&__proto__=1&steps=400';
  });
  expect(received).toMatchObject({
    kind: 'run',
    record: { madeBy: 'gnp.exe <img src=x onerror=alert(1)>', device: { adapter: 'javascript:alert(1)' }, experiment: { ...defaultExperiment, width: 32_768 } },
    remarks: readLink('v=2&width=999999&__proto__=1&steps=400').remarks,
  });
});

