/** The charts of a received table. Loaded with it: this is where Recharts comes in. */
import type { Sweep } from '../../experiment/sweep';
import type { SweptRun } from '../../record/sweepTable';
import { SweepResults } from '../sweep/SweepResults';

export default function ReceivedTable({ sweep, runs, level }: { sweep: Sweep; runs: readonly SweptRun[]; level: 2 | 3 }) {
  return <SweepResults sweep={sweep} runs={runs} level={level} />;
}
