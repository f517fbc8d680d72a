/** What unfolds below a button: Escape folds it and goes back to the button, and so does going elsewhere, without going back. */
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

export interface Unfolding {
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Of the element that holds the button and what it unfolds. */
  whole: RefObject<HTMLDivElement | null>;
  opener: RefObject<HTMLButtonElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function useUnfolding(): Unfolding {
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const listening = new AbortController();
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !whole.current!.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave, { signal: listening.signal });
    document.addEventListener('focusin', leave, { signal: listening.signal });
    return () => listening.abort();
  }, [open]);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !open) return;
    setOpen(false);
    opener.current!.focus();
  };
  return { open, setOpen, whole, opener, onKeyDown };
}
