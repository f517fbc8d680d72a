/** Whether what was received is being made here right now. */
import { isActive } from '../../record/record';
import { queryOfResult, type ReceivedResult } from '../../runs/received';
import { currentRun } from '../../runs/lab';
import { useLabState } from '../../runs/useLab';

export function useIsRepeated(result: ReceivedResult): boolean {
  const query = queryOfResult(result);
  return useLabState((state) => {
    if (result.kind === 'table') return state.sweep?.link === query && state.sweep.current !== null;
    const run = currentRun(state);
    return run !== undefined && run.origin === 'here' && run.link === query && isActive(run);
  });
}
