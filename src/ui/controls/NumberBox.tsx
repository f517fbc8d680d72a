/** A box for an exact number. It takes any text, and on Enter or when left it settles on what the field table allows. */
import { useId, useState } from 'react';
import { checkValue } from '../../experiment/checkValue';
import { fieldTable, type FieldName } from '../../experiment/fields';

interface NumberBoxProps {
  name: FieldName;
  value: number;
  label?: string;
  id?: string;
  disabled?: boolean;
  described?: string;
  onCommit: (value: number) => void;
}

export function NumberBox({ name, value, label, id, disabled, described, onCommit }: NumberBoxProps) {
  const field = fieldTable[name];
  const remarkId = useId();
  /** What is being typed; null shows the value itself. */
  const [typed, setTyped] = useState<string | null>(null);
  const [remark, setRemark] = useState<string | null>(null);
  if (field.kind === 'choice') throw new Error(`“${name}” is a choice, not a number.`);

  function settle() {
    if (typed === null) return;
    setTyped(null);
    if (typed.trim() === '') return;
    const checked = checkValue(name, typed);
    setRemark(checked.remark ?? null);
    if (typeof checked.value === 'number' && checked.value !== value) onCommit(checked.value);
  }

  return (
    <span className="number-box">
      <span className="number-box-row">
        <input
          id={id}
          type="number"
          inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
          min={field.minimum}
          max={field.maximum}
          step={field.kind === 'integer' ? 1 : 'any'}
          aria-label={label}
          aria-describedby={[described, remark ? remarkId : ''].filter(Boolean).join(' ') || undefined}
          disabled={disabled}
          value={typed ?? value}
          onChange={(event) => {
            setRemark(null);
            setTyped(event.target.value);
          }}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
            if (event.key === 'Escape') setTyped(null);
          }}
        />
        {field.unit && <span className="unit">{field.unit}</span>}
      </span>
      {remark && (
        <span id={remarkId} className="field-note">
          {remark}
        </span>
      )}
    </span>
  );
}
