/** What a file of checks provides, and how a result is judged. */

/** Contents of one reference file: `cases` of named tensors and numbers, in the form that only its own checks know. */
export type ReferenceFile = unknown;

/** Hands one computed quantity and its reference over to be compared, element by element. */
export type Report = (
  caseName: string,
  quantity: string,
  actual: Float32Array | Int32Array | readonly number[],
  expected: Float32Array | readonly number[],
) => void;

/** Says in the output why a case is not checked, e.g. a method that does not exist yet. */
export type Skip = (caseName: string, why: string) => void;

/** Computes every case of a file on the backend in use. */
export type Check = (file: ReferenceFile, report: Report, skip: Skip) => Promise<void>;

export interface Miss {
  caseName: string;
  quantity: string;
  /** Position of the worst element, or −1 where the lengths differ. */
  index: number;
  actual: number | null;
  expected: number | null;
  /** |actual − expected| in units of what is allowed; above 1 is a miss. */
  excess: number;
}

/** |a − b| ≤ 1e-4 + 1e-3·|b| */
export function allowed(expected: number): number {
  return 1e-4 + 1e-3 * Math.abs(expected);
}

/** The worst element of a quantity. A NaN, or a result of another length, is infinitely wrong. */
export function worstOf(caseName: string, quantity: string, actual: ArrayLike<number>, expected: ArrayLike<number>): Miss {
  if (actual.length !== expected.length) {
    return { caseName, quantity: `${quantity} (${actual.length} instead of ${expected.length} numbers)`, index: -1, actual: null, expected: null, excess: Infinity };
  }
  let worst: Miss = { caseName, quantity, index: 0, actual: actual[0] ?? null, expected: expected[0] ?? null, excess: 0 };
  for (let index = 0; index < expected.length; index++) {
    const right = expected[index]!;
    const error = Math.abs(actual[index]! - right) / allowed(right);
    const excess = Number.isNaN(error) ? Infinity : error;
    if (excess > worst.excess) worst = { caseName, quantity, index, actual: actual[index]!, expected: right, excess };
  }
  return worst;
}
