/** A button that is a picture; its name is read out and shown when the pointer rests on it. */
import type { ReactNode } from 'react';

interface IconButtonProps {
  name: string;
  pressed?: boolean;
  expanded?: boolean;
  className?: string;
  onClick: () => void;
  children: ReactNode;
}

export function IconButton({ name, pressed, expanded, className = '', onClick, children }: IconButtonProps) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={name} title={name} aria-pressed={pressed} aria-expanded={expanded} onClick={onClick}>
      {children}
    </button>
  );
}
