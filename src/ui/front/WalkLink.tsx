/** The way into the walk, from either page. */
import type { MouseEvent } from 'react';
import { writeLink } from '../../experiment/link';
import { useLab, useLabState } from '../../runs/useLab';
import { addressOf, goTo } from '../address';
import { pageStore } from '../pageStore';

export function WalkLink() {
  const lab = useLab();
  const query = useLabState(({ experiment }) => writeLink(experiment));
  function open(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { view, walk } = pageStore.getState();
    pageStore.setState({ walk: walk ?? 1 });
    if (view !== 'front') void goTo(lab, 'front');
  }
  return (
    <a href={addressOf(`${query}&walk=1`)} onClick={open}>
      Walk
    </a>
  );
}
