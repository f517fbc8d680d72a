/** The lever, the projector's layers and the one button, in as little height as they can be used in. */
import { stepsDone } from '../../runs/run';
import { LayersField } from '../controls/LayersField';
import { Lever } from '../controls/Lever';
import { PauseIcon, PlayIcon } from '../run/icons';
import { useRunControls } from '../run/useRunControls';
import { formatWhole } from '../text/format';

export function EmbedControls() {
  const { run, action, act, differs } = useRunControls();
  const isOwn = run !== undefined && run.origin === 'here';
  return (
    <section className="embed-controls" aria-label="Experiment">
      <Lever />
      <div className="embed-side">
        <LayersField />
        <div className="embed-run">
          <button type="button" className="button primary" onClick={act} aria-disabled={action === 'Preparing…'}>
            {action === 'Pause' ? <PauseIcon /> : <PlayIcon />}
            {action}
          </button>
          <p className="small soft" data-testid="state" data-state={isOwn ? run.state : 'idle'}>
            {isOwn ? `Step ${formatWhole(stepsDone(run))} of ${formatWhole(run.experiment.steps)}` : 'Trains in your browser'}
          </p>
        </div>
        {differs && <p className="small soft">The controls show other settings than the run that is under way.</p>}
        {run?.failure && <p className="small">{run.failure.message}</p>}
      </div>
    </section>
  );
}
