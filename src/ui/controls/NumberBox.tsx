/** A box for an exact number. It takes any text, and on Enter or when left it settles on what the field table allows. */
import { useId, useState } from 'react';
import { checkValue } from '../../experiment/checkValue';
import { fieldTable, type FieldName } from '../../experiment/fields';
import { typedNumber } from '../../experiment/typed';

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
  const isReal = field.kind !== 'integer';
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
          // Not of type number, which drops a decimal comma without a word: "0,005" would become 5.
          type="text"
          role="spinbutton"
          inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
          aria-valuemin={field.minimum}
          aria-valuemax={field.maximum}
          aria-valuenow={value}
          autoComplete="off"
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
            const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
            if (direction === 0 || isReal) return;
            event.preventDefault();
            setTyped(String((typedNumber(typed ?? String(value), true)?.value ?? value) + direction));
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
