/** A button that unfolds a panel below it; Escape, or going elsewhere, folds it again. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useUnfolding } from '../useUnfolding';
import './export.css';

interface MenuProps {
  /** What is read out where the button shows a picture alone. */
  label?: string;
  className: string;
  button: ReactNode;
  /** Somebody may be about to open it. */
  onNear?: () => void;
  /** Drawn while it is open. */
  children: (close: () => void) => ReactNode;
}

export function Menu({ label, className, button, onNear, children }: MenuProps) {
  const id = useId();
  const { open, setOpen, whole, opener, onKeyDown } = useUnfolding();
  const wasOpen = useRef(false);
  useEffect(() => {
    // Where the pressed button went with the panel, its opener is where to go on from.
    if (wasOpen.current && !open && document.activeElement === document.body) opener.current!.focus();
    wasOpen.current = open;
  }, [open, opener]);
  return (
    <div
      ref={whole}
      className="export-menu"
      onKeyDown={onKeyDown}
    >
      <button
        ref={opener}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={id}
        onPointerEnter={onNear}
        onFocus={onNear}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      <div id={id} className="export-panel" hidden={!open}>
        {open && children(() => setOpen(false))}
      </div>
    </div>
  );
}
