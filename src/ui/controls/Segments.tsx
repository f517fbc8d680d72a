/** A short choice as a row of radio buttons that look like one piece. Used inside a `Field`, which names the group. */
import { useId } from 'react';
import './segments.css';

export interface Segment<Value extends string | number> {
  value: Value;
  label: string;
  disabled?: boolean;
  /** A word below the label, e.g. "coming". */
  note?: string;
}

interface SegmentsProps<Value extends string | number> {
  segments: readonly Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

export function Segments<Value extends string | number>({ segments, value, onChange }: SegmentsProps<Value>) {
  const group = useId();
  return (
    <div className="segments">
      {segments.map((segment) => (
        <label key={segment.value} className="segment">
          <input
            type="radio"
            name={group}
            aria-label={segment.label}
            checked={segment.value === value}
            disabled={segment.disabled}
            onChange={() => onChange(segment.value)}
          />
          <span className="segment-face">
            {segment.label}
            {segment.note && <small>{segment.note}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
