/** A link to an experiment that, pressed here, sets the controls instead of loading the page again, so that earlier runs stay. */
import type { MouseEvent } from 'react';
import type { Condition } from '../../experiment/claims/conditions';
import { readLink } from '../../experiment/link';
import { useLab } from '../../runs/useLab';

export function SetUp({ label, link }: Condition) {
  const lab = useLab();
  function setUp(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab or window is wanted
    event.preventDefault();
    lab.change(readLink(link).experiment);
    toRunBar();
    lab.say(`${label} is set up. Start runs it.`);
  }
  return (
    <a className="button" href={`?${link ? `${link}&` : ''}lab=1`} aria-label={`Set up ${label}`} onClick={setUp}>
      Set up
    </a>
  );
}

function toRunBar(): void {
  document.querySelector('.work')!.scrollIntoView();
  document.querySelector<HTMLElement>('.run-bar .primary')!.focus({ preventScroll: true });
}
