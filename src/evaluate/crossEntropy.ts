/**
 * Cross-entropies of several tasks from logits that lie side by side. In JavaScript and float64: next to the products with
 * the features it costs little, and an optimum is found in fewer steps where the objective has no rounding of its own.
 */
import { columnRanges, type LogisticTask } from './logisticTask';

export interface CrossEntropies {
  /** Mean over the rows, per task. */
  values: number[];
  /** ∂Σvalues/∂logits, like the logits. */
  error: Float32Array;
  /** [columns]: its sums over the rows, which are ∂Σvalues/∂bias. */
  sums: Float64Array;
}

/** `logits` [rows, columns] lack the `bias` [columns], which is added here. */
export function crossEntropies(logits: Float32Array, bias: Float64Array, tasks: readonly LogisticTask[]): CrossEntropies {
  const columns = bias.length;
  const rows = logits.length / columns;
  const share = 1 / rows;
  const error = new Float32Array(logits.length);
  const sums = new Float64Array(columns);
  const exponentials = new Float64Array(columns);
  const values = columnRanges(tasks).map(({ from, until }, task) => {
    const { labels } = tasks[task]!;
    let value = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * columns;
      let highest = -Infinity;
      for (let column = from; column < until; column++) highest = Math.max(highest, logits[start + column]! + bias[column]!);
      let total = 0;
      for (let column = from; column < until; column++) {
        const exponential = Math.exp(logits[start + column]! + bias[column]! - highest);
        exponentials[column] = exponential;
        total += exponential;
      }
      const right = from + labels[row]!;
      value += Math.log(total) + highest - logits[start + right]! - bias[right]!;
      const scale = share / total;
      for (let column = from; column < until; column++) error[start + column] = exponentials[column]! * scale;
      error[start + right]! -= share;
      for (let column = from; column < until; column++) sums[column]! += error[start + column]!;
    }
    return value * share;
  });
  return { values, error, sums };
}
