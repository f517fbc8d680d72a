/**
 * What a run file of foreign origin must look like. Whatever reports of this version came to hold later is optional, since
 * the headless command wrote files without it; keys that nobody knows are dropped.
 */
import * as z from 'zod/mini';
import { type Experiment, type Field, fieldNames, fieldTable, fields, defaultsFor } from '../experiment/fields';
import { upgradedSettings } from '../experiment/version1';
import type { ExperimentReport } from '../record/report';
import type { ImageCounts } from '../record/record';
import { base64Length } from '../train/bits';

type Figure = 'knn' | 'collapse' | 'uniformity' | 'alignment' | 'lidar' | 'spectrum';

/** A report as a file may hold it. */
export interface GivenReport extends Omit<ExperimentReport, 'date' | 'madeBy' | 'tasks' | 'images' | 'losses' | 'final' | 'timing' | 'ends' | 'reconstruction'> {
  date?: string | undefined;
  madeBy?: string | undefined;
  tasks?: ExperimentReport['tasks'] | undefined;
  images?: (Omit<ImageCounts, 'lookTrain' | 'lookTest'> & { lookTrain?: number | undefined; lookTest?: number | undefined }) | undefined;
  losses?: number[] | undefined;
  final: Omit<ExperimentReport['final'], Figure> & { [Name in Figure]?: ExperimentReport['final'][Name] | undefined };
  ends?: ExperimentReport['ends'] | undefined;
  reconstruction?: ExperimentReport['reconstruction'] | undefined;
  timing: Omit<ExperimentReport['timing'], 'probeShare'> & { probeShare?: number | undefined };
}

const MOST_STEPS = fields.steps.maximum;
const MOST_TASKS = 32;
const MOST_CLASSES = 256;
const MOST_PROBES = 64;
const LONGEST_NAME = 120;
const LONGEST_ADAPTER = 300;

/** JSON writes a number that is not finite as null. */
const number = z.pipe(z.nullable(z.number()), z.transform((value) => value ?? NaN));
const atLeast = (minimum: number) => z.number().check(z.minimum(minimum));
const count = z.int().check(z.minimum(0));
const fraction = z.number().check(z.minimum(0), z.maximum(1));
const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
const name = text(LONGEST_NAME);

const fewNamed = <Value extends z.core.SomeType>(value: Value) =>
  z.record(name, value).check(z.refine((named) => Object.keys(named).length <= MOST_TASKS, `names more than ${MOST_TASKS} tasks`));
const accuracies = fewNamed(fraction);

function fieldSchema(field: Field): z.ZodMiniType<string | number> {
  if (field.kind === 'choice') return z.enum(field.choices as [string, ...string[]]);
  const bounds = [z.minimum(field.minimum), z.maximum(field.maximum)];
  return field.kind === 'integer' ? z.int().check(...bounds) : z.number().check(...bounds);
}

/** Files of version 1 lack fields that came later, and mean what links of version 1 mean. */
const config = z.pipe(
  z.object(Object.fromEntries(fieldNames.map((field) => [field, z.optional(fieldSchema(fieldTable[field]))]))),
  z.transform((given): Experiment => {
    const named = upgradedSettings(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Experiment>);
    const { method = fields.method.default, optimizer = fields.optimizer.default } = named;
    return { ...defaultsFor({ method, optimizer }), ...named };
  }),
);

const inside = { rankMe: number, collapse: number, uniformity: number, sparsity: number };

const point = z.object({
  step: count,
  seconds: atLeast(0),
  loss: number,
  parts: z.optional(fewNamed(number)),
  online: accuracies,
  refit: z.optional(accuracies),
  inside: z.optional(z.object(inside)),
});

const judgement = z.object({
  step: count,
  trainImages: count,
  testImages: count,
  probes: z
    .array(
      z.object({
        probe: z.enum(['logistic', 'few', 'mlp', 'binarised', 'knn', 'projector']),
        layer: z.optional(count),
        share: z.optional(fraction),
        draws: z.optional(count),
        dimensions: count,
        untrained: accuracies,
        trained: accuracies,
      }),
    )
    .check(z.maxLength(MOST_PROBES)),
});

/** As many as any data set has, and more. */
const MOST_JUDGED = 100_000;
const LARGEST_SIDE = 64;
const MOST_PICTURES = 16;
const base64 = (longest: number) => z.string().check(z.maxLength(longest), z.regex(/^[A-Za-z0-9+/]*={0,2}$/));

const end = z.object({ correct: fewNamed(count), right: fewNamed(base64(base64Length(MOST_JUDGED / 8))) });
const pixels = base64(base64Length(3 * MOST_PICTURES * LARGEST_SIDE ** 2));
const side = z.int().check(z.minimum(1), z.maximum(LARGEST_SIDE));
const rebuilt = z.object({ luminance: number, colour: number, pixels });
const bytesOf = (text: string) => (3 * text.length) / 4 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);

const reconstruction = z
  .object({ side, count: z.int().check(z.minimum(0), z.maximum(MOST_PICTURES)), untrained: rebuilt, trained: rebuilt, originals: z.object({ side, pixels }) })
  .check(
    z.refine(
      ({ side, count, untrained, trained, originals }) =>
        [untrained, trained].every((one) => bytesOf(one.pixels) === 3 * count * side ** 2) && bytesOf(originals.pixels) === 3 * count * originals.side ** 2,
      'has pictures of another size than it says',
    ),
  );

export const reportSchema = z.object({
  version: count,
  date: z.optional(z.iso.datetime()),
  madeBy: z.optional(name),
  config,
  device: z.object({ backend: z.enum(['webgpu', 'wasm']), adapter: text(LONGEST_ADAPTER) }),
  parameters: z.object({ backbone: count, projector: count }),
  tasks: z.optional(z.array(z.object({ name, classNames: z.array(z.string().check(z.maxLength(LONGEST_NAME))).check(z.minLength(2), z.maxLength(MOST_CLASSES)) })).check(z.maxLength(MOST_TASKS))),
  images: z.optional(z.object({ train: count, test: count, probeTrain: count, probeTest: count, lookTrain: z.optional(count), lookTest: z.optional(count) })),
  untrained: z.object({ refit: accuracies }),
  points: z.array(point).check(z.minLength(1), z.maxLength(MOST_STEPS + 1)),
  losses: z.optional(z.array(number).check(z.maxLength(MOST_STEPS))),
  final: z.object({
    loss: number,
    online: accuracies,
    refit: accuracies,
    knn: z.optional(accuracies),
    rankMe: number,
    sparsity: number,
    collapse: z.optional(number),
    uniformity: z.optional(number),
    alignment: z.optional(number),
    lidar: z.optional(number),
    spectrum: z.optional(z.array(number).check(z.maxLength(fields.width.maximum))),
  }),
  timing: z.object({ firstPointSeconds: atLeast(0), stepMilliseconds: atLeast(0), totalSeconds: atLeast(0), probeShare: z.optional(number) }),
  memory: z.object({ tensorsAtStart: count, tensorsAtEnd: count, bytesPeak: count }),
  ends: z.optional(z.object({ untrained: end, trained: end })),
  reconstruction: z.optional(reconstruction),
  judgement: z.optional(judgement),
});
