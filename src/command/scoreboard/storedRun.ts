/** What is kept of each run that the scoreboard made: enough to compute every effect again. */
import { z } from 'zod';
import { withChanges } from '../../experiment/fields';
import { readLink, writeLink } from '../../experiment/link';
import type { ExperimentReport } from '../../record/report';

const accuracies = z.record(z.string(), z.number().min(0).max(1));

const judgedProbe = z.object({
  probe: z.enum(['logistic', 'mlp', 'binarised', 'knn', 'projector']),
  layer: z.number().int().optional(),
  dimensions: z.number().int(),
  untrained: accuracies,
  trained: accuracies,
});

export const storedRun = z.object({
  /** The condition's link, with seed 1. */
  link: z.string(),
  seed: z.number().int().positive(),
  backend: z.enum(['webgpu', 'wasm']),
  adapter: z.string(),
  /** ISO, UTC. */
  date: z.iso.datetime(),
  /** Version of the page, with its commit where there is one. */
  version: z.string(),
  untrained: accuracies,
  final: z.object({ refit: accuracies, knn: accuracies, loss: z.number(), rankMe: z.number(), collapse: z.number(), sparsity: z.number() }),
  judgement: z.object({ step: z.number().int(), trainImages: z.number().int(), testImages: z.number().int(), probes: z.array(judgedProbe) }),
  timing: z.object({ stepMilliseconds: z.number(), totalSeconds: z.number(), probeShare: z.number() }),
  /** Wall time of the run with its judging. */
  seconds: z.number(),
});

export type StoredRun = z.infer<typeof storedRun>;

export interface WantedRun {
  link: string;
  seed: number;
}

/** The link of a condition at a seed. */
export function seededLink({ link, seed }: WantedRun): string {
  return writeLink(withChanges(readLink(link).experiment, { seed }));
}

/** Null where the report holds no judgement, without which it tells a claim nothing. */
export function storedRunOf(wanted: WantedRun, report: ExperimentReport, made: { date: string; version: string; seconds: number }): StoredRun | null {
  if (!report.judgement) return null;
  const { device, untrained, final, judgement, timing } = report;
  // Parsed, so that what is kept is exactly what can be read again.
  return storedRun.parse({ ...wanted, ...device, ...made, untrained: untrained.refit, final, judgement, timing });
}
