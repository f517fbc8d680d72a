/** The recorded sweep, once it is here; null where it cannot be had. */
import { useEffect, useState } from 'react';
import { loadRecorded, type RecordedSweep } from '../../runs/recorded';

export function useRecorded(): RecordedSweep | 'loading' | null {
  const [recorded, setRecorded] = useState<RecordedSweep | 'loading' | null>('loading');
  useEffect(() => {
    let isWanted = true;
    void loadRecorded().then((found) => isWanted && setRecorded(found));
    return () => {
      isWanted = false;
    };
  }, []);
  return recorded;
}
