/** The recorded curves by step, one seed per width: behind a run of one's own. Fetched when a run starts or when they are asked for. */
import type { RunRecord } from '../record/record';

export const CURVES_FILE = 'recorded/curves.json';

let asked: Promise<readonly RunRecord[]> | null = null;

/** Narrowest first; empty where there are none that can be used. */
export function loadCurves(): Promise<readonly RunRecord[]> {
  asked ??= fetchCurves().catch(() => []);
  return asked;
}

async function fetchCurves(): Promise<readonly RunRecord[]> {
  const [response, { readRunFile }] = await Promise.all([fetch(new URL(CURVES_FILE, document.baseURI)), import('../exchange/runFile')]);
  if (!response.ok) return [];
  const { records } = readRunFile(await response.text(), CURVES_FILE);
  return records.toSorted((a, b) => a.experiment.width - b.experiment.width);
}
