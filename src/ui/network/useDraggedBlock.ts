/** Lets a pointer take the last block by its edge. A convenience beside the slider, which keyboards use. */
import { useRef, type PointerEvent } from 'react';
import { useLab } from '../../runs/useLab';
import { nearestIndex, widthSteps } from '../text/scale';
import { channelsAt, fullHeight, type NetworkLayout } from './layout';

export function useDraggedBlock({ axis, height }: NetworkLayout) {
  const lab = useLab();
  const held = useRef(false);

  function widthAt(event: PointerEvent<SVGGElement>): number {
    const { top } = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    const reach = Math.abs(event.clientY - top - axis);
    const channels = channelsAt(2 * reach, fullHeight(height));
    return widthSteps[nearestIndex(widthSteps, channels, 'ratio')]!;
  }

  return {
    onPointerDown(event: PointerEvent<SVGGElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = true;
    },
    onPointerMove(event: PointerEvent<SVGGElement>) {
      if (held.current) lab.dragWidth(widthAt(event));
    },
    onPointerUp() {
      if (!held.current) return;
      held.current = false;
      const { draggedWidth } = lab.store.getState();
      if (draggedWidth !== null) lab.releaseWidth(draggedWidth);
    },
    onPointerCancel() {
      held.current = false;
      lab.dragWidth(null);
    },
  };
}
