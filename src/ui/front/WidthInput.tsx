/** The slider that the handle draws: a native range input for keys and screen readers. Pointers move the drawing itself. */
import type { KeyboardEvent } from 'react';
import { useLab } from '../../runs/useLab';
import { formatWhole } from '../text/format';
import { nearestIndex } from '../text/scale';
import { handleSteps, nextPower } from './geometry';
import { useReleaseWidth, useShownWidth } from './useShownWidth';

const directions: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

export function WidthInput({ id }: { id: string }) {
  const lab = useLab();
  const width = useShownWidth();
  const release = useReleaseWidth();
  function onKeyDown(event: KeyboardEvent) {
    const direction = directions[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = nextPower(lab.store.getState().experiment.width, direction);
    release(next);
  }
  return (
    <input
      id={id}
      className="width-input"
      type="range"
      min={0}
      max={handleSteps.length - 1}
      value={nearestIndex(handleSteps, width, 'ratio')}
      aria-label="Width D of the last block"
      aria-valuetext={`width ${formatWhole(width)}`}
      onKeyDown={onKeyDown}
      onChange={({ target }) => release(handleSteps[Number(target.value)]!)}
    />
  );
}
