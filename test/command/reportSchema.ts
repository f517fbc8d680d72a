/** The public contract of the headless command's JSON, for tests of whatever writes one. */
import { z } from 'zod';
import { type Field, fieldNames, fieldTable } from '../../src/experiment/fields';

const finite = z.number();
const fraction = z.number().min(0).max(1);
const accuracies = z.record(z.string(), fraction).refine((tasks) => Object.keys(tasks).length > 0, 'no task');
const count = z.number().int().nonnegative();

function fieldSchema(field: Field): z.ZodType {
  if (field.kind === 'choice') return z.enum(field.choices as [string, ...string[]]);
  const bounded = z.number().min(field.minimum).max(field.maximum);
  return field.kind === 'integer' ? bounded.int() : bounded;
}

const inside = { rankMe: finite, collapse: finite.nonnegative(), uniformity: finite, sparsity: fraction };
/** Without a probe that trains along there is no task: in transfer. */
const online = z.record(z.string(), fraction);

const judgement = z.strictObject({
  step: count,
  trainImages: count,
  testImages: count,
  probes: z.array(
    z.strictObject({
      probe: z.enum(['logistic', 'few', 'mlp', 'binarised', 'knn', 'projector']),
      layer: count.optional(),
      share: fraction.optional(),
      draws: count.optional(),
      dimensions: count,
      untrained: accuracies,
      trained: accuracies,
    }),
  ),
});

const end = z.strictObject({ correct: z.record(z.string(), count), right: z.record(z.string(), z.base64()) });
const rebuilt = z.strictObject({ luminance: finite, colour: finite, pixels: z.base64() });

export const reportSchema = z.strictObject({
  version: count,
  date: z.iso.datetime(),
  madeBy: z.string().min(1),
  config: z.strictObject(Object.fromEntries(fieldNames.map((name) => [name, fieldSchema(fieldTable[name])]))),
  device: z.strictObject({ backend: z.enum(['webgpu', 'wasm']), adapter: z.string().min(1) }),
  parameters: z.strictObject({ backbone: count, projector: count }),
  untrained: z.strictObject({ refit: accuracies }),
  tasks: z.array(z.strictObject({ name: z.string().min(1), classNames: z.array(z.string()).min(2) })).min(1),
  images: z.strictObject({ train: count, test: count, probeTrain: count, probeTest: count, lookTrain: count, lookTest: count }),
  losses: z.array(finite).min(1),
  points: z.array(z.strictObject({ step: count, seconds: finite, loss: finite, parts: z.record(z.string(), finite).optional(), online, refit: accuracies.optional(), inside: z.strictObject(inside).optional() })).min(2),
  final: z.strictObject({ loss: finite, online, refit: accuracies, knn: accuracies, ...inside, alignment: finite, lidar: finite, spectrum: z.array(finite).min(1) }),
  timing: z.strictObject({ firstPointSeconds: finite, stepMilliseconds: finite, totalSeconds: finite, probeShare: fraction }),
  memory: z.strictObject({ tensorsAtStart: count, tensorsAtEnd: count, bytesPeak: count }),
  ends: z.strictObject({ untrained: end, trained: end }).optional(),
  reconstruction: z.strictObject({ side: count, count, untrained: rebuilt, trained: rebuilt, originals: z.strictObject({ side: count, pixels: z.base64() }) }).optional(),
  judgement: judgement.optional(),
});
