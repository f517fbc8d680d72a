/**
 * L-BFGS (Nocedal and Wright 2006, algorithm 7.4) with a backtracking line search, for smooth convex objectives whose
 * value and gradient come from the device. The vectors here are plain float64 arrays.
 */

export interface Evaluation {
  value: number;
  gradient: Float64Array;
  /** The gradient divided by an estimate of the curvature, which must be linear and may be wrong by a factor; left out where there is none. */
  quotient?: Float64Array;
  /** What `tolerance` is compared with where the point's own coordinates say little; else the largest entry of the gradient. */
  steepness?: number | undefined;
}

export interface LbfgsOptions {
  maximumIterations: number;
  /** Stops where the gradient's steepness is at most this. */
  tolerance: number;
  /** Stops, too, where the next step promises to lower the value by no more than this. */
  gain?: number;
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

/** Four sums, since one would wait for itself at every number: the pairs are read forty times per iteration. */
function dot(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let index = 0;
  for (; index + 4 <= a.length; index += 4) {
    s0 += a[index]! * b[index]!;
    s1 += a[index + 1]! * b[index + 1]!;
    s2 += a[index + 2]! * b[index + 2]!;
    s3 += a[index + 3]! * b[index + 3]!;
  }
  for (; index < a.length; index++) s0 += a[index]! * b[index]!;
  return s0 + s1 + (s2 + s3);
}

/** y ← y + scale · x. */
function add(y: Float64Array, scale: number, x: Float64Array): void {
  for (let index = 0; index < y.length; index++) y[index]! += scale * x[index]!;
}

function largest(x: Float64Array): number {
  let most = 0;
  for (let index = 0; index < x.length; index++) most = Math.max(most, Math.abs(x[index]!));
  return most;
}

function steepnessOf({ gradient, steepness }: Evaluation): number {
  return steepness ?? largest(gradient);
}

function isFlatterBesides(there: Evaluation, here: Evaluation): boolean {
  return there.value <= here.value * (1 + VALUE_NOISE) && steepnessOf(there) < steepnessOf(here);
}

interface Pair {
  step: Float64Array;
  change: Float64Array;
  /** The change divided by the estimated curvature. */
  divided: Float64Array;
  curvature: number;
  /** By what the estimated curvature is to be divided, to be right along this pair. */
  scale: number;
}

/** −H · gradient by the two-loop recursion. */
function direction({ gradient, quotient = gradient }: Evaluation, pairs: readonly Pair[]): Float64Array {
  const q = gradient.map((value) => -value);
  // What q comes to when it is divided, kept along with it.
  const result = quotient.map((value) => -value);
  const alphas = new Array<number>(pairs.length);
  for (let index = pairs.length - 1; index >= 0; index--) {
    const { step, change, divided, curvature } = pairs[index]!;
    alphas[index] = dot(step, q) / curvature;
    add(q, -alphas[index]!, change);
    add(result, -alphas[index]!, divided);
  }
  const scale = pairs.at(-1)?.scale ?? 1;
  for (let index = 0; index < result.length; index++) result[index]! *= scale;
  pairs.forEach(({ step, change, curvature }, index) => add(result, alphas[index]! - dot(change, result) / curvature, step));
  return result;
}

export async function minimize(
  evaluate: (point: Float64Array) => Promise<Evaluation>,
  start: Float64Array,
  { maximumIterations, tolerance, gain = 0, memory = 10 }: LbfgsOptions,
): Promise<LbfgsResult> {
  let point = start;
  let here = await evaluate(point);
  let evaluations = 1;
  const pairs: Pair[] = [];
  let iterations = 0;
  while (iterations < maximumIterations && steepnessOf(here) > tolerance) {
    let way = direction(here, pairs);
    let slope = dot(way, here.gradient);
    if (!(slope < 0)) {
      // Rounding has spoilt the memory: fall back to the steepest descent.
      pairs.length = 0;
      way = direction(here, pairs);
      slope = dot(way, here.gradient);
    }
    if (-slope / 2 <= gain) break;
    // Without any estimate the first step has length 1 at most.
    let length = pairs.length > 0 || here.quotient ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
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
      const before = here.quotient;
      const divided = before && next.quotient ? next.quotient.map((value, index) => value - before[index]!) : change;
      pairs.push({ step, change, divided, curvature, scale: curvature / dot(change, divided) });
      if (pairs.length > memory) pairs.shift();
    }
    point = nextPoint;
    here = next;
    iterations++;
  }
  return { point, value: here.value, iterations, evaluations };
}
