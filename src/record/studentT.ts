/**
 * The factor of a two-sided 95 % interval by degrees of freedom. A table and a series instead of a library's quantile, which would
 * bring 39 kB to the first chart: the first page shows intervals.
 */

/** 0.975 quantiles of Student's t for 1 … 12 degrees of freedom. */
const FEW = [12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243, 2.3060041, 2.2621572, 2.2281389, 2.2009852, 2.1788128];

/** 0.975 quantile of the normal distribution. */
const Z = 1.959963984540054;

/** To 3·10⁻⁶: beyond the table Fisher's expansion (Abramowitz and Stegun 26.7.5). */
export function t95(degrees: number): number {
  const tabled = FEW[degrees - 1];
  if (tabled !== undefined) return tabled;
  const [z3, z5, z7, z9] = [Z ** 3, Z ** 5, Z ** 7, Z ** 9];
  return (
    Z +
    (z3 + Z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * degrees ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * Z) / (92_160 * degrees ** 4)
  );
}
