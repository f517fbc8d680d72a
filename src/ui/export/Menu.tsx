/** A button that unfolds a panel below it; Escape, or going elsewhere, folds it again. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
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
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const listening = new AbortController();
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !menu.current!.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave, { signal: listening.signal });
    document.addEventListener('focusin', leave, { signal: listening.signal });
    return () => listening.abort();
  }, [open]);
  const wasOpen = useRef(false);
  useEffect(() => {
    // Where the pressed button went with the panel, its opener is where to go on from.
    if (wasOpen.current && !open && document.activeElement === document.body) opener.current!.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <div
      ref={menu}
      className="export-menu"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !open) return;
        setOpen(false);
        opener.current!.focus();
      }}
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
