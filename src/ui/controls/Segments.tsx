/** A short choice as a row of radio buttons that look like one piece. Used inside a `Field`, which names the group. */
import { useId } from 'react';
import './segments.css';

export interface Segment<Value extends string | number> {
  value: Value;
  label: string;
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
            onChange={() => onChange(segment.value)}
          />
          <span className="segment-face">{segment.label}</span>
        </label>
      ))}
    </div>
  );
}
