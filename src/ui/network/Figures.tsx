/** What the settings cost: parameters, multiply-adds, time per step. */
import type { Pace } from '../../runs/pace';
import type { NetworkDescription } from '../../model/describe';
import { formatCount, formatMilliseconds } from '../text/format';

const sources: Record<Pace['source'], string> = {
  measured: 'measured here',
  scaled: 'expected, from the last run here',
  expected: 'expected',
};

export function Figures({ network, pace }: { network: NetworkDescription; pace: Pace }) {
  const last = network.backboneParameters - network.trunkParameters;
  const projector = network.projectorParameters === 0 ? 'no projector' : `projector ${formatCount(network.projectorParameters)}`;
  return (
    <dl className="figures">
      <div data-testid="parameters">
        <dt>Parameters</dt>
        <dd>
          <strong>{formatCount(network.parameters)}</strong>
          <small>
            last block {formatCount(last)}, {projector}
          </small>
        </dd>
      </div>
      <div data-testid="multiply-adds">
        <dt>Multiply-adds per view</dt>
        <dd>
          <strong>{formatCount(network.multiplyAdds)}</strong>
          <small>{formatCount(network.stepMultiplyAdds)} per training step</small>
        </dd>
      </div>
      <div data-testid="step-time">
        <dt>Time per step</dt>
        <dd>
          <strong>{formatMilliseconds(pace.milliseconds)}</strong>
          <small>{sources[pace.source]}</small>
        </dd>
      </div>
    </dl>
  );
}
