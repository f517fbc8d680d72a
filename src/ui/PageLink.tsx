/** A link to another page of this site that keeps what is set and what runs. In another tab it works as any link does. */
import type { MouseEvent, ReactNode } from 'react';
import { writeLink } from '../experiment/link';
import { useLab, useLabState } from '../runs/useLab';
import { goTo, pageAddressOf } from './address';
import { loadLab } from './parts';
import { usePage, type View } from './pageStore';

interface PageLinkProps {
  to: View;
  /** A section of that page, e.g. "#claims". */
  place?: string;
  className?: string;
  children: ReactNode;
}

export function PageLink({ to, place = '', className, children }: PageLinkProps) {
  const lab = useLab();
  const isHere = usePage(({ view }) => view === to) && place === '';
  // The address follows what is set.
  useLabState(({ experiment }) => writeLink(experiment));
  usePage((state) => state);
  const prepare = to === 'lab' ? () => void loadLab() : undefined;
  return (
    <a href={pageAddressOf(lab, to, place)} className={className} aria-current={isHere ? 'page' : undefined} onClick={go} onPointerEnter={prepare} onFocus={prepare}>
      {children}
    </a>
  );

  function go(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab or window is wanted
    event.preventDefault();
    if (!isHere) void goTo(lab, to, place);
  }
}
