/** The frame around every control: its name, its help, and why it has no effect where it has none. */
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { fieldTable, type FieldName } from '../../experiment/fields';
import { Explained } from '../explain/Explained';
import type { Topic } from '../explain/topic';

interface FieldFrame {
  name: FieldName;
  /** Id of the labelled control; without one the frame is a group with a legend (radio buttons). */
  control?: string;
  /** Shown instead of the control's effect, e.g. "Only SimCLR has a temperature." */
  reason?: string | null;
  /** Explained with its formulas below the help. */
  topic?: Topic;
  children: (described: string) => ReactNode;
}

export function Field({ name, control, reason, topic, children }: FieldFrame) {
  const { label, help } = fieldTable[name];
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !open) return;
    setOpen(false);
    button.current!.focus();
  };
  const described = reason ? `${id}-help ${id}-reason` : `${id}-help`;
  const head = (
    <>
      {control ? <label htmlFor={control}>{label}</label> : <span id={`${id}-label`}>{label}</span>}
      <button
        ref={button}
        type="button"
        className="help-button"
        aria-label={`About ${label}`}
        aria-expanded={open}
        aria-controls={`${id}-help`}
        onClick={() => setOpen(!open)}
      >
        ?
      </button>
    </>
  );
  return (
    <div
      className="field"
      data-field={name}
      onKeyDown={closeOnEscape}
      {...(control ? {} : { role: 'radiogroup', 'aria-labelledby': `${id}-label`, 'aria-describedby': described })}
    >
      <div className="field-head">{head}</div>
      {children(described)}
      {reason && (
        <p id={`${id}-reason`} className="field-note">
          {reason}
        </p>
      )}
      <p id={`${id}-help`} className="field-help" hidden={!open}>
        {help}
      </p>
      {open && topic && <Explained topic={topic} />}
    </div>
  );
}
