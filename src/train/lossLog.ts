/**
 * Losses that still lie on the device. They are read several at a time, since every read-back makes the device and this
 * thread wait for each other (and Firefox completes one only on a 100 ms timer).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';

/** Never every step. */
const FEWEST_STEPS = 4;
const MOST_STEPS = 64;
/** Reading more often than this shows nothing new to an eye. */
const WANTED_INTERVAL_MS = 120;

export interface LossBatch {
  /** Step of the first value, counted from 1. */
  fromStep: number;
  values: number[];
}

/** Of the loss and its terms over the steps since the last mean was taken. */
export interface LossSums {
  /** Null where there were no steps. */
  sums: readonly number[] | null;
  counted: number;
}

export class LossLog {
  private waiting: Tensor1D[] = [];
  private every = FEWEST_STEPS;
  private lastRead = performance.now();
  private sums: readonly number[] | null;
  private counted: number;

  /** `parts`: names of the loss's own terms; `stepsDone`: finished steps before this log begins; `from`: what an earlier log left. */
  constructor(
    private readonly parts: readonly string[],
    private stepsDone: number,
    from: LossSums = { sums: null, counted: 0 },
  ) {
    this.sums = from.sums;
    this.counted = from.counted;
  }

  /** Takes a copy of [1 + parts], which the next step may overwrite. */
  add(terms: Tensor1D): void {
    this.waiting.push(tf.slice(terms, 0));
  }

  /** The very first loss is read at once: somebody has just pressed Start and waits for it. */
  isDue(): boolean {
    return this.waiting.length >= (this.stepsDone === 0 ? 1 : this.every);
  }

  async read(): Promise<LossBatch> {
    const fromStep = this.stepsDone + 1;
    if (this.waiting.length === 0) return { fromStep, values: [] };
    const joined = tf.tidy(() => tf.stack(this.waiting));
    this.dispose();
    const rows = (await joined.array()) as number[][];
    joined.dispose();
    const now = performance.now();
    if (now - this.lastRead < WANTED_INTERVAL_MS) this.every = Math.min(this.every * 2, MOST_STEPS);
    this.lastRead = now;
    for (const row of rows) {
      this.sums = row.map((value, term) => value + (this.sums?.[term] ?? 0));
      this.counted++;
    }
    this.stepsDone += rows.length;
    return { fromStep, values: rows.map((row) => row[0]!) };
  }

  /** Means over the steps read since the last call. */
  takeMeans(): { loss: number | null; parts: Record<string, number> } {
    const means = this.sums?.map((sum) => sum / this.counted) ?? null;
    this.sums = null;
    this.counted = 0;
    return {
      loss: means ? means[0]! : null,
      parts: Object.fromEntries(means ? this.parts.map((name, part) => [name, means[part + 1]!]) : []),
    };
  }

  /** Of the steps that were read. */
  untold(): LossSums {
    return { sums: this.sums, counted: this.counted };
  }

  dispose(): void {
    for (const terms of this.waiting) terms.dispose();
    this.waiting = [];
  }
}
