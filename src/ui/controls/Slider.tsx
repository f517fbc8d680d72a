/**
 * A native range input that moves over a list of values. `onInput` follows the thumb; `onCommit` comes once, when a
 * pointer lets go or a short while after the last key press, so that walking along the scale is one change.
 */
import { useEffect, useEffectEvent, useRef, type CSSProperties } from 'react';
import './slider.css';
import { nearestIndex } from '../text/scale';

const KEY_PAUSE_MS = 500;

interface SliderProps {
  id?: string;
  label?: string;
  steps: readonly number[];
  /** How near is measured: by ratio on scales of powers. */
  by: 'ratio' | 'difference';
  value: number;
  /** What a screen reader says, e.g. "256 channels". */
  valueText: string;
  disabled?: boolean;
  described?: string;
  className?: string;
  onInput: (value: number) => void;
  onCommit?: (value: number) => void;
}

export function Slider(props: SliderProps) {
  const { steps, by, value, onInput, onCommit } = props;
  const input = useRef<HTMLInputElement>(null);
  const index = nearestIndex(steps, value, by);
  const commit = useEffectEvent((at: number) => onCommit?.(steps[at]!));

  useEffect(() => {
    const element = input.current!;
    let byKey = false;
    let pending: ReturnType<typeof setTimeout> | undefined;
    const listening = new AbortController();
    const listen = (type: string, listener: () => void) =>
      element.addEventListener(type, listener, { signal: listening.signal });

    function settle() {
      clearTimeout(pending);
      pending = undefined;
      commit(Number(element.value));
    }
    listen('keydown', () => (byKey = true));
    listen('pointerdown', () => (byKey = false));
    // React's onChange is the DOM's `input`; only the DOM's own `change` tells that the thumb was let go.
    listen('change', () => {
      clearTimeout(pending);
      if (byKey) pending = setTimeout(settle, KEY_PAUSE_MS);
      else settle();
    });
    listen('blur', () => {
      if (pending !== undefined) settle();
    });
    return () => {
      clearTimeout(pending);
      listening.abort();
    };
  }, []);

  return (
    <input
      ref={input}
      id={props.id}
      className={`slider ${props.className ?? ''}`}
      style={{ '--share': index / (steps.length - 1) } as CSSProperties}
      type="range"
      min={0}
      max={steps.length - 1}
      step={1}
      value={index}
      aria-label={props.label}
      aria-valuetext={props.valueText}
      aria-describedby={props.described}
      disabled={props.disabled}
      onChange={(event) => onInput(steps[Number(event.target.value)]!)}
    />
  );
}
