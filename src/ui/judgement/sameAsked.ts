/** Lets what can be asked on demand stay as it is drawn while losses and points come in. */
import type { Run } from '../../runs/run';

export function sameAsked(run: Run, other: Run): boolean {
  return (
    run.id === other.id &&
    run.state === other.state &&
    run.inspection === other.inspection &&
    run.tasks === other.tasks &&
    run.points.length > 0 === other.points.length > 0
  );
}
