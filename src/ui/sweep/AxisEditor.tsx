/** One swept field: which, and its values, typed or chosen from those worth offering. */
import { useId } from 'react';
import { fieldTable, type FieldName } from '../../experiment/fields';
import { CloseIcon } from '../run/icons';
import { spell } from '../text/choices';
import { type DraftAxis, firstText, suggestionsFor, sweptFields, toggled, valuesOf } from './draft';
import { nameValue } from './fieldScale';

interface AxisEditorProps {
  name: string;
  axis: DraftAxis;
  /** Fields that another axis has. */
  taken: readonly FieldName[];
  onChange: (axis: DraftAxis) => void;
  onRemove?: () => void;
}

export function AxisEditor({ name, axis, taken, onChange, onRemove }: AxisEditorProps) {
  const id = useId();
  const { field, text } = axis;
  const { label, kind } = fieldTable[field];
  const values = valuesOf(text);
  return (
    <fieldset className="sweep-axis">
      <legend className="visually-hidden">{name}</legend>
      <div className="sweep-row">
        <label className="sweep-field" htmlFor={`${id}-field`}>
          {name}
          <select
            id={`${id}-field`}
            className="select"
            value={field}
            onChange={({ target }) => {
              const next = target.value as FieldName;
              onChange({ field: next, text: firstText(next) });
            }}
          >
            {sweptFields
              .filter((other) => !taken.includes(other))
              .map((other) => (
                <option key={other} value={other}>
                  {fieldTable[other].label}
                </option>
              ))}
          </select>
        </label>
        {onRemove && (
          <button type="button" className="icon-button" aria-label={`Remove ${label} from the sweep`} onClick={onRemove}>
            <CloseIcon />
          </button>
        )}
      </div>
      {kind !== 'choice' && (
        <label className="sweep-values" htmlFor={`${id}-values`}>
          <span className="visually-hidden">Values of {label}</span>
          <input id={`${id}-values`} className="select" value={text} autoComplete="off" spellCheck={false} onChange={({ target }) => onChange({ field, text: target.value })} />
        </label>
      )}
      <div className="sweep-chips" role="group" aria-label={`Values of ${label}`}>
        {suggestionsFor(field).map((value) => (
          <button key={value} type="button" className="chip" aria-pressed={values.includes(value)} onClick={() => onChange(toggled(axis, value))}>
            {kind === 'choice' ? spell(value) : nameValue(field, Number(value))}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
