/** Who made the recorded runs, where, when and how; on request how to make them again. */
import type { RunRecord } from '../../record/record';
import { RECORDED_FILE } from '../../runs/recorded';
import { formatWhole } from '../text/format';
import { provenanceOf } from './provenanceOf';

export function Provenance({ records, link }: { records: readonly RunRecord[]; link: string }) {
  const { devices, days, versions, took } = provenanceOf(records);
  const { steps } = records[0]!.experiment;
  return (
    <div className="recorded-provenance small soft">
      <p>
        Recorded on {devices.join(' and ')}, {days}, with version {versions.join(' and ')}; not trained here.
      </p>
      <details className="table-fold">
        <summary>How they were made</summary>
        <p>
          The code of this page made {formatWhole(records.length)} runs of {formatWhole(steps)} steps without a window: <code>npm run -s sweep -- '{link}'</code>
          {took !== null && <>, which took {took} together</>}. <a href={RECORDED_FILE}>The data</a> holds what is drawn, rounded. On another backend, or with another number of
          threads, rounding differs and with it the last digits of a curve.
        </p>
      </details>
    </div>
  );
}
