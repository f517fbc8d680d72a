/** Two axes in one chart, each in a band of its own. Pure arithmetic. */
import type { AxisScale } from '../charts/scales';

/**
 * The same axis squeezed into a horizontal band of the chart, from `bottom` to `top` as shares of its height. Two axes in
 * two bands share one chart without their curves ever crossing, which would look like a finding.
 */
export function inBand({ domain: [low, high], ticks }: AxisScale, bottom: number, top: number): AxisScale {
  const perShare = (high - low) / (top - bottom);
  return { domain: [low - bottom * perShare, high + (1 - top) * perShare], ticks };
}
