/** A switch between two things, both named: one control, and one press. */
import type { ReactNode } from 'react';

interface FlipProps {
  /** What being on means, for screen readers. */
  label: string;
  off: ReactNode;
  on: ReactNode;
  value: boolean;
  onChange: (value: boolean) => void;
}

export function Flip({ label, off, on, value, onChange }: FlipProps) {
  return (
    <label className="flip">
      <input type="checkbox" role="switch" aria-label={label} checked={value} onChange={({ target }) => onChange(target.checked)} />
      <span className="flip-face" data-chosen={!value} aria-hidden="true">
        {off}
      </span>
      <span className="flip-face" data-chosen={value} aria-hidden="true">
        {on}
      </span>
    </label>
  );
}
