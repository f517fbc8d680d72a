/** The charts of a received table. Loaded with it: this is where Recharts comes in. */
import type { Sweep } from '../../experiment/sweep';
import type { SweptRun } from '../../record/sweepTable';
import { SweepResults } from '../sweep/SweepResults';

export default function ReceivedTable({ sweep, runs }: { sweep: Sweep; runs: readonly SweptRun[] }) {
  return <SweepResults sweep={sweep} runs={runs} level={3} />;
}
