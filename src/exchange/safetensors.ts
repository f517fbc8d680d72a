/**
 * Weight files in the SafeTensors format (https://github.com/huggingface/safetensors): eight bytes that tell the header's length, a JSON
 * header with name, type, shape and place of every tensor, then the numbers. All little-endian, as every machine with a
 * browser is. What is read is checked before anything is made of it.
 */
import * as z from 'zod/mini';
import { type Experiment, fields } from '../experiment/fields';
import { readKeptLink, writeLink } from '../experiment/link';
import { showGiven } from '../experiment/showGiven';
import type { NamedNumbers, NetworkWeights } from '../train/weights';
import { UnusableFile } from './runFile';
import { WRITER } from './weightsFormat';
import { fromTorch, torchEntries, type TorchEntry, toTorch } from './torchLayout';

const LENGTH_BYTES = 8;
/** Numbers begin at a multiple of this, so that they can be read in place. */
const ALIGNMENT = 8;
/** A header of the deepest network is about 10 kB. */
const MOST_HEADER_BYTES = 2 ** 20;

interface TensorHead {
  dtype: string;
  shape: number[];
  data_offsets: [from: number, to: number];
}

/** Trained numbers and running statistics under PyTorch's names; the settings stand in `__metadata__`, whose values are all strings. */
export function writeSafeTensors(weights: NetworkWeights, pageVersion: string): Uint8Array<ArrayBuffer> {
  const { experiment, step, classes, mean, deviation } = weights;
  const layout = torchEntries(experiment, classes);
  const tensors = [...paired(layout.parameters, weights.parameters), ...paired(layout.statistics, weights.statistics)];
  const metadata = {
    format: 'pt',
    writer: WRITER,
    experiment: writeLink(experiment),
    step: String(step),
    classes: String(classes),
    mean: JSON.stringify(mean),
    deviation: JSON.stringify(deviation),
    pageVersion,
  };
  let offset = 0;
  const heads = tensors.map(([{ torchName, torchShape }, { values }]): [string, TensorHead] => {
    const from = offset;
    offset += values.byteLength;
    return [torchName, { dtype: 'F32', shape: [...torchShape], data_offsets: [from, offset] }];
  });
  const header = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(heads) }));
  const padded = Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(LENGTH_BYTES + padded + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  file.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + padded;
  for (const [{ shape }, { values }] of tensors) {
    toTorch(values, shape, new Float32Array(file.buffer, at, values.length));
    at += values.byteLength;
  }
  return file;
}

function paired(entries: readonly TorchEntry[], numbers: readonly NamedNumbers[]): [TorchEntry, NamedNumbers][] {
  return entries.map((entry, index) => {
    const found = numbers[index];
    if (found?.name !== entry.name) throw new Error(`The weights have ${found?.name ?? 'nothing'} where their network has ${entry.name}.`);
    return [entry, found];
  });
}

const byteCount = z.int().check(z.minimum(0));
const tensorHead = z.object({
  dtype: z.string().check(z.maxLength(16)),
  shape: z.array(byteCount).check(z.maxLength(8)),
  data_offsets: z.tuple([byteCount, byteCount]),
});
const metadataSchema = z.record(z.string(), z.string().check(z.maxLength(4000)));
const channels = z.tuple([z.number(), z.number(), z.number()]);

