/** What the page has to say about the link that it was opened with. */
import { useId } from 'react';
import { useLab, useLabState } from '../runs/useLab';
import { useReceived, useReceivedState } from '../runs/useReceived';

export function Remarks() {
  const lab = useLab();
  const received = useReceived();
  const title = useId();
  const ofSettings = useLabState((state) => state.remarks);
  const ofResult = useReceivedState((state) => state.remarks);
  // A result repeats the settings of its link, and with them what is to say about those.
  const remarks = [...new Set([...ofResult, ...ofSettings])];
  if (remarks.length === 0) return null;
  return (
    <section className="remarks" aria-labelledby={title}>
      <h2 id={title}>About this link</h2>
      <ul>
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
      <button type="button" className="button" onClick={dismiss}>
        Dismiss
      </button>
    </section>
  );

  function dismiss() {
    lab.dismissRemarks();
    received.dismissRemarks();
  }
}
