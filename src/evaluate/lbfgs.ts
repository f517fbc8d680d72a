/**
 * L-BFGS (Nocedal and Wright 2006, algorithm 7.4) with a backtracking line search, for smooth convex objectives whose
 * value and gradient come from the device. The vectors here are plain float64 arrays.
 */

export interface Evaluation {
  value: number;
  gradient: Float64Array;
}

export interface LbfgsOptions {
  maximumIterations: number;
  /** Stops where the largest gradient entry is at most this. */
  tolerance: number;
  /** Pairs of (step, gradient change) kept. */
  memory?: number;
}

export interface LbfgsResult {
  point: Float64Array;
  value: number;
  iterations: number;
  evaluations: number;
}

/** Sufficient decrease (Armijo), the textbook constant. */
const DECREASE = 1e-4;
/**
 * Relative noise of a float32 objective. Within it the value no longer tells better from worse, but the gradient still
 * does (the idea of Hager and Zhang's approximate Wolfe conditions, 2005); it gains two more digits.
 */
const VALUE_NOISE = 1e-6;
const MAXIMUM_BACKTRACKS = 20;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

/** y ← y + scale · x. */
function add(y: Float64Array, scale: number, x: Float64Array): void {
  for (let index = 0; index < y.length; index++) y[index]! += scale * x[index]!;
}

function largest(x: Float64Array): number {
  let most = 0;
  for (const value of x) most = Math.max(most, Math.abs(value));
  return most;
}

function isFlatterBesides(there: Evaluation, here: Evaluation): boolean {
  return there.value <= here.value * (1 + VALUE_NOISE) && largest(there.gradient) < largest(here.gradient);
}

interface Pair {
  step: Float64Array;
  change: Float64Array;
  curvature: number;
}

/** −H · gradient by the two-loop recursion. */
function direction(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const q = gradient.map((value) => -value);
  const alphas = new Array<number>(pairs.length);
  for (let index = pairs.length - 1; index >= 0; index--) {
    const { step, change, curvature } = pairs[index]!;
    alphas[index] = dot(step, q) / curvature;
    add(q, -alphas[index]!, change);
  }
  const newest = pairs[pairs.length - 1];
  if (newest) {
    const scale = newest.curvature / dot(newest.change, newest.change);
    for (let index = 0; index < q.length; index++) q[index]! *= scale;
  }
  pairs.forEach(({ step, change, curvature }, index) => add(q, alphas[index]! - dot(change, q) / curvature, step));
  return q;
}

export async function minimize(
  evaluate: (point: Float64Array) => Promise<Evaluation>,
  start: Float64Array,
  { maximumIterations, tolerance, memory = 10 }: LbfgsOptions,
): Promise<LbfgsResult> {
  let point = start;
  let here = await evaluate(point);
  let evaluations = 1;
  const pairs: Pair[] = [];
  let iterations = 0;
  while (iterations < maximumIterations && largest(here.gradient) > tolerance) {
    const way = direction(here.gradient, pairs);
    let slope = dot(way, here.gradient);
    if (!(slope < 0)) {
      // Rounding has spoilt the memory: fall back to the steepest descent.
      pairs.length = 0;
      way.set(here.gradient.map((value) => -value));
      slope = dot(way, here.gradient);
    }
    let length = pairs.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    let next: Evaluation | null = null;
    let nextPoint = point;
    for (let attempt = 0; attempt < MAXIMUM_BACKTRACKS; attempt++) {
      nextPoint = Float64Array.from(point);
      add(nextPoint, length, way);
      const there = await evaluate(nextPoint);
      evaluations++;
      if (there.value <= here.value + DECREASE * length * slope || isFlatterBesides(there, here)) {
        next = there;
        break;
      }
      length /= 2;
    }
    if (!next) break; // float32 cannot see a further decrease
    const step = way.map((value) => value * length);
    const change = next.gradient.map((value, index) => value - here.gradient[index]!);
    const curvature = dot(step, change);
    if (curvature > 0) {
      pairs.push({ step, change, curvature });
      if (pairs.length > memory) pairs.shift();
    }
    point = nextPoint;
    here = next;
    iterations++;
  }
  return { point, value: here.value, iterations, evaluations };
}
