/** A number of the field table as a slider with a box for the exact value. */
import { useId } from 'react';
import { fieldTable, type FieldName } from '../../experiment/fields';
import { noEffect } from '../../runs/naming';
import { useLab, useLabState } from '../../runs/useLab';
import { evenSteps, powersAndHalves } from '../text/scale';
import { Field } from './Field';
import { NumberBox } from './NumberBox';
import { Slider } from './Slider';

/** Fields that span powers of two; the others move evenly, by twentieths. */
const powers: readonly FieldName[] = ['hidden', 'out'];
/** The box goes to the field's maximum; the slider stops where a browser run stops being quick. */
const SLIDER_TOP = 4_096;

function stepsOf(name: FieldName): readonly number[] {
  const field = fieldTable[name];
  if (field.kind === 'choice') return [];
  return powers.includes(name)
    ? powersAndHalves(field.minimum, Math.min(field.maximum, SLIDER_TOP))
    : evenSteps(field.minimum, field.maximum, 0.05);
}

export function SliderField({ name }: { name: 'hidden' | 'out' | 'crop' | 'jitter' | 'hue' | 'gray' | 'flip' }) {
  const id = useId();
  const lab = useLab();
  const value = useLabState(({ experiment }) => experiment[name]);
  const reason = useLabState(({ experiment }) => noEffect(name, experiment));
  const { label, unit } = fieldTable[name] as { label: string; unit: string };
  const set = (next: number) => lab.change({ [name]: next });
  const disabled = reason !== null;
  return (
    <Field name={name} control={id} reason={reason}>
      {(described) => (
        <div className="slider-row">
          <Slider
            id={id}
            steps={stepsOf(name)}
            by={powers.includes(name) ? 'ratio' : 'difference'}
            value={value}
            valueText={`${value} ${unit}`.trim()}
            disabled={disabled}
            described={described}
            onInput={set}
          />
          <NumberBox name={name} value={value} label={`${label}, exact value`} disabled={disabled} onCommit={set} />
        </div>
      )}
    </Field>
  );
}
