/** What the page has to say about the link that it was opened with. */
import { useId } from 'react';
import { useLab, useLabState } from '../runs/useLab';

export function Remarks() {
  const lab = useLab();
  const title = useId();
  const remarks = useLabState((state) => state.remarks);
  if (remarks.length === 0) return null;
  return (
    <section className="remarks" aria-labelledby={title}>
      <h2 id={title}>About this link</h2>
      <ul>
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
      <button type="button" className="button" onClick={lab.dismissRemarks}>
        Dismiss
      </button>
    </section>
  );
}
