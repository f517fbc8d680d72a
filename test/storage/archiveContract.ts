/** What every archive keeps to, in memory or in IndexedDB; runs in Node and in Chromium. Each rule throws where it is broken. */
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { newRecord, type RunRecord } from '../../src/record/record';
import { recordEvent } from '../../src/record/recordEvent';
import { newStoredSweep } from '../../src/record/storedSweep';
import type { Archive, ArchiveChange } from '../../src/storage/archive';
import type { TrainEvent } from '../../src/train/events';

/** A run of three steps with two points; `startedAt` orders it. */
export function finishedRecord(id: string, startedAt: number, width = 256, seed = 1): RunRecord {
  const begun = newRecord({ id, experiment: withChanges(defaultExperiment, { width, seed, steps: 3 }), madeBy: 'test', startedAt });
  const point = (step: number, accuracy: number) => ({ step, seconds: step, loss: step === 0 ? null : 1 / step, parts: {}, online: { shape: accuracy }, refit: { shape: accuracy } });
  const events: TrainEvent[] = [
    { kind: 'prepared', tasks: [{ name: 'shape', classNames: ['a', 'b'] }], trainImages: 500, testImages: 100, probeTrainImages: 500, probeTestImages: 100, lookTrainImages: 2, lookTestImages: 1 },
    { kind: 'point', point: point(0, 0.25) },
    { kind: 'losses', fromStep: 1, values: [3, 2, 1], stepMilliseconds: 5 },
    { kind: 'point', point: point(3, 0.5) },
    { kind: 'state', state: 'finished' },
  ];
  return events.reduce<RunRecord>((record, event) => recordEvent(record, event), begun);
}

function same(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (got !== wanted) throw new Error(`${what}: ${got}, expected ${wanted}`);
}

const idsOf = async (archive: Archive) => (await archive.summaries()).map(({ id }) => id);

/** Archives are empty at first. */
export const archiveRules: Readonly<Record<string, (archive: Archive) => Promise<void>>> = {
  async 'gives back what was put, newest first, with exactly the losses that there are'(archive) {
    await archive.putAll([finishedRecord('older', 1), finishedRecord('newer', 2)]);
    same(await idsOf(archive), ['newer', 'older'], 'order');
    const record = (await archive.record('older'))!;
    same([record.losses.values.length, [...record.losses.values]], [3, [3, 2, 1]], 'losses');
    same(record.points, finishedRecord('older', 1).points, 'points');
    const [summary] = await archive.summaries(['older', 'unknown']);
    same([summary!.step, summary!.refit, summary!.untrained, summary!.state], [3, { shape: 0.5 }, { shape: 0.25 }, 'finished'], 'summary');
    same(await archive.record('unknown'), null, 'a run that is not there');
  },
  async 'replaces a run that is put again, and keeps what was marked'(archive) {
    await archive.put(finishedRecord('run', 1));
    await archive.mark('run', { name: 'mine', pinned: true });
    await archive.put({ ...finishedRecord('run', 1), state: 'failed' });
    same((await archive.summaries()).map(({ state }) => state), ['failed'], 'states');
    same((await archive.marks())['run'], { name: 'mine', note: '', pinned: true }, 'marks');
    await archive.mark('run', { note: 'two\nlines' });
    same((await archive.marks())['run'], { name: 'mine', note: 'two\nlines', pinned: true }, 'marks, changed in part');
  },
  async 'forgets a run with its marks, and takes it back'(archive) {
    const record = finishedRecord('run', 1);
    await archive.putAll([record, finishedRecord('other', 2)]);
    await archive.mark('run', { name: 'mine' });
    await archive.remove(['run', 'unknown']);
    same(await idsOf(archive), ['other'], 'what is left');
    same([(await archive.marks())['run'] ?? null, await archive.record('run')], [null, null], 'the removed one');
    await archive.put(record);
    same(await idsOf(archive), ['other', 'run'], 'after it was put back');
  },
  async 'takes any text for an id, a name and a note, and tidies the latter two'(archive) {
    await archive.put(finishedRecord('constructor', 1));
    same((await archive.marks())['constructor'] ?? null, null, 'marks that nobody made');
    await archive.mark('__proto__', { name: `\u202e<img src=x>\u0000${'x'.repeat(200)}`, note: 'a\u2066b\r\nc' });
    const { name, note } = (await archive.marks())['__proto__']!;
    same([name, note], [`<img src=x>${'x'.repeat(69)}`, 'ab\nc'], 'texts');
  },
  async 'keeps sweeps'(archive) {
    const sweep = newStoredSweep({ base: defaultExperiment, axes: [{ field: 'width', values: [16, 64] }], seeds: 2 }, 'auto', 1);
    await archive.putSweep(sweep);
    await archive.putSweep({ ...sweep, paused: true });
    same(await archive.sweeps(), [{ ...sweep, paused: true }], 'sweeps');
    await archive.removeSweep(sweep.id);
    same(await archive.sweeps(), [], 'sweeps after one was removed');
  },
  async 'tells of every change until nobody listens'(archive) {
    const heard: ArchiveChange[] = [];
    const stop = archive.onChange((change) => heard.push(change));
    await archive.putAll([finishedRecord('a', 1), finishedRecord('b', 1)]);
    await archive.mark('a', { pinned: true });
    await archive.remove(['b']);
    stop();
    await archive.remove(['a']);
    same(heard.map(({ runs }) => runs), [['a', 'b'], ['a'], ['b']], 'changes');
  },
};
