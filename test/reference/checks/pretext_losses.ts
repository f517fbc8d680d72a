import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defaultExperiment, fields, type Experiment } from '../../../src/experiment/fields';
import { lossAndGradient } from '../../../src/pretext/lossGradient';
import { pretextMethod } from '../../../src/pretext/methods';
import { crossEntropy } from '../../../src/pretext/supervised';
import type { Check } from '../check';
import { toTensor, valuesOf, type StoredTensor } from '../tensors';

interface LossCase {
  name: string;
  method: string;
  config: { temperature?: number; labels?: number[]; invariance?: number };
  inputs: Record<string, StoredTensor>;
  loss: number;
  parts?: Record<string, number>;
  gradients: Record<string, StoredTensor>;
}

/** The file's names for methods, where they differ from those of links. */
const linkNames: Record<string, string> = { barlowTwins: 'barlow' };

export const check: Check = async (file, report, skip) => {
  for (const reference of (file as { cases: LossCase[] }).cases) {
    const method = linkNames[reference.method] ?? reference.method;
    if (!(fields.method.choices as readonly string[]).includes(method)) {
      skip(reference.method, 'this method does not exist yet');
      continue;
    }
    const name = `${reference.name} ${JSON.stringify(reference.config).slice(0, 40)}`;
    if (reference.inputs.logits) await checkSupervised(reference, name, report);
    else await checkTwoViews(reference, method as Experiment['method'], name, report);
  }
};

type Report = Parameters<Check>[1];

type Inputs = Record<string, StoredTensor>;

/** Rows of the first views, then those of the second. */
function bothViews(tensors: Inputs, [first, second]: readonly [string, string]): Tensor2D {
  return tf.tidy(() => tf.concat2d([toTensor<tf.Rank.R2>(tensors[first]!), toTensor<tf.Rank.R2>(tensors[second]!)], 0));
}

/** Where there are predictions p1 and p2, z1 and z2 are the targets, through which no gradient goes. */
async function checkTwoViews({ config, inputs, ...expected }: LossCase, name: Experiment['method'], caseName: string, report: Report): Promise<void> {
  const method = pretextMethod(name);
  const experiment: Experiment = { ...defaultExperiment, temperature: config.temperature ?? defaultExperiment.temperature };
  const hasTarget = inputs.p1 !== undefined;
  const embedded = hasTarget ? (['p1', 'p2'] as const) : (['z1', 'z2'] as const);
  const embedding = bothViews(inputs, embedded);
  const target = hasTarget ? bothViews(inputs, ['z1', 'z2']) : null;
  const { terms, gradient } = lossAndGradient(method, { embedding, target, labels: () => tf.tensor1d([0], 'int32'), experiment });
  const [loss, ...parts] = await valuesOf(terms);
  report(caseName, 'loss', [loss!], [expected.loss]);
  method.parts.forEach((part, index) => {
    const right = expected.parts?.[part];
    if (right !== undefined) report(caseName, part, [parts[index]!], [right]);
  });
  const gradientOf = (names: readonly string[]) => names.flatMap((view) => expected.gradients[view]!.data);
  report(caseName, 'gradient', await valuesOf(gradient), gradientOf(embedded));
  // Only the embedding is differentiated: what the reference has for the targets must be nothing.
  if (target) report(caseName, 'gradient of the target', await valuesOf(tf.zerosLike(target)), gradientOf(['z1', 'z2']));
  tf.dispose([embedding, ...(target ? [target] : [])]);
}

/** The page's method sees two views of each image; the reference has one row of logits per label. */
async function checkSupervised({ config, inputs, ...expected }: LossCase, caseName: string, report: Report): Promise<void> {
  const logits: Tensor2D = toTensor(inputs.logits!);
  const labels = tf.tensor1d(config.labels!, 'int32');
  const { value, grad } = tf.valueAndGrad((z) => crossEntropy(z as Tensor2D, labels))(logits);
  report(caseName, 'loss', await valuesOf(value), [expected.loss]);
  report(caseName, 'gradient', await valuesOf(grad), expected.gradients.logits!.data);
  logits.dispose();
  labels.dispose();
}
