/** What came by link: that nobody here has verified it, what it says of itself, and the way to verify it. */
import { Suspense } from 'react';
import { useReceivedState } from '../../runs/useReceived';
import { ReceivedResult } from '../parts';

export function ReceivedNotice() {
  const result = useReceivedState((state) => state.result);
  return result && (
    <Suspense fallback={<p className="soft">Loading what the link holds…</p>}>
      <ReceivedResult result={result} />
    </Suspense>
  );
}
