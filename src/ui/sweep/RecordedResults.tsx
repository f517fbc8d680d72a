/** The recorded sweep in the room of sweeps, where it stays once runs of one's own have taken its place above. */
import { Provenance } from '../recorded/Provenance';
import '../recorded/recorded.css';
import { useRecorded } from '../recorded/useRecorded';
import { SweepResults } from './SweepResults';

export default function RecordedResults() {
  const recorded = useRecorded();
  if (recorded === 'loading') return <p className="soft">Loading the recorded runs…</p>;
  if (recorded === null) return <p className="soft">The recorded runs could not be loaded. Check the connection and reload the page.</p>;
  return (
    <>
      <SweepResults sweep={recorded.sweep} runs={recorded.summaries} />
      <Provenance records={recorded.records} link={recorded.link} />
    </>
  );
}
