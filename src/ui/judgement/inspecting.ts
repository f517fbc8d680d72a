/** Whether a run's network can be looked at on demand, and what to say where it cannot. */
import { isInspectable, type Run } from '../../runs/run';

/** Why nothing can be asked now, with the next step; null where it can. */
export function whyNot(run: Run): string | null {
  if (isInspectable(run)) return run.inspection?.state === 'working' ? 'One at a time: this is possible as soon as the other is done.' : null;
  switch (run.state) {
    case 'running':
      return 'Pause the run or wait for its end: this is possible only while the network is not training.';
    case 'failed':
      return 'This run failed. Start it again, and judge it when it is paused or finished.';
    case 'idle':
      return 'This run was stopped early. Run it again, and judge it when it is paused or finished.';
    case 'preparing':
    case 'paused':
    case 'finished':
      return 'This is possible as soon as the run is paused or finished.';
  }
}
