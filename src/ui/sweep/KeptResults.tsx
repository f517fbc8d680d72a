/** The results of a sweep that was made here, as its runs come in. Loaded late: this is where Recharts comes in. */
import type { Sweep } from '../../experiment/sweep';
import { CopyTable } from '../received/CopyTable';
import { SweepResults } from './SweepResults';
import { useSweptRuns } from './useSweptRuns';

export default function KeptResults({ sweep }: { sweep: Sweep }) {
  const runs = useSweptRuns(sweep);
  return (
    <>
      <SweepResults sweep={sweep} runs={runs} />
      <CopyTable sweep={sweep} runs={runs} />
    </>
  );
}
