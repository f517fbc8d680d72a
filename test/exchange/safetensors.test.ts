import { beforeAll, describe, expect, test } from 'vitest';
import { readSafeTensors, writeSafeTensors } from '../../src/exchange/safetensors';
import { torchEntries } from '../../src/exchange/torchLayout';
import { UnusableFile } from '../../src/exchange/runFile';
import { defaultExperiment, type Experiment, withChanges } from '../../src/experiment/fields';
import { Network, networkShape } from '../../src/model/network';
import { type NetworkWeights, readWeights } from '../../src/train/weights';
import { startPlain } from '../support/plain';

const CLASSES = 5;
const moments = { mean: [0.5, 0.4, 0.3], deviation: [0.2, 0.25, 0.3] } as const;
const tasks = [{ name: 'shape', classNames: Array.from({ length: CLASSES }, (_, index) => `class ${index}`) }];
const small = (changes: Partial<Experiment>) => withChanges(defaultExperiment, { width: 8, out: 8, hidden: 9, seed: 5, ...changes });

async function weightsFor(experiment: Experiment): Promise<NetworkWeights> {
  const network = new Network(networkShape(experiment, CLASSES), experiment.seed);
  const weights = await readWeights(network, experiment, 7, { tasks, ...moments } as unknown as Parameters<typeof readWeights>[3]);
  network.dispose();
  return weights;
}

interface Parts {
  header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }> & { __metadata__: Record<string, string> };
  numbers: Uint8Array;
}

function apart(file: Uint8Array): Parts {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Parts['header'], numbers: file.subarray(8 + length) };
}

function together({ header, numbers }: Parts): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + numbers.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(numbers, 8 + text.length);
  return file;
}

beforeAll(startPlain);

describe('weight files', () => {
  test.each<[string, Partial<Experiment>]>([
    ['a linear projector', {}],
    ['no projector, another backbone', { layers: 0, backbone: 'small' }],
    ['hidden layers and a predictor', { method: 'byol', layers: 3 }],
    ['a last normalisation', { method: 'simsiam', layers: 2 }],
    ['a classifier', { method: 'supervised', layers: 2 }],
  ])('%s comes back as it was', async (_, changes) => {
    const weights = await weightsFor(small(changes));
    const file = writeSafeTensors(weights, '0.1.0+test');
    expect(readSafeTensors(file, 'w.safetensors')).toEqual(weights);
    const layout = torchEntries(weights.experiment, CLASSES);
    expect(layout.parameters.map(({ name, shape }) => [name, shape])).toEqual(weights.parameters.map(({ name, shape }) => [name, shape]));
    expect(layout.statistics.map(({ name }) => name)).toEqual(weights.statistics.map(({ name }) => name));
    // Where the numbers begin they can be read in place, and metadata is text only.
    const { header, numbers } = apart(file);
    expect((file.length - numbers.length) % 8).toBe(0);
    expect(Object.values(header.__metadata__).every((value) => typeof value === 'string')).toBe(true);
  });

  test('a filter lies as PyTorch has it', async () => {
    const weights = await weightsFor(small({}));
    const { header, numbers } = apart(writeSafeTensors(weights, ''));
    const { shape, data_offsets } = header['backbone.block1.conv1.weight']!;
    const [outputs, inputs, height, width] = shape as [number, number, number, number];
    expect([outputs, inputs, height, width]).toEqual([32, 16, 3, 3]);
    const theirs = new Float32Array(numbers.slice(...data_offsets).buffer);
    const ours = weights.parameters.find(({ name }) => name === 'block1.conv1')!.values;
    for (const [o, i, y, x] of [[0, 0, 0, 0], [31, 2, 1, 0], [7, 15, 2, 1]] as const) {
      expect(theirs[((o * inputs + i) * height + y) * width + x]).toBe(ours[((y * width + x) * inputs + i) * outputs + o]);
    }
  });

  test('whatever is wrong is told in one sentence', async () => {
    const weights = await weightsFor(small({}));
    const file = writeSafeTensors(weights, '0.1.0+test');
    const refused = (bytes: Uint8Array<ArrayBuffer>) => {
      try {
        readSafeTensors(bytes, 'w.safetensors');
      } catch (error) {
        expect(error).toBeInstanceOf(UnusableFile);
        return (error as Error).message;
      }
      return 'read';
    };
    const changed = (change: (parts: Parts) => void) => {
      const parts = apart(file);
      change(parts);
      return refused(together(parts));
    };
    const first = 'backbone.stem.conv.weight';
    expect(refused(file.slice(0, 5))).toMatch(/has 5 bytes/);
    expect(refused(new Uint8Array(64).fill(255))).toMatch(/header would be longer than any/);
    expect(refused(file.slice(0, 300))).toMatch(/ends within its header/);
    expect(refused(file.slice(0, file.length - 4))).toMatch(/ends within its numbers/);
    expect(refused(new Uint8Array([...file, 0]))).toMatch(/has bytes after its numbers/);
    expect(refused(Uint8Array.from(file, (byte, at) => (at === 9 ? 0xff : byte)))).toMatch(/header cannot be read/);
    expect(changed(({ header }) => delete (header as Partial<typeof header>).__metadata__)).toMatch(/does not say which network/);
    expect(changed(({ header }) => (header.__metadata__.writer = 'expand-or-narrow weights 2'))).toMatch(/another version/);
    expect(changed(({ header }) => (header.__metadata__.experiment = 'v=2&width=999999'))).toMatch(/settings that this page cannot use: “width”/);
    expect(changed(({ header }) => (header.__metadata__.experiment = 'v=2&width=16'))).toMatch(/“8×64×1×1”, but the network of its settings has 16×64×1×1/);
    expect(changed(({ header }) => (header.__metadata__.deviation = '[0,1,1]'))).toMatch(/how its images were normalised/);
    expect(changed(({ header }) => (header.__metadata__.mean = '['))).toMatch(/how its images were normalised/);
    expect(changed(({ header }) => (header[first]!.dtype = 'BF16'))).toMatch(/as “BF16”, but this page reads F32 only/);
    expect(changed(({ header }) => (header[first]!.data_offsets = [-4, 8]))).toMatch(/not SafeTensors/);
    expect(changed(({ header }) => (header[first]!.data_offsets = [0, 8]))).toMatch(/8 bytes where its shape needs 1728/);
    expect(changed(({ header }) => header[first]!.data_offsets.forEach((_, at, both) => (both[at]! += 64)))).toMatch(/overlap|gap/);
    expect(changed(({ header }) => delete header[first])).toMatch(/lacks backbone.stem.conv.weight/);
    expect(changed(({ header }) => (header['<b>'] = header[first]!))).toMatch(/“<b>”, which the network of its settings does not have/);
    expect(changed(({ numbers }) => new DataView(numbers.buffer, numbers.byteOffset).setFloat32(0, NaN, true))).toMatch(/not finite/);
    expect(changed(({ header }) => (header[first]!.shape = [1e9, 1e9, 1e9, 3]))).toMatch(/but the network of its settings has 16×3×3×3/);
  });

  test('scattered bytes never do anything but be refused', async () => {
    const file = writeSafeTensors(await weightsFor(small({})), '0.1.0+test');
    const head = file.length - apart(file).numbers.length;
    for (let at = 0; at < head; at += 3) {
      const copy = file.slice();
      copy[at] = (copy[at]! + 1 + (at % 255)) % 256;
      try {
        readSafeTensors(copy, 'w.safetensors');
      } catch (error) {
        expect(error).toBeInstanceOf(UnusableFile);
      }
    }
  });
});
