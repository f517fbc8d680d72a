/** The scales that sliders move on. A slider moves by index, so that every key press is one meaningful step. */

/** Powers of two and the halves between them: 8, 12, 16, 24, … up to `maximum`. */
export function powersAndHalves(minimum: number, maximum: number): number[] {
  const steps: number[] = [];
  for (let power = minimum; power <= maximum; power *= 2) {
    steps.push(power);
    const half = power * 1.5;
    if (half <= maximum && Number.isInteger(half)) steps.push(half);
  }
  return steps;
}

/** Evenly spaced values from `minimum` to `maximum`, free of the dust of floating-point sums. */
export function evenSteps(minimum: number, maximum: number, step: number): number[] {
  const count = Math.round((maximum - minimum) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((minimum + index * step).toFixed(6)));
}

/** Index of the step nearest to `value`; by ratio on scales of powers, by difference on even ones. */
export function nearestIndex(steps: readonly number[], value: number, by: 'ratio' | 'difference'): number {
  const measure = by === 'ratio' ? (number: number) => Math.log(Math.max(number, 1e-9)) : (number: number) => number;
  let best = 0;
  for (let index = 1; index < steps.length; index++) {
    const closer = Math.abs(measure(steps[index]!) - measure(value)) < Math.abs(measure(steps[best]!) - measure(value));
    if (closer) best = index;
  }
  return best;
}

/** The sweep of the lever that the slider offers; the number box goes further. */
export const widthSteps: readonly number[] = powersAndHalves(8, 8_192);
