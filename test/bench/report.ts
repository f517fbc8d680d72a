/** What the benchmark writes: the public contract of its JSON. */
import { z } from 'zod';

const positive = z.number().positive();

export const rowSchema = z.strictObject({
  name: z.string().regex(/^[a-z]+\/[a-z-]+$/),
  unit: z.string().min(1),
  /** Null where it could not be measured; the note says why. */
  ours: z.number().nonnegative().nullable(),
  /** What ours is compared with; null where there is nothing to compare with, or it does not run here. */
  baseline: positive.nullable(),
  /** How many times better ours is than the baseline. */
  ratio: positive.nullable(),
  note: z.string().min(1),
});

const machineSchema = z.strictObject({
  cpu: z.string(),
  cores: positive,
  memoryGb: positive,
  system: z.string(),
  node: z.string(),
  chromium: z.string(),
  /** Of WebGPU in Chromium; null where it offers none. */
  adapter: z.string().nullable(),
  date: z.iso.datetime(),
});

export const benchReportSchema = z.strictObject({ machine: machineSchema, rows: z.array(rowSchema) });

export type Row = z.infer<typeof rowSchema>;
export type Machine = z.infer<typeof machineSchema>;
export type BenchReport = z.infer<typeof benchReportSchema>;
