/** Small pictures on the buttons of the queue; labels carry the meaning. */
import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const ArrowIcon = ({ down }: { down: boolean }) => <Icon>{down ? <path d="M8 3v10M4 9l4 4 4-4" /> : <path d="M8 13V3M4 7l4-4 4 4" />}</Icon>;

export const FrontIcon = () => (
  <Icon>
    <path d="M3 2.5h10M8 14V5.5M4.5 9L8 5.5 11.5 9" />
  </Icon>
);

export const TakeBackIcon = () => (
  <Icon>
    <path d="M6.5 3L3 6.5 6.5 10M3.5 6.5H10a3 3 0 0 1 0 6H7.5" />
  </Icon>
);
