/** Steps of linear warm-up: a tenth of the run, at most 100, so that AdamW's first estimates settle at small steps. */
const WARM_UP_SHARE = 0.1;
const LONGEST_WARM_UP = 100;

/** Learning rate of a step (counted from 1): linear warm-up to the peak, then half a cosine to zero at the end. */
export function learningRateAt(step: number, steps: number, peak: number): number {
  const warmUp = Math.max(1, Math.min(LONGEST_WARM_UP, Math.round(steps * WARM_UP_SHARE)));
  if (step <= warmUp) return (peak * step) / warmUp;
  const progress = (step - warmUp) / Math.max(1, steps - warmUp);
  return (peak * (1 + Math.cos(Math.PI * Math.min(progress, 1)))) / 2;
}
