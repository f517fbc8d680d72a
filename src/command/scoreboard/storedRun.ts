/**
 * What is kept of each run that the scoreboard made: enough to compute every effect again. Accuracies are kept as counts of right
 * answers, since rounded shares of samples of different sizes must not be mixed up.
 */
import { z } from 'zod';
import { conditionLink } from '../../experiment/claims/conditions';
import { fieldNames, withChanges } from '../../experiment/fields';
import { LINK_VERSION, readKeptLink, readLink, writeLink } from '../../experiment/link';
import type { ExperimentReport } from '../../record/report';

const whole = z.number().int().nonnegative();
const accuracies = z.record(z.string(), z.number().min(0).max(1));
const counts = z.record(z.string(), whole);

const probe = {
  probe: z.enum(['logistic', 'few', 'mlp', 'binarised', 'knn', 'projector']),
  layer: whole.optional(),
  share: z.number().optional(),
  dimensions: whole,
};
const countedProbe = z.object({
  ...probe,
  /** Answers that were given: one per test image and draw. */
  answers: whole.positive(),
  /** How many of them were right, per task. */
  untrained: counts,
  trained: counts,
});
const inside = z.object({ rankMe: z.number(), collapse: z.number(), sparsity: z.number() });

const about = {
  /** The condition's link, with seed 1; in the file with every field. */
  link: z.string().transform((link) => conditionLink(readKeptLink(link).experiment)),
  seed: z.number().int().positive(),
  backend: z.enum(['webgpu', 'wasm']),
  adapter: z.string(),
  /** ISO, UTC. */
  date: z.iso.datetime(),
  /** Version of the page, with its commit where there is one. */
  version: z.string(),
  timing: z.object({ stepMilliseconds: z.number(), totalSeconds: z.number(), probeShare: z.number() }),
  /** Wall time of the run with its judging. */
  seconds: z.number(),
};
const judgement = { step: whole, trainImages: whole, testImages: whole.positive() };

export const storedRun = z.object({
  ...about,
  loss: z.number(),
  /** What test images look like in the representation; of runs of version 1 the untrained network's is not known. */
  inside: z.object({ untrained: inside.nullable(), trained: inside }),
  judgement: z.object({ ...judgement, probes: z.array(countedProbe) }),
});

export type StoredRun = z.infer<typeof storedRun>;

/** Version 1 kept shares, and a link that said no version. Its small looks of a few hundred images are not taken over. */
export const storedRunOfVersion1 = z
  .object({
    ...about,
    final: z.object({ loss: z.number(), ...inside.shape }),
    judgement: z.object({ ...judgement, probes: z.array(z.object({ ...probe, untrained: accuracies, trained: accuracies })) }),
  })
  .transform(({ final: { loss, ...trained }, judgement: judged, ...run }): StoredRun => ({ ...run, loss, inside: { untrained: null, trained }, judgement: counted(judged) }));

interface Shares extends Omit<z.infer<typeof countedProbe>, 'answers'> {
  draws?: number | undefined;
}

/** Six digits of a share tell the count of up to a million answers. */
function counted({ step, trainImages, testImages, probes }: Omit<StoredRun['judgement'], 'probes'> & { probes: readonly Shares[] }): StoredRun['judgement'] {
  const rows = probes.map(({ untrained, trained, draws = 1, ...row }) => {
    const answers = draws * testImages;
    const right = (shares: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(shares).map(([task, share]) => [task, Math.round(share * answers)]));
    return { ...row, answers, untrained: right(untrained), trained: right(trained) };
  });
  return { step, trainImages, testImages, probes: rows };
}

export interface WantedRun {
  link: string;
  seed: number;
}

/** With every field, also those at their default: what is kept outlives a change of defaults. */
export function wholeLink(link: string): string {
  const { experiment } = readLink(link);
  return [`v=${LINK_VERSION}`, ...fieldNames.map((name) => `${name}=${experiment[name]}`)].join('&');
}

/** The link of a condition at a seed. */
export function seededLink({ link, seed }: WantedRun): string {
  return writeLink(withChanges(readLink(link).experiment, { seed }));
}

/** Null where the report holds no judgement, without which it tells a claim nothing. */
export function storedRunOf(wanted: WantedRun, report: ExperimentReport, made: { date: string; version: string; seconds: number }): StoredRun | null {
  if (!report.judgement) return null;
  const { device, points, final, judgement: judged, timing } = report;
  // Parsed, so that what is kept is exactly what can be read again.
  return storedRun.parse({ ...wanted, ...device, ...made, loss: final.loss, inside: { untrained: points[0]?.inside ?? null, trained: final }, judgement: counted(judged), timing });
}