/** Throws `UnusableFile` where the file is not a whole network that this page knows. */
export function readSafeTensors(bytes: Uint8Array<ArrayBuffer>, fileName: string): NetworkWeights {
  const file = showGiven(fileName);
  const refuse = (what: string, next: string) => new UnusableFile(`${file} ${what}. ${next}`);
  const whole = 'Choose the whole file, or download it again.';
  if (bytes.length < LENGTH_BYTES) throw refuse(`has ${bytes.length} bytes, which is no SafeTensors file`, whole);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerBytes = view.getBigUint64(0, true);
  if (headerBytes > BigInt(MOST_HEADER_BYTES)) throw refuse('is no SafeTensors file: its header would be longer than any', 'Choose a file that this page or its PyTorch script wrote.');
  const start = LENGTH_BYTES + Number(headerBytes);
  if (start > bytes.length) throw refuse('ends within its header: it was cut off', whole);

  const header = parsedHeader(bytes.subarray(LENGTH_BYTES, start));
  if (!header) throw refuse('is no SafeTensors file: its header cannot be read', 'Choose a file that this page or its PyTorch script wrote.');
  const { __metadata__: given, ...tensors } = header;
  const settings = settingsOf(given);
  if (typeof settings === 'string') throw refuse(settings, 'Choose a file that this page or its PyTorch script wrote.');
  const { experiment, classes } = settings;

  const heads = new Map<string, TensorHead>();
  for (const [name, head] of Object.entries(tensors)) {
    const { data } = tensorHead.safeParse(head);
    if (!data) throw refuse(`describes ${showGiven(name)} in a way that is not SafeTensors’`, whole);
    heads.set(name, data as TensorHead);
  }
  const layout = torchEntries(experiment, classes);
  const wanted = [...layout.parameters, ...layout.statistics];
  for (const { torchName, torchShape } of wanted) {
    const head = heads.get(torchName);
    if (!head) throw refuse(`lacks ${torchName}, which the network of its settings has`, 'Export the weights again.');
    if (head.dtype !== 'F32') throw refuse(`holds ${torchName} as ${showGiven(head.dtype)}, but this page reads F32 only`, 'Save the tensors as float32.');
    if (String(head.shape) !== String(torchShape)) {
      throw refuse(`holds ${torchName} as ${showGiven(head.shape.join('×'))}, but the network of its settings has ${torchShape.join('×')}`, 'Export the weights with the settings that they were trained with.');
    }
  }
  if (heads.size > wanted.length) {
    const known = new Set(wanted.map(({ torchName }) => torchName));
    throw refuse(`holds ${showGiven([...heads.keys()].find((name) => !known.has(name))!)}, which the network of its settings does not have`, 'Export the weights again.');
  }
  const problem = placesProblem(heads, bytes.length - start);
  if (problem) throw refuse(problem, whole);

  const numbersOf = ({ name, shape, torchName }: TorchEntry): NamedNumbers => {
    const [from, to] = heads.get(torchName)!.data_offsets;
    // Copied, since numbers need not lie at a multiple of four bytes.
    const stored = new Float32Array(bytes.slice(start + from, start + to).buffer);
    if (!stored.every(Number.isFinite)) throw refuse(`holds numbers in ${torchName} that are not finite`, 'Export the weights of a run whose loss is finite.');
    return { name, shape, values: fromTorch(stored, shape) };
  };
  return { ...settings, parameters: layout.parameters.map(numbersOf), statistics: layout.statistics.map(numbersOf) };
}

function parsedHeader(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof header === 'object' && header !== null && !Array.isArray(header) ? (header as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

type Settings = Pick<NetworkWeights, 'experiment' | 'step' | 'classes' | 'mean' | 'deviation'>;

/** The settings, or half a sentence that says what is wrong with them. */
function settingsOf(given: unknown): Settings | string {
  const { data } = metadataSchema.safeParse(given);
  if (!data?.writer?.startsWith('expand-or-narrow')) return 'does not say which network its weights belong to';
  if (data.writer !== WRITER) return `was written by another version of this page (${showGiven(data.writer)})`;
  const { experiment, remarks } = readKeptLink(data.experiment ?? '');
  if (remarks.length > 0) return `names settings that this page cannot use: ${remarks[0]!.replace(/\.$/, '')}`;
  const step = whole(data.step, fields.steps.maximum);
  // Labels are bytes.
  const classes = whole(data.classes, 256);
  const mean = threeNumbers(data.mean);
  const deviation = threeNumbers(data.deviation);
  if (step === null || classes === null || classes < 1 || !mean || !deviation?.every((value) => value > 0)) return 'does not say how its images were normalised or how far it was trained';
  return { experiment: experiment satisfies Experiment, step, classes, mean, deviation };
}

function whole(text: string | undefined, most: number): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function threeNumbers(text: string | undefined): [number, number, number] | null {
  try {
    return channels.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch {
    return null;
  }
}

/** Tensors lie one behind the other without gaps and fill the file, as the format wants it; each has as many bytes as its shape needs. */
function placesProblem(heads: ReadonlyMap<string, TensorHead>, available: number): string | null {
  let end = 0;
  for (const [name, { shape, data_offsets }] of [...heads].sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])) {
    const [from, to] = data_offsets;
    const bytes = shape.reduce((product, side) => product * side, Float32Array.BYTES_PER_ELEMENT);
    if (to - from !== bytes) return `gives ${name} ${to - from} bytes where its shape needs ${bytes}`;
    if (from !== end) return from < end ? `lets ${name} overlap another tensor` : `has a gap before ${name}`;
    end = to;
  }
  if (end > available) return 'ends within its numbers: it was cut off';
  if (end < available) return 'has bytes after its numbers';
  return null;
}
