/** What came by link: that nobody here has verified it, what it says of itself, and the way to verify it. */
import { Suspense } from 'react';
import { useReceivedState } from '../../runs/useReceived';
import { prepared } from '../late';

const { load, Part: ReceivedResult } = prepared(() => import('./ReceivedResult'));
export { load as loadReceived };

export function ReceivedNotice() {
  const result = useReceivedState((state) => state.result);
  return result && (
    <Suspense fallback={<p className="soft">Loading what the link holds…</p>}>
      <ReceivedResult result={result} />
    </Suspense>
  );
}
