/** How long judging a wide representation takes on the CPU. Without a baseline: no peer has these probes. */
import type { ProbeTimes } from '../measurements';
import type { RowPlan } from './plan';

const GIVEN = { backend: 'wasm', width: 8192, trainImages: 10_000, testImages: 2_000 } as const;

function row(name: string, what: string, read: (times: ProbeTimes) => number): RowPlan {
  return {
    name,
    unit: 's',
    better: 'less',
    async measure({ measure }) {
      const times = await measure('ourProbes', GIVEN);
      const { width, trainImages, testImages } = GIVEN;
      return { ours: read(times), baseline: null, note: `${what}; D = ${width}, ${trainImages} training and ${testImages} test images, 10 classes; ${times.adapter}` };
    },
  };
}

export const probeRows: readonly RowPlan[] = [
  row('probe/offline', 'logistic regression to its optimum, standardising and judging included', ({ offline }) => offline),
  row('probe/knn', 'weighted k-NN', ({ neighbours }) => neighbours),
];
