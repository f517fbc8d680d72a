/**
 * Smoothing that does not ask how often a curve was logged: an exponential mean over steps, of the curve that joins the
 * points by straight lines. Its memory fades by half every `halfLife` steps, however many points lie within them.
 */
import type { Series } from './series';

/**
 * Takes points in the order of their steps and returns the smoothed value at each. The mean is taken over the part of the
 * curve that is known, so the first value is the first point's and nothing pulls the start towards zero.
 *
 * Over a piece of Δ steps from a to b, with x = Δ·ln 2 / halfLife and φ = (1 − e⁻ˣ)/x, the integral of the fading weight times
 * the straight line is a(φ − e⁻ˣ) + b(1 − φ), and that of the weight alone 1 − e⁻ˣ.
 */
export function createSmoother(halfLife: number): (step: number, value: number) => number {
  const rate = Math.LN2 / halfLife;
  let last: { step: number; value: number } | null = null;
  let sum = 0;
  let weight = 0;
  return (step, value) => {
    if (last && step > last.step) {
      const x = (step - last.step) * rate;
      const kept = Math.exp(-x);
      const faded = -Math.expm1(-x);
      const share = faded / x;
      sum = kept * sum + last.value * (share - kept) + value * (1 - share);
      weight = kept * weight + faded;
    }
    last = { step, value };
    return weight > 0 ? sum / weight : value;
  };
}

/** The series with a value wherever it had one; gaps are bridged by straight lines and stay gaps. A half-life of 0 changes nothing. */
export function smooth(series: Series, halfLife: number): Series {
  if (halfLife <= 0) return series;
  const { firstStep, length } = series;
  const values = new Float32Array(length);
  const smoothed = createSmoother(halfLife);
  for (let index = 0; index < length; index++) {
    const value = series.values[index]!;
    values[index] = Number.isFinite(value) ? smoothed(firstStep + index, value) : NaN;
  }
  return { firstStep, values, length };
}
