/** A training step as the benchmark drives it, and its timing. */

export interface Step {
  /** Asks for one step, without waiting for the device. */
  run(): void;
  /** Loss of the step asked for last; resolves when the device has finished it. */
  loss(): Promise<number>;
  dispose(): void;
}

export interface StepTimes {
  /** Of each timed step, from the call until the device had finished. */
  milliseconds: number[];
  /** Of the first step, whose weights are the initial ones: equal for everybody who computes the same net. */
  firstLoss: number;
}

export interface Repetitions {
  /** Steps before the first timed one, which compile and choose. */
  warmUps: number;
  timed: number;
}

export async function timeSteps(step: Step, { warmUps, timed }: Repetitions): Promise<StepTimes> {
  let firstLoss = Number.NaN;
  const milliseconds: number[] = [];
  for (let index = 0; index < warmUps + timed; index++) {
    const start = performance.now();
    step.run();
    const loss = await step.loss();
    if (index === 0) firstLoss = loss;
    if (index >= warmUps) milliseconds.push(performance.now() - start);
  }
  return { milliseconds, firstLoss };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
