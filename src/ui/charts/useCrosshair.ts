/** What moves the shared crosshair: a mouse, a finger, the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useEffect } from 'react';
import { useLab } from '../../runs/useLab';
import type { Course } from './course';
import { crosshair, pointAt } from './crosshair';
import type { PlotArea } from './Plot';
import { type Reading, spellReading } from './reading';

/** Steps are whole. */
function placeAt({ unit, axis }: Course, share: number): number {
  const at = axis.valueAt(Math.min(1, Math.max(0, share)));
  return unit === 'steps' ? Math.round(at) : at;
}

export function useCrosshairPointer(plot: string, course: Course, area: PlotArea) {
  useEffect(() => () => leave(plot), [plot]);
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - area.left) / area.width;
    const height = (event.clientY - box.top - area.top) / area.height;
    pointAt({ at: placeAt(course, share), height: Math.min(1, Math.max(0, height)), plot });
  };
  return {
    onPointerDown: follow,
    onPointerMove: follow,
    // A lifted finger leaves the crosshair where it was; a touch elsewhere takes it away.
    onPointerLeave: ({ pointerType }: PointerEvent) => pointerType === 'mouse' && leave(plot),
    onPointerCancel: () => leave(plot),
  };
}

/** A hundredth of the axis a press, with shift a tenth. */
const STRIDE = 0.01;
const LONG_STRIDE = 0.1;
const LIFT = 0.05;

export function useCrosshairKeys(plot: string, course: Course, read: (at: number, height: number) => Reading | null) {
  const lab = useLab();
  const onKeyDown = (event: KeyboardEvent) => {
    const { place } = crosshair.getState();
    const here = place ?? { at: placeAt(course, 0.5), height: 0.5 };
    const stride = event.shiftKey ? LONG_STRIDE : STRIDE;
    const go = (at: number, height: number) => pointAt({ at, height: Math.min(1, Math.max(0, height)), plot });
    const goAlong = (shares: number) => {
      if (!place) return go(here.at, here.height);
      const at = placeAt(course, course.axis.place(here.at) + shares);
      // On a short axis a hundredth may be less than a step.
      const least = course.unit === 'steps' ? Math.sign(shares) : 0;
      go(at === here.at ? Math.min(course.axis.high, Math.max(0, at + least)) : at, here.height);
    };
    switch (event.key) {
      case 'ArrowLeft':
        goAlong(-stride);
        break;
      case 'ArrowRight':
        goAlong(stride);
        break;
      case 'ArrowUp':
        go(here.at, here.height - LIFT);
        break;
      case 'ArrowDown':
        go(here.at, here.height + LIFT);
        break;
      case 'Home':
        go(placeAt(course, 0), here.height);
        break;
      case 'End':
        go(placeAt(course, 1), here.height);
        break;
      case 'Escape':
        pointAt(null);
        break;
      case 'Enter': {
        const reading = read(here.at, here.height);
        if (reading) lab.say(spellReading(reading));
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  };
  return { onKeyDown, onBlur: () => leave(plot) };
}

/** Takes the crosshair away, unless another plot has it by now. */
function leave(plot: string): void {
  if (crosshair.getState().place?.plot === plot) pointAt(null);
}
