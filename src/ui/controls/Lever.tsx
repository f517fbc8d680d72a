/** The lever of the whole page: the width of the last block. The drawing follows the thumb; a run starts, or is queued, on release. */
import { useId } from 'react';
import { fieldTable } from '../../experiment/fields';
import { isBusy } from '../../runs/lab';
import { useLab, useLabState } from '../../runs/useLab';
import { formatWhole } from '../text/format';
import { nearestIndex, widthSteps } from '../text/scale';
import { Field } from './Field';
import { NumberBox } from './NumberBox';
import { Slider } from './Slider';

const labelled = [8, 32, 128, 512, 2_048, 8_192];

const whenStarted = 'Let go, and a run with the new width starts from the same seed.';
const whenBusy = 'Let go, and a run with the new width comes next. What runs now is not stopped.';

export function Lever() {
  const id = useId();
  const lab = useLab();
  const width = useLabState(({ draggedWidth, experiment }) => draggedWidth ?? experiment.width);
  const started = useLabState(({ runs }) => runs.length > 0);
  const busy = useLabState(isBusy);
  return (
    <div className="lever">
      <Field name="width" control={id} topic="lever">
        {(described) => (
          <>
            <div className="lever-value">
              <NumberBox
                name="width"
                value={width}
                label={`${fieldTable.width.label}, exact value`}
                onCommit={lab.releaseWidth}
              />
            </div>
            <Slider
              id={id}
              className="lever-slider"
              steps={widthSteps}
              by="ratio"
              value={width}
              valueText={`${formatWhole(width)} channels`}
              described={described}
              onInput={lab.dragWidth}
              onCommit={lab.releaseWidth}
            />
            <div className="ticks" aria-hidden="true">
              {labelled.map((tick) => (
                <span key={tick} style={{ left: `${(100 * nearestIndex(widthSteps, tick, 'ratio')) / (widthSteps.length - 1)}%` }}>
                  {formatWhole(tick)}
                </span>
              ))}
            </div>
          </>
        )}
      </Field>
      <p className="small soft">{busy ? whenBusy : started ? whenStarted : 'Only the last block changes. Everything below stays as it is.'}</p>
    </div>
  );
}
